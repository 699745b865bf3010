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

variable "endpoint" {
  description = "The search engine: `url`; how the function proves who it is (`auth`: sigv4, basic, none); for sigv4 `service` (es for a domain, aoss for a Serverless collection) with the ARN of the one (`domain_arn`) or the other (`collection_arn`); for basic `secret_arn` of a secret that holds {\"username\", \"password\"} and, when a customer KMS key encrypts it, `secret_kms_key_arn`; `ca_certificate` (PEM) when a CA of your own signed the engine's certificate."
  type = object({
    url                = string
    auth               = optional(string, "sigv4")
    service            = optional(string, "es")
    domain_arn         = optional(string)
    collection_arn     = optional(string)
    secret_arn         = optional(string)
    secret_kms_key_arn = optional(string)
    ca_certificate     = optional(string)
  })
  nullable = false

  validation {
    condition     = can(regex("^(https://[A-Za-z0-9.-]+|http://(localhost|127[.][0-9.]+|\\[::1\\]))(:[0-9]{1,5})?(/[A-Za-z0-9._~/-]*)?$", var.endpoint.url))
    error_message = "endpoint.url must be https://<host>[:port][/path], such as https://search-logs-abc.eu-central-1.es.amazonaws.com, without a user, a password or a query; http:// is only for this machine itself (127.0.0.1)."
  }

  validation {
    condition     = contains(["sigv4", "basic", "none"], var.endpoint.auth)
    error_message = "endpoint.auth must be sigv4 (the function's role signs), basic (user and password from a secret) or none."
  }

  validation {
    condition     = contains(["es", "aoss"], var.endpoint.service)
    error_message = "endpoint.service must be es (an OpenSearch domain) or aoss (an OpenSearch Serverless collection)."
  }

  validation {
    condition     = var.endpoint.service == "es" || var.endpoint.auth == "sigv4"
    error_message = "endpoint.service = \"aoss\" takes signed requests only: set auth = \"sigv4\" or leave it out."
  }

  validation {
    condition     = var.endpoint.auth == "sigv4" && var.endpoint.service == "es" ? var.endpoint.domain_arn != null : true
    error_message = "endpoint.domain_arn is missing: with auth = \"sigv4\" give aws_opensearch_domain.<name>.arn, for which the function gets its permissions. For a Serverless collection set service = \"aoss\" and collection_arn; for other engines auth = \"basic\" or \"none\"."
  }

  validation {
    condition     = var.endpoint.auth == "sigv4" && var.endpoint.service == "es" ? true : var.endpoint.domain_arn == null
    error_message = "endpoint.domain_arn has a meaning only with auth = \"sigv4\" and service = \"es\": leave it out."
  }

  validation {
    condition     = var.endpoint.domain_arn == null || can(regex("^arn:aws[a-z-]*:es:[a-z0-9-]+:[0-9]{12}:domain/[a-z][a-z0-9-]{2,27}$", var.endpoint.domain_arn))
    error_message = "endpoint.domain_arn must be the ARN of a domain, such as arn:aws:es:eu-central-1:123456789012:domain/logs: no slash or wildcard at its end."
  }

  validation {
    condition     = var.endpoint.auth == "sigv4" && var.endpoint.service == "aoss" ? var.endpoint.collection_arn != null : true
    error_message = "endpoint.collection_arn is missing: with service = \"aoss\" give aws_opensearchserverless_collection.<name>.arn."
  }

  validation {
    condition     = var.endpoint.service == "aoss" ? true : var.endpoint.collection_arn == null
    error_message = "endpoint.collection_arn has a meaning only with service = \"aoss\": set that, or leave the ARN out."
  }

  validation {
    condition     = var.endpoint.collection_arn == null || can(regex("^arn:aws[a-z-]*:aoss:[a-z0-9-]+:[0-9]{12}:collection/[a-z0-9]+$", var.endpoint.collection_arn))
    error_message = "endpoint.collection_arn must be the ARN of a Serverless collection, such as arn:aws:aoss:eu-central-1:123456789012:collection/0a1b2c3d4e5f: it ends in the collection's id, not its name."
  }

  validation {
    condition     = var.endpoint.auth == "basic" ? var.endpoint.secret_arn != null : var.endpoint.secret_arn == null
    error_message = "endpoint.secret_arn belongs to auth = \"basic\", and auth = \"basic\" needs it: a Secrets Manager secret that holds {\"username\": ..., \"password\": ...}. Set both, or leave both out."
  }

  validation {
    condition     = var.endpoint.secret_arn == null || can(regex("^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:[0-9]{12}:secret:[A-Za-z0-9/_+=.@-]+-[A-Za-z0-9]{6}$", var.endpoint.secret_arn))
    error_message = "endpoint.secret_arn must be the whole ARN of a secret, with the six characters at its end that Secrets Manager adds: give aws_secretsmanager_secret.<name>.arn."
  }

  validation {
    condition     = var.endpoint.auth == "basic" ? true : var.endpoint.secret_kms_key_arn == null
    error_message = "endpoint.secret_kms_key_arn has a meaning only with auth = \"basic\": leave it out."
  }

  validation {
    condition     = var.endpoint.secret_kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.endpoint.secret_kms_key_arn))
    error_message = "endpoint.secret_kms_key_arn must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias; leave it out when the secret uses the key aws/secretsmanager."
  }

  validation {
    condition     = alltrue([for arn in [var.endpoint.domain_arn, var.endpoint.collection_arn, var.endpoint.secret_arn] : try(split(":", arn)[3] == split(":", var.stream_arn)[3], true)])
    error_message = "endpoint.domain_arn, collection_arn and secret_arn must be of the stream's Region, where the function runs: it signs for that Region, and looks for the secret there."
  }

  validation {
    condition     = var.endpoint.ca_certificate == null || can(regex("^\\s*-----BEGIN CERTIFICATE-----\\s[A-Za-z0-9+/=\\s]+-----END CERTIFICATE-----", var.endpoint.ca_certificate))
    error_message = "endpoint.ca_certificate must be the certificate itself in PEM form, which begins with -----BEGIN CERTIFICATE-----: give file(\"ca.pem\"), not the path, and never a private key."
  }
}

