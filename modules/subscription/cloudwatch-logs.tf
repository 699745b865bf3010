# What CloudWatch Logs may do: write to the stream, invoke the function, or send to another account.

locals {
  senders          = var.log_groups.senders
  has_senders      = length(concat(local.senders.accounts, local.senders.organization_ids)) > 0
  sending_accounts = distinct(concat([local.account], local.senders.accounts))
  destination_arn  = "arn:${local.partition}:logs:${local.region}:${local.account}:destination:${var.name}"
  function_arn     = "arn:${local.partition}:lambda:${local.region}:${local.account}:function:${var.name}"
  account_groups   = "arn:${local.partition}:logs:${local.region}:${local.account}:log-group:"

  # To a stream and over accounts CloudWatch Logs writes with a role; a function's own policy lets it in.
  # Spelled out rather than taken from the resources, so that a plan shows the whole policies.
  delivery_role_arn = local.to_function ? null : "arn:${local.partition}:iam::${local.account}:role/${var.name}-cloudwatch-logs"
  delivery_target_arn = {
    stream      = var.stream_arn
    function    = local.function_arn
    destination = var.log_groups.destination_arn
  }[var.log_groups.send_to]
}

# As AWS documents it, and no condition more: one on a key that a request does not carry would refuse every
# delivery. So the role that only proves to a destination which account sends has none at all.
data "aws_iam_policy_document" "delivery_trust" {
  statement {
    actions = ["sts:AssumeRole"]
    principals {
      type        = "Service"
      identifiers = ["logs.amazonaws.com"]
    }
    dynamic "condition" {
      for_each = local.to_stream ? [local.sending_accounts] : []
      content {
        test     = "StringLike"
        variable = "aws:SourceArn"
        values   = [for account in condition.value : "arn:${local.partition}:logs:${local.region}:${account}:*"]
      }
    }
  }

  # AWS shows no policy for an organization, but recommends the key. IfExists: should CloudWatch Logs not
  # send it, then still nobody gets past the policy of the destination.
  dynamic "statement" {
    for_each = length(local.senders.organization_ids) > 0 ? [local.senders.organization_ids] : []
    content {
      actions = ["sts:AssumeRole"]
      principals {
        type        = "Service"
        identifiers = ["logs.amazonaws.com"]
      }
      condition {
        test     = "StringEqualsIfExists"
        variable = "aws:SourceOrgID"
        values   = statement.value
      }
      condition {
        test     = "StringLike"
        variable = "aws:SourceArn"
        values   = ["arn:${local.partition}:logs:${local.region}:*:*"]
      }
    }
  }
}

data "aws_iam_policy_document" "delivery" {
  dynamic "statement" {
    for_each = local.to_stream ? [var.stream_arn] : []
    content {
      sid       = "WriteLogsToStream"
      actions   = ["kinesis:PutRecord"]
      resources = [statement.value]
    }
  }

  dynamic "statement" {
    for_each = toset(compact(local.to_stream ? [var.event_source.stream_kms_key_arn] : []))
    content {
      sid       = "EncryptLogs"
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }

  # A destination that is open to an organization asks for this proof that the sender belongs to it.
  dynamic "statement" {
    for_each = var.log_groups.send_to == "destination" ? [local.writable_groups] : []
    content {
      sid       = "SendLogs"
      actions   = ["logs:PutLogEvents"]
      resources = statement.value
    }
  }
}

resource "aws_iam_role" "delivery" {
  count = local.to_function ? 0 : 1

  name                 = "${var.name}-cloudwatch-logs"
  description          = "Lets CloudWatch Logs deliver to the subscription ${var.name}."
  assume_role_policy   = data.aws_iam_policy_document.delivery_trust.json
  permissions_boundary = var.function.permissions_boundary_arn
  tags                 = var.tags

  lifecycle {
    precondition {
      condition     = length(data.aws_iam_policy_document.delivery_trust.minified_json) <= 2048
      error_message = "log_groups.senders.accounts names ${length(local.senders.accounts)} accounts: the role's trust policy takes ${length(data.aws_iam_policy_document.delivery_trust.minified_json)} of the 2048 characters that IAM has for it. Let them in by their organization instead: log_groups.senders.organization_ids."
    }
  }
}

resource "aws_iam_role_policy" "delivery" {
  count = local.to_function ? 0 : 1

  name   = "delivery"
  role   = aws_iam_role.delivery[0].name
  policy = data.aws_iam_policy_document.delivery.json
}

# One for all log groups of the account: one for each would outgrow the function's policy at about 50.
resource "aws_lambda_permission" "cloudwatch_logs" {
  count = local.to_function ? 1 : 0

  statement_id   = "cloudwatch-logs"
  action         = "lambda:InvokeFunction"
  function_name  = module.consumer[0].function_name
  principal      = "logs.amazonaws.com"
  source_account = local.account
  source_arn     = "${local.account_groups}*"
}

resource "aws_cloudwatch_log_destination" "this" {
  count = local.has_senders ? 1 : 0

  name       = var.name
  role_arn   = local.delivery_role_arn
  target_arn = var.stream_arn
  tags       = var.tags

  # CloudWatch Logs sends a first message at once.
  depends_on = [aws_iam_role_policy.delivery]
}

data "aws_iam_policy_document" "senders" {
  dynamic "statement" {
    for_each = length(local.senders.accounts) > 0 ? [local.senders.accounts] : []
    content {
      sid       = "Accounts"
      actions   = ["logs:PutSubscriptionFilter", "logs:PutAccountPolicy"]
      resources = [local.destination_arn]
      principals {
        type        = "AWS"
        identifiers = statement.value
      }
    }
  }

  dynamic "statement" {
    for_each = length(local.senders.organization_ids) > 0 ? [local.senders.organization_ids] : []
    content {
      sid       = "Organizations"
      actions   = ["logs:PutSubscriptionFilter", "logs:PutAccountPolicy"]
      resources = [local.destination_arn]
      principals {
        type        = "*"
        identifiers = ["*"]
      }
      condition {
        test     = "StringEquals"
        variable = "aws:PrincipalOrgID"
        values   = statement.value
      }
    }
  }
}

resource "aws_cloudwatch_log_destination_policy" "this" {
  count = local.has_senders ? 1 : 0

  destination_name = aws_cloudwatch_log_destination.this[0].name
  access_policy    = data.aws_iam_policy_document.senders.json
  # Turning from accounts to an organization is refused without.
  force_update = true
}
