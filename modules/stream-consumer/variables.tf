# Almost no defaults here: each public module has its own, and they live there alone. The rules that AWS and
# the design set for every consumer of a stream live here alone.

variable "name" {
  description = "Name of the function, its role and its log group, and the start of the alarms' names. Unique in the account, since roles are global."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,64}$", var.name))
    error_message = "name must have 1 to 64 letters, digits, '-' or '_': shorten it or replace the other characters."
  }
}

variable "direct" {
  description = "Whether a service invokes the function directly and asynchronously; Lambda's own queue then takes the stream's place. Asked for by itself, since a stream's ARN may not be known before the apply."
  type        = bool
  default     = false
  nullable    = false
}

variable "stream_arn" {
  description = "ARN of the Kinesis data stream to read; null with `direct`."
  type        = string

  validation {
    condition     = var.direct ? var.stream_arn == null : can(regex("^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[A-Za-z0-9_.-]{1,128}$", var.stream_arn))
    error_message = "stream_arn must be the ARN of a Kinesis data stream, such as arn:aws:kinesis:eu-central-1:123456789012:stream/logs: give aws_kinesis_stream.<name>.arn, not the stream's name or a consumer's ARN. With direct there must be none."
  }
}

variable "package" {
  description = "Path of the zip file that holds the function (`index.js`)."
  type        = string
  nullable    = false
}

variable "handler" {
  description = "The function's entry in the package: a zip may hold two functions."
  type        = string
  default     = "index.handler"
  nullable    = false
}

variable "description" {
  description = "What the function does, as the Lambda console shows it."
  type        = string
  nullable    = false
}

variable "environment" {
  description = "The function's environment variables. No secrets: whoever may describe the function can read them."
  type        = map(string)
  nullable    = false
}

variable "json_schemas" {
  description = "JSON Schemas by log type, for a function that reads JSON_SCHEMAS."
  type        = map(string)
  default     = {}
  nullable    = false
}

variable "policy_json" {
  description = "IAM policy for what the function itself does: writing to its destination."
  type        = string
  nullable    = false
}

variable "failure_destination" {
  description = "S3 bucket that gets the whole of each invocation that Lambda gives up, under `aws/lambda/`; the account that must own it; the customer KMS key that encrypts what is written there. Null: nothing is kept, for a function that carries no log events."
  type = object({
    bucket      = string
    account_id  = string
    kms_key_arn = string
  })

  validation {
    condition     = var.failure_destination != null || var.direct
    error_message = "failure_destination must name a bucket for a function that reads a stream: what it gives up would be lost."
  }
}

variable "event_source" {
  description = "How Lambda reads the stream. Partial batch responses and splitting of failed batches are always on."
  type = object({
    batch_size                 = number
    window_seconds             = number
    parallelization            = number
    starting_position          = string
    starting_timestamp         = string
    enhanced_fan_out           = bool
    maximum_retries            = number
    maximum_record_age_seconds = number
    stream_kms_key_arn         = string
  })
  nullable = false

  validation {
    condition     = var.event_source.batch_size >= 1 && var.event_source.batch_size <= 10000 && floor(var.event_source.batch_size) == var.event_source.batch_size
    error_message = "event_source.batch_size must be a whole number from 1 to 10000."
  }

  validation {
    condition     = var.event_source.window_seconds >= 0 && var.event_source.window_seconds <= 300 && floor(var.event_source.window_seconds) == var.event_source.window_seconds
    error_message = "event_source.window_seconds must be a whole number from 0 to 300."
  }

  validation {
    condition     = var.event_source.batch_size <= 10 || var.event_source.window_seconds >= 1
    error_message = "event_source.window_seconds must be at least 1 when batch_size is over 10: set window_seconds = 1 or lower batch_size."
  }

  validation {
    condition     = contains(range(1, 11), var.event_source.parallelization)
    error_message = "event_source.parallelization must be a whole number from 1 to 10."
  }

  validation {
    condition     = contains(["TRIM_HORIZON", "LATEST", "AT_TIMESTAMP"], var.event_source.starting_position)
    error_message = "event_source.starting_position must be TRIM_HORIZON (all that the stream still holds), AT_TIMESTAMP (what arrived since starting_timestamp) or LATEST (only what arrives from now on)."
  }

  validation {
    condition     = (var.event_source.starting_position == "AT_TIMESTAMP") == (var.event_source.starting_timestamp != null)
    error_message = "event_source.starting_timestamp must be given with starting_position = \"AT_TIMESTAMP\", and left out with any other."
  }

  # Whole seconds in UTC, the form in which the provider reads it back: any other would look like a change
  # at the next plan, and replace the mapping.
  validation {
    condition     = var.event_source.starting_timestamp == null || (can(formatdate("YYYY", var.event_source.starting_timestamp)) && can(regex("^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$", var.event_source.starting_timestamp)))
    error_message = "event_source.starting_timestamp must be a time in UTC and whole seconds, such as 2026-11-21T05:06:07Z."
  }

  validation {
    condition     = var.event_source.maximum_retries >= 0 && var.event_source.maximum_retries <= 10000 && floor(var.event_source.maximum_retries) == var.event_source.maximum_retries
    error_message = "event_source.maximum_retries must be a whole number from 0 to 10000. Endless retries (-1) would leave the record age as the only bound."
  }

  validation {
    condition     = var.event_source.maximum_record_age_seconds >= 60 && var.event_source.maximum_record_age_seconds <= 604800 && floor(var.event_source.maximum_record_age_seconds) == var.event_source.maximum_record_age_seconds
    error_message = "event_source.maximum_record_age_seconds must be a whole number from 60 to 604800 (7 days). Keep it below the stream's retention, so that what fails is kept before it expires."
  }

  validation {
    condition     = var.event_source.stream_kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.event_source.stream_kms_key_arn))
    error_message = "event_source.stream_kms_key_arn must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias; leave it out when the stream uses the key alias/aws/kinesis."
  }
}

