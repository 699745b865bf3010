locals {
  partition = data.aws_partition.current.partition

  # Spelled out rather than taken from the resources, so that a plan shows the whole policy.
  log_group_arn      = "arn:${local.partition}:logs:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:log-group:/aws/lambda/${var.name}"
  failure_bucket_arn = var.failure_destination == null ? null : "arn:${local.partition}:s3:::${var.failure_destination.bucket}"

  failure_key_arns = toset(compact([try(var.failure_destination.kms_key_arn, null)]))
  stream_key_arns  = toset(compact([var.event_source.stream_kms_key_arn]))
}

data "aws_iam_policy_document" "assume" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["lambda.amazonaws.com"]
    }
  }
}

data "aws_iam_policy_document" "consumer" {
  dynamic "statement" {
    for_each = var.direct ? [] : [var.stream_arn]
    content {
      sid = "ReadStream"
      actions = [
        "kinesis:DescribeStream",
        "kinesis:DescribeStreamSummary",
        "kinesis:GetRecords",
        "kinesis:GetShardIterator",
        "kinesis:ListShards",
      ]
      resources = [statement.value]
    }
  }

  # An ARN of a consumer ends with the time at which it was made.
  dynamic "statement" {
    for_each = var.direct || !var.event_source.enhanced_fan_out ? [] : [var.stream_arn]
    content {
      sid       = "ReadAsConsumer"
      actions   = ["kinesis:DescribeStreamConsumer", "kinesis:SubscribeToShard"]
      resources = [statement.value, "${statement.value}/consumer/${var.name}:*"]
    }
  }

  dynamic "statement" {
    for_each = local.stream_key_arns
    content {
      sid       = "DecryptStream"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }

  # Never logs:CreateLogGroup: after a destroy, a late log line would bring the group back for ever.
  statement {
    sid       = "WriteLog"
    actions   = ["logs:CreateLogStream", "logs:PutLogEvents"]
    resources = ["${local.log_group_arn}:*"]
  }

  # Lambda writes given up invocations with the function's role, to keys that it chooses itself:
  # aws/lambda/<mapping>/<shard>/YYYY/MM/DD/... or aws/lambda/async/<function>/YYYY/MM/DD/...
  dynamic "statement" {
    for_each = var.failure_destination[*]
    content {
      sid       = "KeepFailedInvocations"
      actions   = ["s3:PutObject"]
      resources = ["${local.failure_bucket_arn}/aws/lambda/*"]
      condition {
        test     = "StringEquals"
        variable = "s3:ResourceAccount"
        values   = [statement.value.account_id]
      }
    }
  }

  dynamic "statement" {
    for_each = var.failure_destination[*]
    content {
      sid       = "FindFailureBucket"
      actions   = ["s3:ListBucket"]
      resources = [local.failure_bucket_arn]
      condition {
        test     = "StringEquals"
        variable = "s3:ResourceAccount"
        values   = [statement.value.account_id]
      }
    }
  }

  dynamic "statement" {
    for_each = local.failure_key_arns
    content {
      sid       = "EncryptFailedInvocations"
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }
}

resource "aws_iam_role" "this" {
  name                 = var.name
  description          = "Runs the function ${var.name}."
  assume_role_policy   = data.aws_iam_policy_document.assume.json
  permissions_boundary = var.function.permissions_boundary_arn
  tags                 = var.tags
}

resource "aws_iam_role_policy" "consumer" {
  name   = "consumer"
  role   = aws_iam_role.this.name
  policy = data.aws_iam_policy_document.consumer.json
}

resource "aws_iam_role_policy" "function" {
  name   = "function"
  role   = aws_iam_role.this.name
  policy = var.policy_json
}

# The actions on network interfaces know no narrower resource than all; AWS keeps this policy.
resource "aws_iam_role_policy_attachment" "vpc" {
  count = var.function.vpc == null ? 0 : 1

  role       = aws_iam_role.this.name
  policy_arn = "arn:${local.partition}:iam::aws:policy/service-role/AWSLambdaENIManagementAccess"
}
