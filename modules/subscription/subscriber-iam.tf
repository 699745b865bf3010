locals {
  # As far as names go: a group that tags select may have any name.
  writable_names  = length(var.log_groups.tags) > 0 || var.log_groups.account_wide ? ["*"] : local.selection.include
  writable_groups = distinct([for name in local.writable_names : "${local.account_groups}${name}"])
}

data "aws_iam_policy_document" "subscribe" {
  # Listing knows no narrower resource than all log groups of the account and Region. Filters are read
  # and taken away on all of them: a group that was selected before, by other names, must lose its own.
  statement {
    sid = "FindLogGroups"
    actions = [
      "logs:DeleteSubscriptionFilter",
      "logs:DescribeLogGroups",
      "logs:DescribeSubscriptionFilters",
      "logs:ListTagsForResource",
    ]
    resources = ["${local.account_groups}*"]
  }

  statement {
    sid     = "Subscribe"
    actions = ["logs:PutSubscriptionFilter"]
    resources = concat(
      # A group's ARN is asked for with and without the `:*` of its streams.
      flatten([for arn in local.writable_groups : endswith(arn, "*") ? [arn] : [arn, "${arn}:*"]]),
      [for arn in [var.log_groups.destination_arn] : arn if var.log_groups.send_to == "destination"],
    )
  }

  dynamic "statement" {
    for_each = local.to_function ? [] : [local.delivery_role_arn]
    content {
      sid       = "HandOverRole"
      actions   = ["iam:PassRole"]
      resources = [statement.value]
      condition {
        test     = "StringEquals"
        variable = "iam:PassedToService"
        values   = ["logs.amazonaws.com"]
      }
    }
  }
}
