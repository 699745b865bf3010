data "aws_caller_identity" "current" {}
data "aws_region" "current" {}

resource "aws_kinesis_stream" "logs" {
  name             = var.name
  shard_count      = var.shards
  retention_period = var.stream_retention_hours
  encryption_type  = "KMS"
  kms_key_id       = "alias/aws/kinesis"

  stream_mode_details {
    stream_mode = var.shards == null ? "ON_DEMAND" : "PROVISIONED"
  }
}

module "archive" {
  source = "../../modules/kinesis-to-s3"

  name       = "${var.name}-archive"
  stream_arn = aws_kinesis_stream.logs.arn
  bucket     = aws_s3_bucket.logs.bucket
  quarantine = { prefix = "quarantine/archive" }
  log_types  = var.archive_log_types
  schema     = var.schema
  alarms     = { topic_arn = var.alarm_topic_arn }
}

module "search" {
  source = "../../modules/kinesis-to-es"

  name       = "${var.name}-search"
  stream_arn = aws_kinesis_stream.logs.arn
  endpoint   = var.endpoint
  indexing   = { index = var.index, setup = { retention_days = var.search_days } }
  quarantine = { bucket = aws_s3_bucket.logs.bucket, prefix = "quarantine/search" }
  log_types  = var.search_log_types
  schema     = var.schema
  alarms     = { topic_arn = var.alarm_topic_arn }
}
