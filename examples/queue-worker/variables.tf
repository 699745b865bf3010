variable "name" {
  description = "Name of the stream and the function, and start of the names of the queues and the bucket."
  type        = string
  default     = "logdrive-queue"
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9-]{1,32}$", var.name))
    error_message = "name must have 2 to 33 small letters, digits or '-': a bucket's name, which it starts, takes no others."
  }
}

variable "log_types" {
  description = "Log types to send to the queue without an order, `*` standing for any text. Empty: all."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "ordered_log_types" {
  description = "Log types to send to the FIFO queue, `*` standing for any text. Empty: all."
  type        = set(string)
  default     = []
  nullable    = false
}

variable "group_id" {
  description = "Member of an event that gives its message group in the FIFO queue, dots leading into objects, such as `customer.id`: the events of a group stay in order. Null: the partition key."
  type        = string
  default     = null
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

variable "visibility_seconds" {
  description = "Seconds that a worker has for the messages of one call before others see them again."
  type        = number
  default     = 60
  nullable    = false

  validation {
    condition     = var.visibility_seconds >= 1 && var.visibility_seconds <= 43200 && floor(var.visibility_seconds) == var.visibility_seconds
    error_message = "visibility_seconds must be a whole number from 1 to 43200 (12 hours)."
  }
}

variable "max_receives" {
  description = "How often a message is handed out before it goes to the dead letters."
  type        = number
  default     = 5
  nullable    = false

  validation {
    condition     = var.max_receives >= 1 && var.max_receives <= 1000 && floor(var.max_receives) == var.max_receives
    error_message = "max_receives must be a whole number from 1 to 1000."
  }
}

variable "quarantine_days" {
  description = "Days after which objects of the quarantine, and messages put aside for their size, are deleted. 0: they are kept for ever."
  type        = number
  default     = 90
  nullable    = false

  validation {
    condition     = var.quarantine_days >= 0 && floor(var.quarantine_days) == var.quarantine_days && (var.quarantine_days == 0 || var.quarantine_days >= 29)
    error_message = "quarantine_days must be a whole number of days from 29, or 0 to keep objects for ever: a message may wait 14 days in its queue and 14 more among the dead letters, and the object that it points to must outlive it."
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
