locals {
  by_function = { FunctionName = var.name }
  by_mapping  = { EventSourceMappingUUID = aws_lambda_event_source_mapping.this.uuid }

  # All alarms that there can be; the key ends the alarm's name. Periods are in seconds; an alarm rings
  # when `breaching` of its last `periods` periods breach.
  alarms = {
    iterator_age = {
      description = "Records wait in the stream for more than ${var.alarms.iterator_age_minutes} minutes: the function cannot keep up, fails or is throttled."
      namespace   = "AWS/Lambda", metric = "IteratorAge", statistic = "Maximum", dimensions = local.by_function
      threshold   = var.alarms.iterator_age_minutes * 60 * 1000, period = 300, periods = 2, breaching = 2
    }
    errors = {
      description = "Invocations keep ending with an error: a bug, a wrong setting, a timeout or too little memory."
      namespace   = "AWS/Lambda", metric = "Errors", statistic = "Sum", dimensions = local.by_function
      threshold   = 1, period = 300, periods = 3, breaching = 2
    }
    throttles = {
      description = "Invocations keep being throttled: the account's concurrency in this Region is used up."
      namespace   = "AWS/Lambda", metric = "Throttles", statistic = "Sum", dimensions = local.by_function
      threshold   = 1, period = 300, periods = 3, breaching = 2
    }
    quarantined = {
      description = "Events could not be delivered and were set aside with a reason: ${var.alarms.quarantined_events} or more within five minutes."
      namespace   = "Logdrive", metric = "EventsQuarantined", statistic = "Sum", dimensions = local.by_function
      threshold   = var.alarms.quarantined_events, period = 300, periods = 1, breaching = 1
    }
    on_failure = {
      description = "Lambda gave records up after all retries and wrote them to s3://${var.failure_destination.bucket}/aws/lambda/."
      namespace   = "AWS/Lambda", metric = "OnFailureDestinationDeliveredEventCount", statistic = "Sum", dimensions = local.by_mapping
      threshold   = 1, period = 300, periods = 1, breaching = 1
    }
    dropped = {
      description = "Lambda gave records up and could not write them to s3://${var.failure_destination.bucket}/aws/lambda/: only the stream still has them."
      namespace   = "AWS/Lambda", metric = "DroppedEventCount", statistic = "Sum", dimensions = local.by_mapping
      threshold   = 1, period = 300, periods = 1, breaching = 1
    }
  }

  enabled_alarms = { for key, alarm in local.alarms : key => alarm if var.alarms.enabled }
  alarm_topics   = var.alarms.topic_arn[*]
}

resource "aws_cloudwatch_metric_alarm" "this" {
  for_each = local.enabled_alarms

  alarm_name        = "${var.name}-${replace(each.key, "_", "-")}"
  alarm_description = each.value.description

  namespace           = each.value.namespace
  metric_name         = each.value.metric
  dimensions          = each.value.dimensions
  statistic           = each.value.statistic
  period              = each.value.period
  comparison_operator = "GreaterThanOrEqualToThreshold"
  threshold           = each.value.threshold
  evaluation_periods  = each.value.periods
  datapoints_to_alarm = each.value.breaching
  treat_missing_data  = "notBreaching"

  alarm_actions = local.alarm_topics
  ok_actions    = local.alarm_topics
  tags          = var.tags
}

# Only for streams that always carry data: a mapping that is disabled, or may no longer read its
# stream, reports nothing at all, and every other alarm takes silence for health.
resource "aws_cloudwatch_metric_alarm" "idle" {
  count = var.alarms.enabled && var.alarms.idle_minutes != null ? 1 : 0

  alarm_name        = "${var.name}-idle"
  alarm_description = "Lambda has read nothing from the stream for ${var.alarms.idle_minutes} minutes: nothing is sent, or the mapping is disabled or may no longer read."

  namespace           = "AWS/Lambda"
  metric_name         = "PolledEventCount"
  dimensions          = local.by_mapping
  statistic           = "Sum"
  period              = var.alarms.idle_minutes * 60
  comparison_operator = "LessThanThreshold"
  threshold           = 1
  evaluation_periods  = 1
  treat_missing_data  = "breaching"

  alarm_actions = local.alarm_topics
  ok_actions    = local.alarm_topics
  tags          = var.tags
}
