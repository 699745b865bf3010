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

module "forward" {
  source = "../../modules/kinesis-forward"

  name       = var.name
  stream_arn = aws_kinesis_stream.logs.arn
  targets = {
    events = {
      queue_arn      = aws_sqs_queue.work["events"].arn
      log_types      = var.log_types
      large_messages = "s3"
      record_bytes   = local.message_bytes
    }
    ordered = {
      queue_arn      = aws_sqs_queue.work["ordered"].arn
      log_types      = var.ordered_log_types
      group_id       = var.group_id
      large_messages = "s3"
      record_bytes   = local.message_bytes
    }
  }
  quarantine = { bucket = aws_s3_bucket.quarantine.bucket }
  schema     = var.schema
  alarms     = { topic_arn = var.alarm_topic_arn }
}
