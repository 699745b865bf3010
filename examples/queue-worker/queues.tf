# A queue without an order and one that keeps it, each with a queue for its dead letters.

locals {
  queues = {
    events  = { suffix = "", fifo = false }
    ordered = { suffix = ".fifo", fifo = true }
  }

  # What all versions of the AWS provider let a queue take. SQS itself takes 1 MiB.
  message_bytes = 262144
  # 14 days: as long as SQS keeps messages.
  message_seconds = 1209600
}

resource "aws_sqs_queue" "work" {
  for_each = local.queues

  name                       = "${var.name}-${each.key}${each.value.suffix}"
  max_message_size           = local.message_bytes
  message_retention_seconds  = local.message_seconds
  visibility_timeout_seconds = var.visibility_seconds
  receive_wait_time_seconds  = 20
  sqs_managed_sse_enabled    = true

  # Each message group has a throughput of its own, instead of 300 calls a second for all.
  fifo_queue            = each.value.fifo
  deduplication_scope   = each.value.fifo ? "messageGroup" : null
  fifo_throughput_limit = each.value.fifo ? "perMessageGroupId" : null

  redrive_policy = jsonencode({
    deadLetterTargetArn = aws_sqs_queue.dead[each.key].arn
    maxReceiveCount     = var.max_receives
  })
}

resource "aws_sqs_queue" "dead" {
  for_each = local.queues

  name                      = "${var.name}-${each.key}-dead${each.value.suffix}"
  max_message_size          = local.message_bytes
  message_retention_seconds = local.message_seconds
  sqs_managed_sse_enabled   = true
  fifo_queue                = each.value.fifo
}

resource "aws_sqs_queue_redrive_allow_policy" "dead" {
  for_each = local.queues

  queue_url = aws_sqs_queue.dead[each.key].url
  redrive_allow_policy = jsonencode({
    redrivePermission = "byQueue"
    sourceQueueArns   = [aws_sqs_queue.work[each.key].arn]
  })
}

resource "aws_cloudwatch_metric_alarm" "dead_letters" {
  for_each = local.queues

  alarm_name          = "${var.name}-${each.key}-dead-letters"
  alarm_description   = "A worker failed ${var.max_receives} times with a message. Read it in ${aws_sqs_queue.dead[each.key].name}, mend the worker, and redrive the queue."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateNumberOfMessagesVisible"
  dimensions          = { QueueName = aws_sqs_queue.dead[each.key].name }
  statistic           = "Maximum"
  period              = 300
  evaluation_periods  = 1
  comparison_operator = "GreaterThanThreshold"
  threshold           = 0
  treat_missing_data  = "notBreaching"
  alarm_actions       = compact([var.alarm_topic_arn])
  ok_actions          = compact([var.alarm_topic_arn])
}

resource "aws_cloudwatch_metric_alarm" "waiting" {
  for_each = local.queues

  alarm_name          = "${var.name}-${each.key}-waiting"
  alarm_description   = "Messages have waited in ${aws_sqs_queue.work[each.key].name} for more than 15 minutes: see whether its workers run, or start more."
  namespace           = "AWS/SQS"
  metric_name         = "ApproximateAgeOfOldestMessage"
  dimensions          = { QueueName = aws_sqs_queue.work[each.key].name }
  statistic           = "Maximum"
  period              = 60
  evaluation_periods  = 5
  comparison_operator = "GreaterThanThreshold"
  threshold           = 900
  treat_missing_data  = "notBreaching"
  alarm_actions       = compact([var.alarm_topic_arn])
  ok_actions          = compact([var.alarm_topic_arn])
}
