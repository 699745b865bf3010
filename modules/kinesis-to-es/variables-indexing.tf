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
