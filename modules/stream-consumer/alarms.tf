locals {
  by_function = { FunctionName = var.name }
  by_mapping  = { EventSourceMappingUUID = one(aws_lambda_event_source_mapping.this[*].uuid) }
  failure_url = var.failure_destination == null ? null : "s3://${var.failure_destination.bucket}/aws/lambda/"

  # All alarms that there can be; the key ends the alarm's name. Periods are in seconds; an alarm rings
  # when `breaching` of its last `periods` periods breach.
  alarms_of_any = {
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
      description = "Events could not be delivered and were set aside with a reason: ${coalesce(var.alarms.quarantined_events, 1)} or more within five minutes."
      namespace   = "Logdrive", metric = "EventsQuarantined", statistic = "Sum", dimensions = local.by_function
      threshold   = var.alarms.quarantined_events, period = 300, periods = 1, breaching = 1
    }
  }

  alarms_of_stream = {
    iterator_age = {
      description = "Records wait in the stream for more than ${var.alarms.iterator_age_minutes} minutes: the function cannot keep up, fails or is throttled."
      namespace   = "AWS/Lambda", metric = "IteratorAge", statistic = "Maximum", dimensions = local.by_function
      threshold   = var.alarms.iterator_age_minutes * 60 * 1000, period = 300, periods = 2, breaching = 2
    }
    on_failure = {
      description = "Lambda gave records up after all retries and wrote them to ${coalesce(local.failure_url, "nowhere")}."
      namespace   = "AWS/Lambda", metric = "OnFailureDestinationDeliveredEventCount", statistic = "Sum", dimensions = local.by_mapping
      threshold   = 1, period = 300, periods = 1, breaching = 1
    }
    dropped = {
      description = "Lambda gave records up and could not write them to ${coalesce(local.failure_url, "nowhere")}: only the stream still has them."
      namespace   = "AWS/Lambda", metric = "DroppedEventCount", statistic = "Sum", dimensions = local.by_mapping
      threshold   = 1, period = 300, periods = 1, breaching = 1
    }
  }

  alarms_of_queue = {
    event_age = {
      description = "Events wait in Lambda's queue for more than ${var.alarms.iterator_age_minutes} minutes: the function fails or is throttled."
      namespace   = "AWS/Lambda", metric = "AsyncEventAge", statistic = "Maximum", dimensions = local.by_function
      threshold   = var.alarms.iterator_age_minutes * 60 * 1000, period = 300, periods = 2, breaching = 2
    }
    on_failure = {
      description = "Lambda gave events up after all retries: ${local.failure_url == null ? "they are not kept" : "they are at ${local.failure_url}async/"}."
      namespace   = "AWS/Lambda", metric = "AsyncEventsDropped", statistic = "Sum", dimensions = local.by_function
      threshold   = 1, period = 300, periods = 1, breaching = 1
    }
    dropped = {
      description = "Lambda gave events up and could not write them to ${coalesce(local.failure_url, "nowhere")}: they are lost."
      namespace   = "AWS/Lambda", metric = "DestinationDeliveryFailures", statistic = "Sum", dimensions = local.by_function
      threshold   = 1, period = 300, periods = 1, breaching = 1
    }
  }

  unwanted_alarms = setunion(
    var.alarms.quarantined_events == null ? ["quarantined"] : [],
    var.failure_destination == null ? ["dropped"] : [],
  )
  enabled_alarms = {
    for key, alarm in merge(
      local.alarms_of_any,
      { for key, alarm in local.alarms_of_stream : key => alarm if !var.direct },
      { for key, alarm in local.alarms_of_queue : key => alarm if var.direct },
    ) : key => alarm if var.alarms.enabled && !contains(local.unwanted_alarms, key)
  }
  alarm_topics = var.alarms.topic_arn[*]
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

# Only for sources that always carry data: a mapping that is disabled, or may no longer read its stream,
# reports nothing at all, and every other alarm takes silence for health.
resource "aws_cloudwatch_metric_alarm" "idle" {
  count = var.alarms.enabled && var.alarms.idle_minutes != null ? 1 : 0

  alarm_name        = "${var.name}-idle"
  alarm_description = "Nothing has reached the function for ${var.alarms.idle_minutes} minutes: nothing is sent, or its event source is disabled or may no longer read."

  namespace           = "AWS/Lambda"
  metric_name         = var.direct ? "Invocations" : "PolledEventCount"
  dimensions          = var.direct ? tomap(local.by_function) : tomap(local.by_mapping)
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
