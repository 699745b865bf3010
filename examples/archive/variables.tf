variable "name" {
  description = "Name of the stream and the function, and the start of the bucket's name."
  type        = string
  default     = "logdrive-archive"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,32}$", var.name))
    error_message = "name must have 2 to 33 small letters, digits or '-': a bucket's name, which it starts, takes no others."
  }
}

variable "log_types" {
  description = "Log types to archive, `*` standing for any text. Empty: all."
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

variable "json_schemas" {
  description = "JSON Schemas by log type: an event that breaks the schema of its type goes into the quarantine."
  type        = map(string)
  default     = {}
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
  description = "Days after which objects are deleted. 0: they are kept for ever."
  type        = number
  default     = 400
  nullable    = false

  validation {
    condition     = var.retention_days >= 0 && floor(var.retention_days) == var.retention_days
    error_message = "retention_days must be a whole number of days, or 0 to keep objects for ever."
  }
}

variable "versioning" {
  description = "Whether the bucket keeps deleted objects for 30 more days."
  type        = bool
  default     = false
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
