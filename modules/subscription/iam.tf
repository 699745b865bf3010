locals {
  quarantine_bucket_arn = "arn:${local.partition}:s3:::${coalesce(var.quarantine.bucket, "none")}"
}

# What the function that makes events does.
data "aws_iam_policy_document" "write" {
  statement {
    sid       = "WriteEvents"
    actions   = ["kinesis:PutRecords"]
    resources = [coalesce(var.target_stream_arn, "none")]
  }

  # A conditional write (If-None-Match) needs no permission to read.
  statement {
    sid     = "WriteObjects"
    actions = ["s3:PutObject"]
    resources = concat(
      ["${local.quarantine_bucket_arn}/${var.quarantine.prefix}/date=*"],
      var.events.large_events == "s3" ? ["${local.quarantine_bucket_arn}/large-events/log_type=*"] : [],
    )
    # The name of a deleted bucket is free for anybody to take.
    condition {
      test     = "StringEquals"
      variable = "s3:ResourceAccount"
      values   = [coalesce(var.quarantine.bucket_account_id, local.account)]
    }
  }

  dynamic "statement" {
    for_each = toset(compact([var.events.target_kms_key_arn]))
    content {
      sid       = "EncryptEvents"
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]
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
