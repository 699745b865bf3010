# The common settings (name, stream_arn, package, event_source, function, alarms) are checked where they
# are used, in ../stream-consumer; here stand their defaults for this module and the checks of its own.

variable "name" {
  description = "Name of the function, its role and its log group, and the start of the alarms' names. Unique in the account, since roles are global."
  type        = string
  nullable    = false
}

variable "stream_arn" {
  description = "ARN of the Kinesis data stream to archive."
  type        = string
  nullable    = false
}

variable "bucket" {
  description = "Name of the S3 bucket that gets the objects."
  type        = string
  nullable    = false

  validation {
    condition     = can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.bucket))
    error_message = "bucket must be the name of an S3 bucket: give aws_s3_bucket.<name>.bucket, not its ARN or URL."
  }
}

variable "objects" {
  description = "How objects are named and written: `prefix` of their keys (may be empty), `time_zone` (IANA name) of the partitions and of times that carry none, `compression` (gzip, zstd, none) and its level, customer KMS key, and what a bucket in another account wants (`bucket_account_id`, `bucket_owner_full_control`)."
  type = object({
    prefix                    = optional(string, "logs")
    time_zone                 = optional(string, "UTC")
    compression               = optional(string, "gzip")
    compression_level         = optional(number)
    kms_key_arn               = optional(string)
    tags                      = optional(map(string), {})
    bucket_account_id         = optional(string)
    bucket_owner_full_control = optional(bool, false)
  })
  default  = {}
  nullable = false

  validation {
    condition     = length(var.objects.prefix) <= 200 && can(regex("^([A-Za-z0-9_.=-]+(/[A-Za-z0-9_.=-]+)*)?$", var.objects.prefix))
    error_message = "objects.prefix must have at most 200 letters, digits, '.', '_', '-', '=' and '/' between them: leave out slashes at its ends, or give \"\" for none."
  }

  validation {
    condition     = !startswith("${var.objects.prefix}/", "aws/lambda/")
    error_message = "objects.prefix must lie outside aws/lambda: Lambda writes given up invocations there."
  }

  validation {
    condition     = can(regex("^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Za-z0-9_+/-]+)$", var.objects.time_zone))
    error_message = "objects.time_zone must be UTC or an IANA name such as Europe/Berlin or Asia/Tokyo, not an abbreviation or an offset."
  }

  validation {
    condition     = contains(["gzip", "zstd", "none"], var.objects.compression)
    error_message = "objects.compression must be gzip, zstd or none."
  }

  validation {
    condition = var.objects.compression_level == null || contains(
      { gzip = range(1, 10), zstd = range(1, 20) }[var.objects.compression == "zstd" ? "zstd" : "gzip"],
      coalesce(var.objects.compression_level, 0)
    )
    error_message = "objects.compression_level must be a whole number: 1 to 9 for gzip, 1 to 19 for zstd."
  }

  validation {
    condition     = var.objects.compression_level == null || var.objects.compression != "none"
    error_message = "objects.compression_level has no meaning with compression = \"none\": leave it out."
  }

  validation {
    condition     = var.objects.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.objects.kms_key_arn))
    error_message = "objects.kms_key_arn must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias."
  }

  validation {
    condition     = length(var.objects.tags) <= 10 && alltrue([for key, value in var.objects.tags : length(value) <= 256 && can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]{1,128}$", key)) && can(regex("^[\\p{L}\\p{Z}\\p{N}_.:/=+@-]*$", value))])
    error_message = "objects.tags must be at most 10 tags, keys of 1 to 128 and values of at most 256 letters, digits, spaces or any of + - = . _ : / @: S3 takes no others."
  }

  validation {
    condition     = var.objects.bucket_account_id == null || can(regex("^[0-9]{12}$", var.objects.bucket_account_id))
    error_message = "objects.bucket_account_id must be the 12 digits of the account that owns the bucket; leave it out when that is this account."
  }
}

variable "quarantine" {
  description = "Where events go that cannot be delivered, with the reason and their original bytes: `bucket` (null: the same bucket; it also gets what Lambda gives up, under `aws/lambda/`) and `prefix`; for a bucket of its own `kms_key_arn` when its default encryption uses a customer key, `bucket_account_id` when another account owns it."
  type = object({
    bucket            = optional(string)
    prefix            = optional(string, "quarantine")
    kms_key_arn       = optional(string)
    bucket_account_id = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.quarantine.bucket == null || can(regex("^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$", var.quarantine.bucket))
    error_message = "quarantine.bucket must be the name of an S3 bucket, not its ARN or URL; leave it out to use the same bucket."
  }

  validation {
    condition     = coalesce(var.quarantine.bucket, var.bucket) != var.bucket || (var.quarantine.kms_key_arn == null && var.quarantine.bucket_account_id == null)
    error_message = "quarantine.kms_key_arn and quarantine.bucket_account_id are for a quarantine in a bucket of its own: leave them out, since those of objects hold for all of the bucket, or set quarantine.bucket."
  }

  validation {
    condition     = var.quarantine.kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.quarantine.kms_key_arn))
    error_message = "quarantine.kms_key_arn must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias."
  }

  validation {
    condition     = var.quarantine.bucket_account_id == null || can(regex("^[0-9]{12}$", var.quarantine.bucket_account_id))
    error_message = "quarantine.bucket_account_id must be the 12 digits of the account that owns the bucket; leave it out when that is this account."
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
    condition = coalesce(var.quarantine.bucket, var.bucket) != var.bucket || !(
      startswith("${var.quarantine.prefix}/", var.objects.prefix == "" ? "log_type=" : "${var.objects.prefix}/") ||
      startswith("${var.objects.prefix}/", "${var.quarantine.prefix}/")
    )
    error_message = "quarantine.prefix and objects.prefix must lie apart in one bucket, so that queries over the logs never read the quarantine: give one a name of its own, or set quarantine.bucket."
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
  description = "Log types to archive, `*` standing for any text; events of other types are counted and left out. Empty: all."
  type        = set(string)
  default     = []
  nullable    = false

  validation {
    condition     = alltrue([for type in var.log_types : trimspace(type) != ""])
    error_message = "log_types must not hold an empty text, which no event matches: give [] to archive every type."
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
    window_seconds             = optional(number, 60)
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
  description = "Tags of everything that the module makes; for tags of the objects see `objects`."
  type        = map(string)
  default     = {}
  nullable    = false
}
