data "aws_partition" "current" {}

locals {
  quarantine_bucket_arn     = "arn:${data.aws_partition.current.partition}:s3:::${var.quarantine.bucket}"
  large_messages_bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${local.large_messages_bucket}"

  stream_arns = [for target in var.targets : target.stream_arn if target.stream_arn != null]
  queue_arns  = [for target in var.targets : target.queue_arn if target.queue_arn != null]

  stream_key_arns = distinct([for target in var.targets : target.kms_key_arn if target.kms_key_arn != null && target.stream_arn != null])
  queue_key_arns  = distinct([for target in var.targets : target.kms_key_arn if target.kms_key_arn != null && target.queue_arn != null])

  # By what is asked for alone: names are known before anything is made.
  large_messages_paths = [for name, target in var.targets : "${local.large_messages_bucket_arn}/${var.large_messages.prefix}/${name}/date=*" if target.large_messages == "s3"]
}

data "aws_iam_policy_document" "forward" {
  dynamic "statement" {
    for_each = length(local.stream_arns) > 0 ? [1] : []
    content {
      sid       = "WriteStreams"
      actions   = ["kinesis:PutRecords"]
      resources = local.stream_arns
    }
  }

  dynamic "statement" {
    for_each = length(local.stream_key_arns) > 0 ? [1] : []
    content {
      sid       = "EncryptRecords"
      actions   = ["kms:GenerateDataKey"]
      resources = local.stream_key_arns
    }
  }

  dynamic "statement" {
    for_each = length(local.queue_arns) > 0 ? [1] : []
    content {
      sid       = "SendMessages"
      actions   = ["sqs:SendMessage"]
      resources = local.queue_arns
    }
  }

  # SQS reuses data keys, and wants to read them again for that.
  dynamic "statement" {
    for_each = length(local.queue_key_arns) > 0 ? [1] : []
    content {
      sid       = "EncryptMessages"
      actions   = ["kms:Decrypt", "kms:GenerateDataKey"]
      resources = local.queue_key_arns
    }
  }

  # A conditional write (If-None-Match) needs no permission to read.
  statement {
    sid       = "WriteObjects"
    actions   = ["s3:PutObject"]
    resources = concat(["${local.quarantine_bucket_arn}/${var.quarantine.prefix}/date=*"], local.large_messages_paths)
    # The name of a deleted bucket is free for anybody to take.
    condition {
      test     = "StringEquals"
      variable = "s3:ResourceAccount"
      values   = [local.bucket_account_id]
    }
  }

  dynamic "statement" {
    for_each = toset(compact([var.quarantine.kms_key_arn]))
    content {
      sid       = "EncryptObjects"
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }
}