variable "read_after" {
  description = "Something that must be there before Lambda begins to read the stream, such as the id of what prepares the destination."
  type        = string
  default     = null
}

variable "function" {
  description = "Size of the function, where it runs and how long its own log is kept."
  type = object({
    memory_mb                = number
    timeout_seconds          = number
    architecture             = string
    log_retention_days       = number
    log_kms_key_arn          = string
    permissions_boundary_arn = string
    vpc = object({
      subnet_ids         = set(string)
      security_group_ids = set(string)
    })
  })
  nullable = false

  validation {
    condition     = var.function.memory_mb >= 128 && var.function.memory_mb <= 10240 && floor(var.function.memory_mb) == var.function.memory_mb
    error_message = "function.memory_mb must be a whole number from 128 to 10240."
  }

  validation {
    condition     = var.function.timeout_seconds >= 10 && var.function.timeout_seconds <= 900 && floor(var.function.timeout_seconds) == var.function.timeout_seconds
    error_message = "function.timeout_seconds must be a whole number from 10 to 900: below 10 no time is left for retries."
  }

  validation {
    condition     = contains(["arm64", "x86_64"], var.function.architecture)
    error_message = "function.architecture must be arm64 or x86_64."
  }

  validation {
    condition = contains(
      [0, 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653],
      var.function.log_retention_days
    )
    error_message = "function.log_retention_days must be a value that CloudWatch Logs takes: 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, or 0 for ever."
  }

  validation {
    condition     = var.function.log_kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.function.log_kms_key_arn))
    error_message = "function.log_kms_key_arn must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias; its key policy must let CloudWatch Logs use it."
  }

  validation {
    condition     = var.function.permissions_boundary_arn == null || can(regex("^arn:aws[a-z-]*:iam::(aws|[0-9]{12}):policy/.+$", var.function.permissions_boundary_arn))
    error_message = "function.permissions_boundary_arn must be the ARN of an IAM policy, such as arn:aws:iam::123456789012:policy/boundary."
  }

  validation {
    condition     = var.function.vpc == null || try(length(var.function.vpc.subnet_ids) > 0 && length(var.function.vpc.security_group_ids) > 0, false)
    error_message = "function.vpc must name at least one subnet and one security group; leave vpc out to run outside a VPC."
  }
}

variable "alarms" {
  description = "Alarms, and the SNS topic that hears of them."
  type = object({
    enabled              = bool
    topic_arn            = string
    iterator_age_minutes = number
    quarantined_events   = number # null: no alarm, for a function that carries no log events
    idle_minutes         = number
  })
  nullable = false

  validation {
    condition     = var.alarms.topic_arn == null || can(regex("^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]+$", var.alarms.topic_arn))
    error_message = "alarms.topic_arn must be the ARN of a standard SNS topic, such as arn:aws:sns:eu-central-1:123456789012:on-call: CloudWatch cannot notify a FIFO topic."
  }

  validation {
    condition     = !var.alarms.enabled || (var.alarms.iterator_age_minutes * 60 > var.event_source.window_seconds && var.alarms.iterator_age_minutes * 60 < var.event_source.maximum_record_age_seconds)
    error_message = "alarms.iterator_age_minutes must lie between event_source.window_seconds and event_source.maximum_record_age_seconds: below, it would ring in normal running; above, only after records were given up."
  }

  validation {
    condition     = var.alarms.quarantined_events == null || coalesce(var.alarms.quarantined_events, 1) >= 1
    error_message = "alarms.quarantined_events must be at least 1: so many quarantined events within five minutes ring the alarm."
  }

  validation {
    condition     = var.alarms.idle_minutes == null || try(var.alarms.idle_minutes >= 1 && var.alarms.idle_minutes <= 1440 && floor(var.alarms.idle_minutes) == var.alarms.idle_minutes, false)
    error_message = "alarms.idle_minutes must be a whole number from 1 to 1440, or left out for a stream that may be silent."
  }
}

variable "tags" {
  description = "Tags of everything that the module makes."
  type        = map(string)
  nullable    = false
}
