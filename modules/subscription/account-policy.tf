# All log groups of the account and Region by one policy of CloudWatch Logs, of which there is one only.

locals {
  account_wide_excluded = sort(distinct(concat(var.log_groups.exclude, local.transforms ? ["/aws/lambda/${var.name}"] : [])))

  selection_criteria = length(local.account_wide_excluded) == 0 ? null : "LogGroupName NOT IN ${jsonencode(local.account_wide_excluded)}"
}

resource "aws_cloudwatch_log_account_policy" "this" {
  count = var.log_groups.account_wide ? 1 : 0

  policy_name        = var.name
  policy_type        = "SUBSCRIPTION_FILTER_POLICY"
  scope              = "ALL"
  selection_criteria = local.selection_criteria
  policy_document = jsonencode(merge(
    {
      DestinationArn = local.delivery_target_arn
      FilterPattern  = var.log_groups.filter_pattern
    },
    local.to_function ? {} : { RoleArn = local.delivery_role_arn },
  ))

  lifecycle {
    precondition {
      condition     = length(coalesce(local.selection_criteria, "all")) <= 25000
      error_message = "log_groups.exclude takes ${length(coalesce(local.selection_criteria, "all"))} of the 25000 characters that CloudWatch has for it: exclude fewer groups, or select by prefixes and patterns instead of account_wide."
    }
  }

  depends_on = [aws_iam_role_policy.delivery, aws_lambda_permission.cloudwatch_logs]
}
