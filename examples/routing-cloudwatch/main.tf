data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

locals {
  # What CloudWatch Logs sends, the structured events, and a copy for each destination.
  streams = { lines = "${var.name}-lines", intake = var.name, archive = "${var.name}-archive", search = "${var.name}-search" }

  # Known by their tags too; by name from the first moment, and where CloudWatch itself selects (account_wide).
  own_functions  = [var.name, "${var.name}-subscriber", "${var.name}-forward", "${var.name}-archive", "${var.name}-search"]
  own_log_groups = [for name in local.own_functions : "/aws/lambda/${name}"]
}

resource "aws_kinesis_stream" "this" {
  for_each = local.streams

  name             = each.value
  shard_count      = var.shards
  retention_period = var.stream_retention_hours
  encryption_type  = "KMS"
  kms_key_id       = "alias/aws/kinesis"

  stream_mode_details {
    stream_mode = var.shards == null ? "ON_DEMAND" : "PROVISIONED"
  }
}

# Structured events are small, and Kinesis counts a record as a kilobyte at least: they share records.
module "subscription" {
  source = "../../modules/subscription"

  name              = var.name
  log_groups        = merge(var.log_groups, { exclude = concat(var.log_groups.exclude, local.own_log_groups) })
  stream_arn        = aws_kinesis_stream.this["lines"].arn
  target_stream_arn = aws_kinesis_stream.this["intake"].arn
  events            = { log_group_types = var.log_group_types, aggregate = true }
  quarantine        = { bucket = aws_s3_bucket.logs.bucket, prefix = "quarantine/subscription" }
  schema            = var.schema
  alarms            = { topic_arn = var.alarm_topic_arn }
}

module "forward" {
  source = "../../modules/kinesis-forward"

  name       = "${var.name}-forward"
  stream_arn = aws_kinesis_stream.this["intake"].arn
  targets = {
    archive = { stream_arn = aws_kinesis_stream.this["archive"].arn, log_types = var.archive_log_types, aggregate = true }
    search  = { stream_arn = aws_kinesis_stream.this["search"].arn, log_types = var.search_log_types, aggregate = true }
  }
  quarantine = { bucket = aws_s3_bucket.logs.bucket, prefix = "quarantine/forward" }
  schema     = var.schema
  alarms     = { topic_arn = var.alarm_topic_arn }
}

module "archive" {
  source = "../../modules/kinesis-to-s3"

  name       = "${var.name}-archive"
  stream_arn = aws_kinesis_stream.this["archive"].arn
  bucket     = aws_s3_bucket.logs.bucket
  quarantine = { prefix = "quarantine/archive" }
  schema     = var.schema
  alarms     = { topic_arn = var.alarm_topic_arn }
}

module "search" {
  source = "../../modules/kinesis-to-es"

  name       = "${var.name}-search"
  stream_arn = aws_kinesis_stream.this["search"].arn
  endpoint   = var.endpoint
  indexing   = { index = var.index, setup = { retention_days = var.search_days } }
  quarantine = { bucket = aws_s3_bucket.logs.bucket, prefix = "quarantine/search" }
  schema     = var.schema
  alarms     = { topic_arn = var.alarm_topic_arn }
}