variable "indexing" {
  description = "How events become documents: `index` (pattern of the index names, or of the data streams'; tokens {log_type} {yyyy} {MM} {dd} {HH}; null: `logs-{log_type}-{yyyy}.{MM}.{dd}`, and `logs-{log_type}` with `data_stream`), the `time_zone` of its dates and of times that carry none, `action` (create: a second copy changes nothing; index: it overwrites), what to do `on_conflict` with the mapping (quarantine, or keep_as_text: index the document as text under `raw`), size and number of bulk requests, and `setup` of templates, policies (`retention_days` until an index is deleted) and dashboards (`number_field`: a number in your applications' own events that is drawn over time)."
  type = object({
    index           = optional(string)
    data_stream     = optional(bool, false)
    action          = optional(string, "create")
    on_conflict     = optional(string, "quarantine")
    time_zone       = optional(string, "UTC")
    bulk_bytes      = optional(number, 5242880)
    bulk_count      = optional(number, 5000)
    bulks_in_flight = optional(number, 4)
    gzip            = optional(bool, false)
    setup = optional(object({
      enabled        = optional(bool, true)
      retention_days = optional(number, 30)
      number_field   = optional(string, "duration_ms")
    }), {})
  })
  default  = {}
  nullable = false

  validation {
    condition     = var.indexing.index == null || can(length(var.indexing.index) <= 128 ? regex("^([a-z0-9]|\\{(log_type|yyyy|MM|dd|HH)\\})([a-z0-9._-]|\\{(log_type|yyyy|MM|dd|HH)\\})*$", var.indexing.index) : regex("too long", ""))
    error_message = "indexing.index must be made of small letters, digits, '.', '_', '-' and the tokens {log_type} {yyyy} {MM} {dd} {HH}, begin with a letter, a digit or a token, and have at most 128 characters: engines take no other names."
  }

  validation {
    condition     = var.indexing.index == null || try(length(regexall("\\{log_type\\}", var.indexing.index)) <= 1, true)
    error_message = "indexing.index must name {log_type} once: leave the others out."
  }

  validation {
    condition     = var.indexing.index == null || !var.indexing.data_stream || !can(regex("\\{(yyyy|MM|dd|HH)\\}", var.indexing.index))
    error_message = "indexing.index must carry no date with data_stream = true: a data stream rolls over by itself, one a day would never."
  }

  validation {
    condition     = var.indexing.index == null || !var.indexing.setup.enabled || can(regex("^[a-z0-9]", var.indexing.index))
    error_message = "indexing.index must begin with a text of its own, such as \"logs-\", so that the templates cover these indices and no others: add one, or set setup = { enabled = false }."
  }

  validation {
    condition     = contains(["create", "index"], var.indexing.action)
    error_message = "indexing.action must be create (an event that is there already stays as it is) or index (it is overwritten)."
  }

  validation {
    condition     = !var.indexing.data_stream || var.indexing.action == "create"
    error_message = "indexing.action must be create with data_stream = true: data streams take nothing else. Leave action out."
  }

  validation {
    condition     = !var.indexing.data_stream || var.endpoint.service != "aoss"
    error_message = "indexing.data_stream must be false with endpoint.service = \"aoss\": Serverless collections have no data streams. Leave it out."
  }

  validation {
    condition     = contains(["quarantine", "keep_as_text"], var.indexing.on_conflict)
    error_message = "indexing.on_conflict must be quarantine or keep_as_text."
  }

  validation {
    condition     = can(regex("^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Za-z0-9_+/-]+)$", var.indexing.time_zone))
    error_message = "indexing.time_zone must be UTC or an IANA name such as Europe/Berlin or Asia/Tokyo, not an abbreviation or an offset."
  }

  validation {
    condition     = var.indexing.bulk_bytes >= 65536 && var.indexing.bulk_bytes <= 104857600 && floor(var.indexing.bulk_bytes) == var.indexing.bulk_bytes
    error_message = "indexing.bulk_bytes must be a whole number from 65536 (64 KiB) to 104857600 (100 MiB); domains of small instances take requests of 10 MiB."
  }

  validation {
    condition     = var.indexing.bulk_count >= 1 && var.indexing.bulk_count <= 10000 && floor(var.indexing.bulk_count) == var.indexing.bulk_count
    error_message = "indexing.bulk_count must be a whole number from 1 to 10000."
  }

  validation {
    condition     = contains(range(1, 11), var.indexing.bulks_in_flight)
    error_message = "indexing.bulks_in_flight must be a whole number from 1 to 10."
  }

  validation {
    condition     = var.indexing.setup.retention_days >= 1 && floor(var.indexing.setup.retention_days) == var.indexing.setup.retention_days
    error_message = "indexing.setup.retention_days must be a whole number of days from 1: so old an index is deleted. To keep indices for ever, detach the policy, or set setup = { enabled = false } and write your own."
  }

  validation {
    condition     = can(regex("^[A-Za-z0-9_@.-]{1,100}$", var.indexing.setup.number_field))
    error_message = "indexing.setup.number_field must be the name of a member, such as duration_ms or order.total."
  }

  validation {
    condition     = !var.indexing.setup.enabled || alltrue([for key in values(var.schema) : can(regex("^[A-Za-z0-9_@.-]*$", key))])
    error_message = "indexing.setup must be { enabled = false } with such names in schema: the templates and dashboards take names of letters, digits, '_', '@', '.' and '-'."
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

variable "event_source" {
  description = "How Lambda reads the stream: up to `batch_size` records or 6 MB, or what arrives in `window_seconds`, per shard; `parallelization` batches of a shard at once; where to start; how long to retry before a batch is given up; `stream_kms_key_arn` when the stream is encrypted with a customer key."
  type = object({
    batch_size                 = optional(number, 10000)
    window_seconds             = optional(number, 2)
    parallelization            = optional(number, 1)
    starting_position          = optional(string, "TRIM_HORIZON")
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
