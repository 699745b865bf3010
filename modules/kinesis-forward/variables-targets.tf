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
