# The common settings (name, stream_arn, package, event_source, function, alarms) are checked where they
# are used, in ../stream-consumer; here stand their defaults for this module and the checks of its own.

variable "name" {
  description = "Name of the function, its role and its log group, and the start of the alarms' names. Unique in the account, since roles are global."
  type        = string
  nullable    = false
}

variable "stream_arn" {
  description = "ARN of the Kinesis data stream to read."
  type        = string
  nullable    = false
}

variable "targets" {
  description = "Where records go, by a name of your own: a stream (`stream_arn`) or a queue (`queue_arn`), with the customer key that encrypts it (`kms_key_arn`). Each gets the log types of `log_types` (`*` stands for any text; empty: all) but for those of `except`. For streams: `partition_key` (null: the key is kept; `log_id`, or a member, dots lead into objects), `aggregate` (pack small records together). For queues: `group_id` (FIFO: the member that gives the message group; null: the partition key), `large_messages` (`quarantine`, which is the default, or `s3`: a pointer to an object). `record_bytes` is the most that a record or message may have, 1 MiB by default; for a queue give its `max_message_size`."
  type = map(object({
    stream_arn     = optional(string)
    queue_arn      = optional(string)
    kms_key_arn    = optional(string)
    log_types      = optional(set(string), [])
    except         = optional(set(string), [])
    partition_key  = optional(string)
    aggregate      = optional(bool, false)
    group_id       = optional(string)
    large_messages = optional(string)
    record_bytes   = optional(number)
  }))
  nullable = false

  validation {
    condition     = length(var.targets) > 0
    error_message = "targets must have one target at least, such as { copy = { stream_arn = aws_kinesis_stream.copy.arn } }."
  }

  validation {
    condition     = alltrue([for name in keys(var.targets) : can(regex("^[A-Za-z0-9_-]{1,32}$", name))])
    error_message = "The names of targets must have 1 to 32 letters, digits, '-' or '_': they are parts of the names of metrics."
  }

  validation {
    condition     = alltrue([for target in var.targets : (target.stream_arn == null) != (target.queue_arn == null)])
    error_message = "Each target must have either stream_arn or queue_arn: for two destinations make two targets."
  }

  validation {
    condition     = alltrue([for target in var.targets : target.stream_arn == null || can(regex("^arn:aws[a-z-]*:kinesis:[a-z0-9-]+:[0-9]{12}:stream/[A-Za-z0-9_.-]{1,128}$", target.stream_arn))])
    error_message = "stream_arn of a target must be the ARN of a Kinesis data stream: give aws_kinesis_stream.<name>.arn, not the stream's name or a consumer's ARN."
  }

  validation {
    condition     = alltrue([for target in var.targets : target.queue_arn == null || can(regex("^arn:aws[a-z-]*:sqs:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,80}([.]fifo)?$", target.queue_arn))])
    error_message = "queue_arn of a target must be the ARN of an SQS queue: give aws_sqs_queue.<name>.arn, not the queue's URL or name."
  }

  validation {
    condition     = alltrue([for target in var.targets : target.stream_arn == null || target.stream_arn != var.stream_arn])
    error_message = "A target must not be the stream that is read (stream_arn): its records would come back for ever. Give the target another stream."
  }

  validation {
    condition     = length(distinct([for target in var.targets : coalesce(target.stream_arn, target.queue_arn, "none")])) == length(var.targets)
    error_message = "Two targets have the same stream or queue, and what both want would be there twice: merge them into one."
  }

  validation {
    condition     = alltrue([for target in var.targets : target.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", target.kms_key_arn))])
    error_message = "kms_key_arn of a target must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias."
  }

  validation {
    condition     = alltrue(flatten([for target in var.targets : [for type in setunion(target.log_types, target.except) : trimspace(type) != ""]]))
    error_message = "log_types and except of a target must not hold an empty text, which no event matches: give [] for log_types to forward every type."
  }

  validation {
    condition     = alltrue([for target in var.targets : target.partition_key == null || (target.stream_arn != null && try(trimspace(target.partition_key) != "", false))])
    error_message = "partition_key of a target must be log_id or the name of a member, and only for a stream: leave it out to keep the records' keys; for a FIFO queue there is group_id."
  }

  validation {
    condition     = alltrue([for target in var.targets : !target.aggregate || target.stream_arn != null])
    error_message = "aggregate of a target is only for streams: leave it out for a queue."
  }

  validation {
    condition     = alltrue([for target in var.targets : target.group_id == null || (try(endswith(target.queue_arn, ".fifo"), false) && try(trimspace(target.group_id) != "", false))])
    error_message = "group_id of a target must be the name of a member, and only for a FIFO queue (its name ends in .fifo): leave it out otherwise."
  }

  validation {
    condition     = alltrue([for target in var.targets : target.large_messages == null || (target.queue_arn != null && try(contains(["quarantine", "s3"], target.large_messages), false))])
    error_message = "large_messages of a target must be quarantine or s3, and only for a queue: leave it out for a stream."
  }

  validation {
    condition     = alltrue([for target in var.targets : target.record_bytes == null || try(target.record_bytes >= 1024 && target.record_bytes <= (target.stream_arn != null ? 10485760 : 1048576) && floor(target.record_bytes) == target.record_bytes, false)])
    error_message = "record_bytes of a target must be a whole number from 1024 to 10485760 (10 MiB, on a stream whose limit was raised so far), for a queue to 1048576 (1 MiB)."
  }
}

variable "quarantine" {
  description = "Where events go that cannot be delivered, with the reason and their original bytes: `bucket` (it also gets what Lambda gives up, under `aws/lambda/`) and `prefix`; `kms_key_arn` when the bucket's default encryption uses a customer key, `bucket_account_id` when another account owns it."
  type = object({
    bucket            = string
    prefix            = optional(string, "quarantine")
    kms_key_arn       = optional(string)
    bucket_account_id = optional(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.quarantine.bucket))
    error_message = "quarantine.bucket must be the name of an S3 bucket: give aws_s3_bucket.<name>.bucket, not its ARN or URL."
  }

  validation {
    condition     = length(var.quarantine.prefix) <= 200 && can(regex("^[A-Za-z0-9_.=-]+(/[A-Za-z0-9_.=-]+)*$", var.quarantine.prefix))
    error_message = "quarantine.prefix must have 1 to 200 letters, digits, '.', '_', '-', '=' and '/' between them: leave out slashes at its ends."
  }

  validation {
    condition     = !startswith("${var.quarantine.prefix}/", "aws/lambda/")
    error_message = "quarantine.prefix must lie outside aws/lambda: Lambda writes given up invocations there."
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

variable "large_messages" {
  description = "Where the messages of targets with `large_messages = \"s3\"` go that are larger than their queue takes: `bucket` (null: that of the quarantine) and `prefix`. The module's role writes there; who reads the queue must be let read. Both buckets belong to one account, and quarantine.kms_key_arn encrypts what is written to either."
  type = object({
    bucket = optional(string)
    prefix = optional(string, "large-messages")
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.large_messages.bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.large_messages.bucket))
    error_message = "large_messages.bucket must be the name of an S3 bucket, not its ARN or URL; leave it out to use that of the quarantine."
  }

  validation {
    condition     = length(var.large_messages.prefix) <= 200 && can(regex("^[A-Za-z0-9_.=-]+(/[A-Za-z0-9_.=-]+)*$", var.large_messages.prefix))
    error_message = "large_messages.prefix must have 1 to 200 letters, digits, '.', '_', '-', '=' and '/' between them: leave out slashes at its ends."
  }

  validation {
    condition     = !startswith("${var.large_messages.prefix}/", "aws/lambda/")
    error_message = "large_messages.prefix must lie outside aws/lambda: Lambda writes given up invocations there."
  }

  validation {
    condition = coalesce(var.large_messages.bucket, var.quarantine.bucket) != var.quarantine.bucket || !(
      startswith("${var.quarantine.prefix}/", "${var.large_messages.prefix}/") ||
      startswith("${var.large_messages.prefix}/", "${var.quarantine.prefix}/")
    )
    error_message = "large_messages.prefix and quarantine.prefix must lie apart in one bucket: give one a name of its own, or set large_messages.bucket."
  }
}

variable "schema" {
  description = "Names of the common schema's members in the events: type of the log, id of the event, time of the event."
  type = object({
    log_type_key = optional(string, "log_type")
    log_id_key   = optional(string, "log_id")
    time_key     = optional(string, "time")
  })
  default  = {}
  nullable = false

  validation {
    condition     = alltrue([for key in values(var.schema) : trimspace(key) != ""])
    error_message = "schema.log_type_key, log_id_key and time_key must not be empty: leave one out for its default."
  }

  validation {
    condition     = length(distinct(values(var.schema))) == 3
    error_message = "schema.log_type_key, log_id_key and time_key must be three different names."
  }
}

variable "event_source" {
  description = "How Lambda reads the stream: up to `batch_size` records or 6 MB, or what arrives in `window_seconds`, per shard; `parallelization` batches of a shard at once; where to start (`starting_timestamp` for AT_TIMESTAMP); `enhanced_fan_out` for a read throughput of its own; how long to retry before a batch is given up; `stream_kms_key_arn` when the stream is encrypted with a customer key."
  type = object({
    batch_size                 = optional(number, 10000)
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
  description = "Size of the function, where it runs (`vpc`), retention and customer KMS key of its own log, permissions boundary of its role."
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
  description = "Alarms and the SNS topic that hears of them. `idle_minutes` is only for a stream that always carries data: it rings when nothing has been read for so long."
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

variable "package" {
  description = "Path of the function's zip file. Null: the one that a release has in this module, or that `make build` writes there."
  type        = string
  default     = null
}

variable "tags" {
  description = "Tags of everything that the module makes."
  type        = map(string)
  default     = {}
  nullable    = false
}
