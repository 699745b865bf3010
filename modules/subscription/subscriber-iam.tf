locals {
  # As far as names go: a group that tags select may have any name.
  writable_names = length(var.log_groups.tags) > 0 || var.log_groups.account_wide ? ["*"] : local.selection.include
  # By this ARN, which ends in `:*`, policies name a group for all actions but those on tags.
  writable_groups = distinct([for name in local.writable_names : "${local.account_groups}${name}${endswith(name, "*") ? "" : ":*"}"])
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
      local.writable_groups,
      [for arn in [var.log_groups.destination_arn] : arn if var.log_groups.send_to == "destination"],
    )
  }

  dynamic "statement" {
    for_each = local.to_function ? [] : [local.delivery_role_arn]
    content {
      sid     = "HandOverRole"
      actions = ["iam:PassRole"]
      # No condition on the service: the role trusts none but CloudWatch Logs.
      resources = [statement.value]
    }
  }

  # Of the groups alone, which are known when an ARN that the rest names is not yet. The rest of both inline
  # policies of the function's role needs less than 1,700 characters.
  lifecycle {
    precondition {
      condition     = length(jsonencode(local.writable_groups)) <= 8500
      error_message = "log_groups selects too many groups one by one: ${length(local.writable_groups)} names, prefixes and patterns take ${length(jsonencode(local.writable_groups))} of the 8500 characters that the policy of a role has for them. Use prefixes or patterns instead of names, or tags, or account_wide."
    }
  }
}
