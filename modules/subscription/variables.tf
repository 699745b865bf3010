# The common settings (stream_arn, package, event_source, function, alarms) are checked where they are
# used, in ../stream-consumer; here stand their defaults for this module and the checks of its own.
# Where events come from is in variables-log-groups.tf, what becomes of them in variables-events.tf.

variable "name" {
  description = "Name of the function, its role and its log group, of the subscription filters, and the start of the other names. Unique in the account, since roles are global."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[A-Za-z0-9_-]{1,48}$", var.name))
    error_message = "name must have 1 to 48 letters, digits, '-' or '_': shorten it or replace the other characters. The module adds up to 16 of its own."
  }
}

variable "stream_arn" {
  description = "ARN of the Kinesis data stream that log groups are subscribed to, and that the function reads; null unless log_groups.send_to is \"stream\"."
  type        = string
  default     = null

  validation {
    condition     = var.log_groups.send_to == "stream" ? var.stream_arn != null : var.stream_arn == null
    error_message = "stream_arn and log_groups.send_to must fit: with send_to = \"stream\" (the default) give the stream's ARN; with \"function\" or \"destination\" leave stream_arn out, no stream of this account lies between."
  }

  validation {
    condition     = var.stream_arn == null || coalesce(var.stream_arn, "none") != coalesce(var.target_stream_arn, "no target")
    error_message = "stream_arn and target_stream_arn must be two streams: the function would read again what it has written, for ever. Make a second stream for the structured events."
  }
}

variable "target_stream_arn" {
  description = "ARN of the Kinesis data stream that gets the structured events; null where log_groups.send_to is \"destination\"."
  type        = string
  default     = null

  validation {
    condition     = (var.log_groups.send_to == "destination") == (var.target_stream_arn == null)
    error_message = "target_stream_arn and log_groups.send_to must fit: with send_to = \"stream\" or \"function\" give the stream that gets the structured events; with \"destination\" leave it out, the account that owns the destination has its own."
  }

  validation {
    condition     = var.target_stream_arn == null || can(regex("^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[A-Za-z0-9_.-]{1,128}$", var.target_stream_arn))
    error_message = "target_stream_arn must be the ARN of a Kinesis data stream: give aws_kinesis_stream.<name>.arn, not the stream's name or a consumer's ARN."
  }
}

variable "event_source" {
  description = "How Lambda reads the stream: up to `batch_size` records or 6 MB, or what arrives in `window_seconds`, per shard; `parallelization` batches of a shard at once; where to start (`starting_timestamp` for AT_TIMESTAMP); `enhanced_fan_out` for a read throughput of its own; how long to retry before a batch is given up (without a stream: an invocation, 6 hours at most); `stream_kms_key_arn` when the stream is encrypted with a customer key."
  type = object({
    batch_size                 = optional(number, 1000)
    window_seconds             = optional(number, 1)
    parallelization            = optional(number, 1)
    starting_position          = optional(string, "TRIM_HORIZON")
    starting_timestamp         = optional(string)
    enhanced_fan_out           = optional(bool, false)
    maximum_retries            = optional(number, 10000)
    maximum_record_age_seconds = optional(number, 72000)
    stream_kms_key_arn         = optional(string)
  })
  default  = {}
  nullable = false
}

variable "function" {
  description = "Size of the function, where it runs (`vpc`), retention and customer KMS key of its own log, permissions boundary of its role. The one that subscribes log groups gets the same log, boundary and architecture."
  type = object({
    memory_mb                = optional(number, 512)
    timeout_seconds          = optional(number, 120)
    architecture             = optional(string, "arm64")
    log_retention_days       = optional(number, 30)
    log_kms_key_arn          = optional(string)
    permissions_boundary_arn = optional(string)
    vpc = optional(object({
      subnet_ids         = set(string)
      security_group_ids = set(string)
    }))
  })
  default  = {}
  nullable = false
}

variable "alarms" {
  description = "Alarms and the SNS topic that hears of them. `idle_minutes` is only for log groups that always carry data: it rings when nothing has arrived for so long."
  type = object({
    enabled              = optional(bool, true)
    topic_arn            = optional(string)
    iterator_age_minutes = optional(number, 15)
    quarantined_events   = optional(number, 1)
    idle_minutes         = optional(number)
  })
  default  = {}
  nullable = false
}

variable "quarantine" {
  description = "Where events go that cannot be delivered, with the reason and their original bytes: `bucket` (it also gets what Lambda gives up, under `aws/lambda/`) and `prefix`; `kms_key_arn` when the bucket's default encryption uses a customer key, `bucket_account_id` when another account owns it. Left out where log_groups.send_to is \"destination\"."
  type = object({
    bucket            = optional(string)
    prefix            = optional(string, "quarantine")
    kms_key_arn       = optional(string)
    bucket_account_id = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = (var.log_groups.send_to == "destination") == (var.quarantine.bucket == null)
    error_message = "quarantine.bucket must name the S3 bucket that gets what cannot be delivered; with log_groups.send_to = \"destination\" leave it out, this account then sees no event."
  }

  validation {
    condition     = var.quarantine.bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.quarantine.bucket))
    error_message = "quarantine.bucket must be the name of an S3 bucket: give aws_s3_bucket.<name>.bucket, not its ARN or URL."
  }

  validation {
    condition     = length(var.quarantine.prefix) <= 200 && can(regex("^[A-Za-z0-9_.=-]+(/[A-Za-z0-9_.=-]+)*$", var.quarantine.prefix))
    error_message = "quarantine.prefix must have 1 to 200 letters, digits, '.', '_', '-', '=' and '/' between them: leave out slashes at its ends."
  }

  validation {
    condition     = !startswith("${var.quarantine.prefix}/", "aws/lambda/") && !startswith("${var.quarantine.prefix}/", "large-events/")
    error_message = "quarantine.prefix must lie outside aws/lambda, where Lambda writes given up invocations, and large-events, where large events are stored."
  }

  validation {
    condition     = var.quarantine.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.quarantine.kms_key_arn))
    error_message = "quarantine.kms_key_arn must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias."
  }

  validation {
    condition     = var.quarantine.bucket_account_id == null || can(regex("^[0-9]{12}$", var.quarantine.bucket_account_id))
    error_message = "quarantine.bucket_account_id must be the 12 digits of the account that owns the bucket; leave it out when that is this account."
  }
}

variable "package" {
  description = "Path of the functions' zip file. Null: the one that a release has in this module, or that `make build` writes there."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that the module makes."
  type        = map(string)
  default     = {}
  nullable    = false
}
