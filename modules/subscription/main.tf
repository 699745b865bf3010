data "aws_partition" "current" {}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}

locals {
  partition = data.aws_partition.current.partition
  region    = data.aws_region.current.id
  account   = data.aws_caller_identity.current.account_id

  # By what is chosen rather than by which ARN is there: an ARN may not be known before the apply.
  transforms  = contains(["stream", "function"], var.log_groups.send_to)
  to_stream   = var.log_groups.send_to == "stream"
  to_function = var.log_groups.send_to == "function"
  package     = coalesce(var.package, "${path.module}/lambda.zip")

  # Of an equal length in order of the alphabet. JSON keeps the order of its members only as text.
  type_patterns = [
    for key in sort([for pattern in keys(var.events.log_group_types) : format("%04d %s", 9999 - length(pattern), pattern)]) :
    substr(key, 5, -1)
  ]
  log_group_types = [
    for pattern in local.type_patterns : "${jsonencode(pattern)}:${jsonencode(var.events.log_group_types[pattern])}"
  ]
  line_formats = concat(
    [for format in var.events.own_formats : { for key, value in format : key => value if value != null }],
    [for fields in [var.events.vpc_flow_fields] : { vpc_flow = fields } if length(fields) > 0],
    [for name in var.events.line_formats : name],
  )
  known_formats_alone = length(var.events.own_formats) + length(var.events.vpc_flow_fields) == 0 && var.events.line_formats == tolist(["*"])

  settings = {
    TARGET_STREAM_ARN   = var.target_stream_arn
    AGGREGATE           = var.events.aggregate
    RECORD_BYTES        = var.events.record_bytes
    LARGE_EVENTS        = var.events.large_events
    LARGE_EVENTS_BUCKET = var.events.large_events == "s3" ? var.quarantine.bucket : null
    LARGE_EVENTS_PREFIX = var.events.large_events == "s3" ? "large-events" : null
    QUARANTINE_BUCKET   = var.quarantine.bucket
    QUARANTINE_PREFIX   = var.quarantine.prefix
    KMS_KEY_ARN         = var.quarantine.kms_key_arn
    TIME_ZONE           = var.events.time_zone
    LOG_TYPE_KEY        = var.schema.log_type_key
    LOG_ID_KEY          = var.schema.log_id_key
    TIME_KEY            = var.schema.time_key
    LINE_FORMATS        = local.known_formats_alone ? null : jsonencode(local.line_formats)
    LOG_GROUP_TYPES     = length(local.log_group_types) == 0 ? null : "{${join(",", local.log_group_types)}}"
    REDACT              = length(var.events.redact) == 0 ? null : jsonencode(var.events.redact)
  }

  environment = tomap({ for name, value in local.settings : name => tostring(value) if value != null })
}

module "consumer" {
  source = "../stream-consumer"
  count  = local.transforms ? 1 : 0

  name         = var.name
  description  = "Turns lines of CloudWatch Logs into structured JSON in a Kinesis stream."
  direct       = local.to_function
  stream_arn   = var.stream_arn
  package      = local.package
  environment  = local.environment
  json_schemas = var.json_schemas
  policy_json  = data.aws_iam_policy_document.write.json

  failure_destination = {
    bucket      = var.quarantine.bucket
    account_id  = coalesce(var.quarantine.bucket_account_id, local.account)
    kms_key_arn = var.quarantine.kms_key_arn
  }

  event_source = var.event_source
  function     = var.function
  alarms       = var.alarms
  tags         = var.tags
}
