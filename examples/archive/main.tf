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

  name         = var.name
  stream_arn   = aws_kinesis_stream.logs.arn
  bucket       = aws_s3_bucket.logs.bucket
  log_types    = var.log_types
  schema       = var.schema
  json_schemas = var.json_schemas
  alarms       = { topic_arn = var.alarm_topic_arn }
}
