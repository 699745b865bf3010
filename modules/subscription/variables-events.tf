variable "events" {
  description = <<-EOT
    How lines become events and events become records. `time_zone` (IANA name) of times that carry none; `log_group_types`: the log type by log group (`*` for any text; the longest matching pattern decides); `line_formats`: known formats in the order they are tried (`*` for all others, `-name` for none of it); `own_formats`: tried first, each a regular expression with named groups; `vpc_flow_fields` of flow logs in an order of your own; `redact`: values that are removed, masked or hashed, also where they stand in the message that they were read out of; `aggregate` small events into one record; `record_bytes` that the target stream takes; `large_events`: what is larger is cut in a marked way (`cut`) or stored whole under `large-events/` in the quarantine's bucket, with a pointer in its place (`s3`); `target_kms_key_arn` when the target stream is encrypted with a customer key.
  EOT
  type = object({
    time_zone       = optional(string, "UTC")
    log_group_types = optional(map(string), {})
    line_formats    = optional(list(string), ["*"])
    own_formats = optional(list(object({
      name    = string
      pattern = string
      types   = optional(map(string))
      level   = optional(string)
      time    = optional(string)
    })), [])
    vpc_flow_fields = optional(list(string), [])
    redact = optional(list(object({
      path   = string
      action = string
    })), [])
    aggregate          = optional(bool, false)
    record_bytes       = optional(number, 1048576)
    large_events       = optional(string, "cut")
    target_kms_key_arn = optional(string)
  })
  default  = {}
  nullable = false

  validation {
    condition     = can(regex("^(UTC|(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific|Etc)/[A-Za-z0-9_+/-]+)$", var.events.time_zone))
    error_message = "events.time_zone must be UTC or an IANA name such as Europe/Berlin or Asia/Tokyo, not an abbreviation or an offset."
  }

  validation {
    condition     = alltrue([for pattern, type in var.events.log_group_types : pattern != "" && trimspace(type) != ""])
    error_message = "events.log_group_types must give every pattern a log type, such as { \"/app/*\" = \"app\" }; write * for all log groups."
  }

  validation {
    condition     = length(var.events.line_formats) > 0 && alltrue([for name in var.events.line_formats : can(regex("^([*]|-?[a-z0-9_]+)$", name))])
    error_message = "events.line_formats must hold names of formats, -name to leave one out, or * for all others: [\"*\"] for every known format."
  }

  validation {
    condition     = alltrue([for format in var.events.own_formats : trimspace(format.name) != "" && strcontains(format.pattern, "(?<")])
    error_message = "events.own_formats must each have a name and a pattern with named groups, such as (?<level>\\w+) (?<message>.*)."
  }

  validation {
    condition     = alltrue([for rule in var.events.redact : rule.path != "" && contains(["remove", "mask", "hash"], rule.action)])
    error_message = "events.redact must hold rules of a path, such as user.email or users.*.email, and an action: remove, mask or hash."
  }

  validation {
    condition     = var.events.record_bytes >= 16384 && var.events.record_bytes <= 10485760 && floor(var.events.record_bytes) == var.events.record_bytes
    error_message = "events.record_bytes must be a whole number from 16384 to 10485760; over 1048576 only when the target stream's maximum record size is as large."
  }

  validation {
    condition     = contains(["cut", "s3"], var.events.large_events)
    error_message = "events.large_events must be cut or s3."
  }

  validation {
    condition     = var.events.target_kms_key_arn == null || can(regex("^arn:aws[a-z-]*:kms:[a-z0-9-]+:[0-9]{12}:key/[A-Za-z0-9-]+$", var.events.target_kms_key_arn))
    error_message = "events.target_kms_key_arn must be the ARN of a key (arn:aws:kms:...:key/...), not its id or an alias; leave it out when the stream uses the key alias/aws/kinesis."
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
