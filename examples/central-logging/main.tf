# The log account: what all accounts send, the structured events, and their archive.

data "aws_partition" "log" {
  provider = aws.log
}

data "aws_region" "log" {
  provider = aws.log
}

data "aws_caller_identity" "log" {
  provider = aws.log
}

locals {
  streams = { lines = "${var.name}-lines", intake = var.name }

  # Known by their tags too; by name from the first moment, and where CloudWatch itself selects (account_wide).
  own_functions  = [var.name, "${var.name}-subscriber", "${var.name}-archive"]
  own_log_groups = [for name in local.own_functions : "/aws/lambda/${name}"]
  log_groups     = merge(var.log_groups, { exclude = concat(var.log_groups.exclude, local.own_log_groups) })

  senders = {
    accounts = distinct(concat(
      [data.aws_caller_identity.shop.account_id, data.aws_caller_identity.payments.account_id],
      var.senders.accounts,
    ))
    organization_ids = var.senders.organization_ids
  }
}

resource "aws_kinesis_stream" "this" {
  provider = aws.log
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
  source    = "../../modules/subscription"
  providers = { aws = aws.log }

  name              = var.name
  log_groups        = merge(local.log_groups, { senders = var.create_log_destination ? local.senders : { accounts = [], organization_ids = [] } })
  stream_arn        = aws_kinesis_stream.this["lines"].arn
  target_stream_arn = aws_kinesis_stream.this["intake"].arn
  events            = { log_group_types = var.log_group_types, aggregate = true }
  quarantine        = { bucket = aws_s3_bucket.logs.bucket, prefix = "quarantine/subscription" }
  schema            = var.schema
  alarms            = { topic_arn = var.alarm_topic_arn }
}

module "archive" {
  source    = "../../modules/kinesis-to-s3"
  providers = { aws = aws.log }

  name       = "${var.name}-archive"
  stream_arn = aws_kinesis_stream.this["intake"].arn
  bucket     = aws_s3_bucket.logs.bucket
  quarantine = { prefix = "quarantine/archive" }
  log_types  = var.archive_log_types
  schema     = var.schema
  alarms     = { topic_arn = var.alarm_topic_arn }
}
