# The function that puts subscription filters in place and takes them away again: when Terraform applies
# or destroys, every so often, and when a log group is created.

locals {
  own_log_groups = ["/aws/lambda/${var.name}", "/aws/lambda/${var.name}-subscriber"]
  subscribes = !var.log_groups.account_wide && length(concat(
    var.log_groups.names, var.log_groups.prefixes, var.log_groups.patterns, keys(var.log_groups.tags)
  )) > 0

  selection = {
    include = concat(var.log_groups.names, [for prefix in var.log_groups.prefixes : "${prefix}*"], var.log_groups.patterns)
    tags    = var.log_groups.tags
    exclude = concat(local.own_log_groups, var.log_groups.exclude)
  }

  subscriber_settings = {
    LOG_GROUPS          = jsonencode(local.selection.include)
    LOG_GROUP_TAGS      = jsonencode(local.selection.tags)
    LOG_GROUPS_EXCLUDED = jsonencode(local.selection.exclude)
    FILTER_NAME         = var.name
    FILTER_PATTERN      = var.log_groups.filter_pattern
    DESTINATION_ARN     = local.delivery_target_arn
    ROLE_ARN            = local.delivery_role_arn
  }

  # EventBridge tells apart by the beginning; the function decides.
  created = {
    eventSource = ["logs.amazonaws.com"]
    eventName   = ["CreateLogGroup"]
    errorCode   = [{ exists = false }]
  }
  created_names = distinct([for pattern in local.selection.include : split("*", pattern)[0]])
  created_patterns = {
    for key, detail in {
      all   = local.created
      named = merge(local.created, { requestParameters = { logGroupName = [for name in local.created_names : { prefix = name }] } })
    } : key => jsonencode({ source = ["aws.logs"], "detail-type" = ["AWS API Call via CloudTrail"], detail = detail })
  }
  # EventBridge takes patterns of 2048 characters.
  narrows         = length(local.selection.tags) == 0 && !contains(local.created_names, "") && length(local.created_patterns.named) <= 2048
  created_pattern = local.created_patterns[local.narrows ? "named" : "all"]

  wake_ups = {
    created = { description = "A log group was created.", pattern = local.created_pattern, schedule = null }
    look = {
      description = "Time to look at all log groups."
      pattern     = null
      schedule    = "rate(${var.log_groups.look_every_minutes} minutes)"
    }
  }
}

module "subscriber" {
  source = "../stream-consumer"
  count  = local.subscribes ? 1 : 0

  name        = "${var.name}-subscriber"
  description = "Subscribes log groups for ${var.name}."
  direct      = true
  stream_arn  = null
  package     = local.package
  handler     = "index.subscribe"
  environment = { for name, value in local.subscriber_settings : name => value if value != null && value != "" }
  policy_json = data.aws_iam_policy_document.subscribe.json

  # It carries no events: what it misses it finds when it looks again.
  failure_destination = null
  event_source        = var.event_source
  # Outside a VPC in any case: it talks to CloudWatch Logs alone. Thousands of groups take their time.
  function = merge(var.function, { memory_mb = 256, timeout_seconds = 900, vpc = null })
  alarms   = merge(var.alarms, { quarantined_events = null, idle_minutes = null })
  tags     = var.tags
}

resource "aws_cloudwatch_event_rule" "wake_up" {
  for_each = local.subscribes ? local.wake_ups : {}

  name                = "${var.name}-${each.key}"
  description         = each.value.description
  event_pattern       = each.value.pattern
  schedule_expression = each.value.schedule
  tags                = var.tags
}

resource "aws_cloudwatch_event_target" "wake_up" {
  for_each = aws_cloudwatch_event_rule.wake_up

  rule = each.value.name
  arn  = module.subscriber[0].function_arn
  # The function wants the news of a creation as it came.
  input = each.key == "look" ? jsonencode({ logdrive = "subscribe" }) : null
}

resource "aws_lambda_permission" "wake_up" {
  for_each = aws_cloudwatch_event_rule.wake_up

  statement_id  = "eventbridge-${each.key}"
  action        = "lambda:InvokeFunction"
  function_name = module.subscriber[0].function_name
  principal     = "events.amazonaws.com"
  source_arn    = each.value.arn
}

# CRUD: a narrower selection and a destroy take the filters away, before anything that they need goes.
resource "aws_lambda_invocation" "subscribe" {
  count = local.subscribes ? 1 : 0

  function_name   = module.subscriber[0].function_name
  lifecycle_scope = "CRUD"
  input = jsonencode({
    logdrive  = "subscribe"
    selection = local.selection
    filter    = { destination_arn = local.delivery_target_arn, role_arn = local.delivery_role_arn, pattern = var.log_groups.filter_pattern }
  })

  depends_on = [module.consumer, aws_iam_role_policy.delivery, aws_lambda_permission.cloudwatch_logs]
}

# What is reported, is so each time that the function looks, once a day at the least.
resource "aws_cloudwatch_metric_alarm" "subscriber" {
  for_each = {
    for key, alarm in {
      unsubscribed = { metric = "LogGroupsReported", hours = 24, text = "Selected log groups cannot be subscribed: they have two filters already, or a class that allows none. The function's log names them." }
      failed       = { metric = "LogGroupsFailed", hours = 1, text = "Log groups could not be subscribed or looked at: the function's log says why. It tries again by itself." }
    } : key => alarm if local.subscribes && var.alarms.enabled
  }

  alarm_name        = "${var.name}-subscriber-${each.key}"
  alarm_description = each.value.text

  namespace           = "Logdrive"
  metric_name         = each.value.metric
  dimensions          = { FunctionName = "${var.name}-subscriber" }
  statistic           = "Maximum"
  period              = 3600
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = 1
  evaluation_periods  = each.value.hours
  datapoints_to_alarm = 1
  treat_missing_data  = "notBreaching"

  alarm_actions = var.alarms.topic_arn[*]
  ok_actions    = var.alarms.topic_arn[*]
  tags          = var.tags
}
