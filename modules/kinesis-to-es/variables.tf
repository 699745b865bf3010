# The common settings (name, stream_arn, package, event_source, function, alarms) are checked where they
# are used, in ../stream-consumer; here stand their defaults for this module and the checks of its own.

variable "name" {
  description = "Name of the function, its role and its log group, and the start of the alarms' names. Unique in the account, since roles are global."
  type        = string
  nullable    = false
}

variable "stream_arn" {
  description = "ARN of the Kinesis data stream to index."
  type        = string
  nullable    = false
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

variable "log_types" {
  description = "Log types to index, `*` standing for any text; events of other types are counted and left out. Empty: all."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for type in var.log_types : trimspace(type) != ""])
    error_message = "log_types must not hold an empty text, which no event matches: give [] to index every type."
  }
}

variable "json_schemas" {
  description = "JSON Schemas (draft 2020-12 or 07) by log type, `*` standing for any text: an event that breaks the schema of its type goes into the quarantine as `schema`. With any of them the function gets a layer that knows schemas."
  type        = map(string)
  default     = {}
  nullable    = false

  validation {
    condition     = alltrue([for type, schema in var.json_schemas : trimspace(type) != "" && can(keys(jsondecode(schema)))])
    error_message = "json_schemas must be JSON objects by log type: give file(\"orders.schema.json\") or jsonencode({...}) under the name of the log type."
  }
}

variable "event_source" {
  description = "How Lambda reads the stream: up to `batch_size` records or 6 MB, or what arrives in `window_seconds`, per shard; `parallelization` batches of a shard at once; where to start (`starting_timestamp` for AT_TIMESTAMP); `enhanced_fan_out` for a read throughput of its own; how long to retry before a batch is given up; `stream_kms_key_arn` when the stream is encrypted with a customer key."
  type = object({
    batch_size                 = optional(number, 10000)
    window_seconds             = optional(number, 2)
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
  description = "Size of the function, where it runs (`vpc`; without `security_group_ids` the module makes a group that lets the function out to the endpoint and over HTTPS, and nobody in), retention and customer KMS key of its own log, permissions boundary of its role."
  type = object({
    memory_mb                = optional(number, 512)
    timeout_seconds          = optional(number, 120)
    architecture             = optional(string, "arm64")
    log_retention_days       = optional(number, 30)
    log_kms_key_arn          = optional(string)
    permissions_boundary_arn = optional(string)
    vpc = optional(object({
      subnet_ids         = set(string)
      security_group_ids = optional(set(string))
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
