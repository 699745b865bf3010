variable "name" {
  description = "Name of the intake stream and of the subscription, and start of the names of the other streams, the functions and the bucket."
  type        = string
  default     = "logdrive-cloudwatch"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,32}$", var.name))
    error_message = "name must have 2 to 33 small letters, digits or '-': a bucket's name, which it starts, takes no others."
  }
}

variable "log_groups" {
  description = "Which log groups are subscribed, as the module's `log_groups` takes them: `names`, `prefixes`, `patterns` and `tags` add up, `exclude` takes away again; or `account_wide` for all of the account. The stack's own are always left out."
  type = object({
    names              = optional(list(string), [])
    prefixes           = optional(list(string), [])
    patterns           = optional(list(string), [])
    tags               = optional(map(string), {})
    exclude            = optional(list(string), [])
    account_wide       = optional(bool, false)
    filter_pattern     = optional(string, "")
    look_every_minutes = optional(number, 1440)
  })
  nullable = false
}

variable "log_group_types" {
  description = "Log types by log group, `*` standing for any text; the longest pattern decides. Others get `lambda`, `ecs` or the like by AWS's own names, else `cloudwatch`."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "endpoint" {
  description = "Search engine to index in, as the module's `endpoint` takes it, such as { url = \"https://...\", auth = \"basic\", secret_arn = \"...\" }: that of examples/search, or one of your own."
  type = object({
    url                = string
    auth               = optional(string)
    service            = optional(string)
    domain_arn         = optional(string)
    collection_arn     = optional(string)
    secret_arn         = optional(string)
    secret_kms_key_arn = optional(string)
    ca_certificate     = optional(string)
  })
  nullable = false
}

variable "index" {
  description = "Pattern of the indices' names, as the module's `indexing.index` takes it, for an engine that several stacks share. Null: the module's, `logs-{log_type}-{yyyy}.{MM}.{dd}`."
  type        = string
  default     = null
}

variable "archive_log_types" {
  description = "Log types to archive, `*` standing for any text. Empty: all."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "search_log_types" {
  description = "Log types to index, `*` standing for any text, such as [\"lambda\", \"shop.*\"]."
  type        = set(string)
  nullable    = false

  validation {
    condition     = length(var.search_log_types) > 0
    error_message = "search_log_types must name one log type at least: an empty list would be all of them. Give [\"*\"] if that is what you want."
  }
}

variable "schema" {
  description = "Names of the members of an event that hold the type of its log, its id and its time."
  type = object({
    log_type_key = optional(string)
    log_id_key   = optional(string)
    time_key     = optional(string)
  })
  default  = {}
  nullable = false
}

variable "shards" {
  description = "Number of shards of each stream. Null: they scale on demand."
  type        = number
  default     = null

  validation {
    condition     = var.shards == null || try(var.shards >= 1 && floor(var.shards) == var.shards, false)
    error_message = "shards must be a whole number from 1, or left out for streams that scale on demand."
  }
}

variable "stream_retention_hours" {
  description = "Hours that each stream keeps records, to be read once more when something went wrong; more than 24 cost more. Lambda gives up what it could not deliver for 20 hours, however long this is."
  type        = number
  default     = 24
  nullable    = false

  validation {
    condition     = var.stream_retention_hours >= 24 && var.stream_retention_hours <= 8760 && floor(var.stream_retention_hours) == var.stream_retention_hours
    error_message = "stream_retention_hours must be a whole number from 24 to 8760, which is a year."
  }
}

variable "retention_days" {
  description = "Days after which objects are deleted, those of the quarantine too. 0: they are kept for ever."
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = var.retention_days >= 0 && floor(var.retention_days) == var.retention_days
    error_message = "retention_days must be a whole number of days, or 0 to keep objects for ever."
  }
}

variable "search_days" {
  description = "Days after which an index is deleted."
  type        = number
  default     = 30
  nullable    = false
}

variable "alarm_topic_arn" {
  description = "ARN of the SNS topic that hears of alarms."
  type        = string
  default     = null
}

variable "force_destroy" {
  description = "Whether `terraform destroy` may delete the bucket with the logs in it."
  type        = bool
  default     = false
  nullable    = false
}

variable "tags" {
  description = "Tags of everything that the stack makes."
  type        = map(string)
  default     = {}
  nullable    = false
}
