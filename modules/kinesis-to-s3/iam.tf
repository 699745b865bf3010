data "aws_partition" "current" {}

locals {
  bucket_arn            = "arn:${data.aws_partition.current.partition}:s3:::${var.bucket}"
  quarantine_bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${local.quarantine_bucket}"
  prefix                = var.objects.prefix == "" ? "" : "${var.objects.prefix}/"
  key_arns              = distinct(compact([var.objects.kms_key_arn, local.quarantine_key_arn]))

  # A conditional write (If-None-Match) needs no permission to read.
  write_actions = concat(
    ["s3:PutObject"],
    length(var.objects.tags) > 0 ? ["s3:PutObjectTagging"] : [],
    var.objects.bucket_owner_full_control ? ["s3:PutObjectAcl"] : [],
  )
}

# The conditions are there since the name of a deleted bucket is free for anybody to take.
data "aws_iam_policy_document" "write" {
  statement {
    sid       = "WriteObjects"
    actions   = local.write_actions
    resources = ["${local.bucket_arn}/${local.prefix}log_type=*"]
    condition {
      test     = "StringEquals"
      variable = "s3:ResourceAccount"
      values   = [local.bucket_account_id]
    }
  }

  statement {
    sid       = "WriteQuarantine"
    actions   = local.write_actions
    resources = ["${local.quarantine_bucket_arn}/${var.quarantine.prefix}/date=*"]
    condition {
      test     = "StringEquals"
      variable = "s3:ResourceAccount"
      values   = [local.quarantine_account_id]
    }
  }

  dynamic "statement" {
    for_each = length(local.key_arns) > 0 ? [local.key_arns] : []
    content {
      sid       = "EncryptObjects"
      actions   = ["kms:GenerateDataKey"]
      resources = statement.value
    }
  }
}
