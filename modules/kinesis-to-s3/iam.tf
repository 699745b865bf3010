data "aws_partition" "current" {}

locals {
  bucket_arn            = "arn:${data.aws_partition.current.partition}:s3:::${var.bucket}"
  quarantine_bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${local.quarantine_bucket}"
  prefix                = var.objects.prefix == "" ? "" : "${var.objects.prefix}/"
}

data "aws_iam_policy_document" "write" {
  # A conditional write (If-None-Match) needs no permission to read.
  statement {
    sid = "WriteObjects"
    actions = concat(
      ["s3:PutObject"],
      length(var.objects.tags) > 0 ? ["s3:PutObjectTagging"] : [],
      var.objects.bucket_owner_full_control ? ["s3:PutObjectAcl"] : [],
    )
    resources = [
      "${local.bucket_arn}/${local.prefix}log_type=*",
      "${local.quarantine_bucket_arn}/${var.quarantine.prefix}/date=*",
    ]
    # The name of a deleted bucket is free for anybody to take.
    condition {
      test     = "StringEquals"
      variable = "s3:ResourceAccount"
      values   = [local.bucket_account_id]
    }
  }

  dynamic "statement" {
    for_each = toset(compact([var.objects.kms_key_arn]))
    content {
      sid       = "EncryptObjects"
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }
}
