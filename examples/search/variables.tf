variable "name" {
  description = "Name of the stream, the function and the domain, and the start of the bucket's name."
  type        = string
  default     = "logdrive-search"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z][a-z0-9-]{2,27}$", var.name))
    error_message = "name must have 3 to 28 small letters, digits or '-' and begin with a letter: a domain's name takes no others."
  }
}

variable "endpoint" {
  description = "Search engine to index in, as the module's `endpoint` takes it, such as { url = \"http://127.0.0.1:9201\", auth = \"none\" }. Null: a small Amazon OpenSearch domain is made."
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
  default = null
}

variable "instance_type" {
  description = "Type of the domain's instances."
  type        = string
  default     = "t3.small.search"
  nullable    = false

  validation {
    condition     = endswith(var.instance_type, ".search") && !startswith(var.instance_type, "t2.")
    error_message = "instance_type must be one of OpenSearch's, such as t3.small.search or r6g.large.search, and no t2: those have no fine-grained access control."
  }
}

variable "instance_count" {
  description = "Number of the domain's instances. From two on they lie in several zones, and every shard has a copy."
  type        = number
  default     = 1
  nullable    = false

  validation {
    condition     = var.instance_count == 1 || (var.instance_count > 1 && floor(var.instance_count) == var.instance_count && (var.instance_count % 2 == 0 || var.instance_count % 3 == 0))
    error_message = "instance_count must be 1, or a multiple of 2 or 3, so that each zone has as many."
  }
}

variable "volume_gb" {
  description = "Disk of each of the domain's instances, in GB."
  type        = number
  default     = 20
  nullable    = false

  validation {
    condition     = var.volume_gb >= 10 && floor(var.volume_gb) == var.volume_gb
    error_message = "volume_gb must be a whole number from 10; the most depends on instance_type (t3.small.search: 100)."
  }
}

variable "log_types" {
  description = "Log types to index, `*` standing for any text. Empty: all."
  type        = set(string)
  default     = []
  nullable    = false
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

variable "data_stream" {
  description = "Whether each log type has a data stream, which rolls over by day and size, instead of an index a day."
  type        = bool
  default     = false
  nullable    = false
}

variable "on_conflict" {
  description = "What becomes of an event that does not fit the mapping of its index: `quarantine`, or `keep_as_text` to find it by its text."
  type        = string
  default     = "quarantine"
  nullable    = false
}

variable "shards" {
  description = "Number of shards of the stream. Null: the stream scales on demand."
  type        = number
  default     = null

  validation {
    condition     = var.shards == null || try(var.shards >= 1 && floor(var.shards) == var.shards, false)
    error_message = "shards must be a whole number from 1, or left out for a stream that scales on demand."
  }
}

variable "stream_retention_hours" {
  description = "Hours that the stream keeps records, to be read once more when something went wrong; more than 24 cost more. Lambda gives up what it could not deliver for 20 hours, however long this is."
  type        = number
  default     = 24
  nullable    = false

  validation {
    condition     = var.stream_retention_hours >= 24 && var.stream_retention_hours <= 8760 && floor(var.stream_retention_hours) == var.stream_retention_hours
    error_message = "stream_retention_hours must be a whole number from 24 to 8760, which is a year."
  }
}

variable "retention_days" {
  description = "Days after which an index is deleted."
  type        = number
  default     = 30
  nullable    = false
}

variable "quarantine_days" {
  description = "Days after which objects of the quarantine are deleted. 0: they are kept for ever."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.quarantine_days >= 0 && floor(var.quarantine_days) == var.quarantine_days
    error_message = "quarantine_days must be a whole number of days, or 0 to keep objects for ever."
  }
}

variable "health_log_groups" {
  description = "Log groups of Logdrive's functions, such as [\"/aws/lambda/logdrive-search\"], whose batches the dashboard of the pipeline's health draws. They take a stream of one shard and a function of their own. Empty: neither is made."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = !contains(var.health_log_groups, "/aws/lambda/${var.name}-health")
    error_message = "health_log_groups must not hold the log group of the function that reads them: its lines would go in a circle for ever."
  }
}

variable "alarm_topic_arn" {
  description = "ARN of the SNS topic that hears of alarms."
  type        = string
  default     = null
}

variable "force_destroy" {
  description = "Whether `terraform destroy` may delete the bucket with the quarantine in it."
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
