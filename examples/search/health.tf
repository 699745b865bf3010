# The dashboard of the pipeline's health, where it is asked for: what functions log of their batches goes into
# a stream of its own, and from there into the same domain. In the stream that a function reads, each of its
# lines would make a batch, and each batch a line, for ever.

locals {
  has_health = length(var.health_log_groups) > 0
}

resource "aws_kinesis_stream" "health" {
  count = local.has_health ? 1 : 0

  name             = "${var.name}-health"
  shard_count      = 1
  retention_period = var.stream_retention_hours
  encryption_type  = "KMS"
  kms_key_id       = "alias/aws/kinesis"
}

# The templates and dashboards are those that module.search puts in place.
module "health" {
  count  = local.has_health ? 1 : 0
  source = "../../modules/kinesis-to-es"

  name       = "${var.name}-health"
  stream_arn = aws_kinesis_stream.health[0].arn
  endpoint   = local.endpoint
  indexing = {
    data_stream = var.data_stream
    on_conflict = var.on_conflict
    setup       = { enabled = false }
  }
  quarantine = { bucket = aws_s3_bucket.quarantine.bucket, prefix = "quarantine-health" }
  schema     = var.schema
  alarms     = { topic_arn = var.alarm_topic_arn }
}

resource "aws_cloudwatch_log_subscription_filter" "health" {
  for_each = var.health_log_groups

  name            = "${var.name}-health"
  log_group_name  = each.value
  filter_pattern  = "" # errors that Lambda itself reports are plain text
  destination_arn = aws_kinesis_stream.health[0].arn
  role_arn        = aws_iam_role.health[0].arn

  # Events that come before the templates would make indices without a mapping.
  depends_on = [module.search, aws_iam_role_policy.health]
}

resource "aws_iam_role" "health" {
  count = local.has_health ? 1 : 0

  name        = "${var.name}-health-logs"
  description = "CloudWatch Logs writes the functions' log lines into the stream ${var.name}-health."
  assume_role_policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "logs.amazonaws.com" }
      Condition = {
        StringLike = { "aws:SourceArn" = "arn:${data.aws_partition.current.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:*" }
      }
    }]
  })
}

resource "aws_iam_role_policy" "health" {
  count = local.has_health ? 1 : 0

  name = "stream"
  role = aws_iam_role.health[0].name
  policy = jsonencode({
    Version = "2012-10-17"
    Statement = [{
      Effect   = "Allow"
      Action   = "kinesis:PutRecord"
      Resource = aws_kinesis_stream.health[0].arn
    }]
  })
}
