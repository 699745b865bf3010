# What the example makes around the modules, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../../modules/stream-consumer/tests/mocks"
}

# Stand in for the modules, so that the zip files need not be there; these have tests of their own.
override_module {
  target = module.forward
  outputs = {
    locations      = { quarantine = "s3://bucket/quarantine/forward/" }
    function_name  = "logdrive-queue"
    log_group_name = "/aws/lambda/logdrive-queue"
  }
}

run "defaults" {
  assert {
    condition     = aws_sqs_queue.work["events"].name == "logdrive-queue-events" && !aws_sqs_queue.work["events"].fifo_queue
    error_message = "One queue must have no order."
  }
  assert {
    condition     = aws_sqs_queue.work["ordered"].name == "logdrive-queue-ordered.fifo" && aws_sqs_queue.work["ordered"].fifo_queue && aws_sqs_queue.dead["ordered"].fifo_queue
    error_message = "One queue must be FIFO, and its dead letters too."
  }
  assert {
    condition = alltrue([for name, queue in aws_sqs_queue.work :
      jsondecode(queue.redrive_policy) == { deadLetterTargetArn = aws_sqs_queue.dead[name].arn, maxReceiveCount = 5 }
    ])
    error_message = "Each queue must have its own dead letters, after five times."
  }
  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.work), values(aws_sqs_queue.dead)) : queue.sqs_managed_sse_enabled && queue.message_retention_seconds == 1209600])
    error_message = "Messages must be encrypted, and kept for 14 days."
  }
  assert {
    condition     = alltrue([for queue in concat(values(aws_sqs_queue.work), values(aws_sqs_queue.dead)) : queue.max_message_size == local.message_bytes])
    error_message = "Queues must take what the function is told that they take."
  }
  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.dead_letters : alarm.threshold == 0]) && length(aws_cloudwatch_metric_alarm.dead_letters) == 2
    error_message = "The first dead letter must ring."
  }
  assert {
    condition     = aws_s3_bucket.quarantine.bucket == "logdrive-queue-123456789012-eu-central-1" && one(aws_s3_bucket_lifecycle_configuration.quarantine[0].rule).expiration[0].days == 90
    error_message = "The bucket's name must be unique, and what is in it must expire after 90 days."
  }
  assert {
    condition     = aws_kinesis_stream.logs.stream_mode_details[0].stream_mode == "ON_DEMAND" && aws_kinesis_stream.logs.encryption_type == "KMS"
    error_message = "The stream must scale on demand and be encrypted."
  }
  assert {
    condition     = one([for rule in jsondecode(aws_s3_bucket_policy.quarantine.policy).Statement : rule.Effect if rule.Condition.Bool["aws:SecureTransport"] == "false" && length(rule.Resource) == 2]) == "Deny"
    error_message = "Nobody may read or write the bucket over a connection that is not encrypted."
  }
  assert {
    condition     = aws_kinesis_stream.logs.retention_period == 24
    error_message = "Records must be kept for a day."
  }
}

run "name_that_no_bucket_takes" {
  command = plan
  variables { name = "Logs_1" }
  expect_failures = [var.name]
}

run "half_a_shard" {
  command = plan
  variables { shards = 0.5 }
  expect_failures = [var.shards]
}

run "messages_that_outlive_their_objects" {
  command = plan
  variables { quarantine_days = 14 }
  expect_failures = [var.quarantine_days]
}

run "no_time_for_the_worker" {
  command = plan
  variables { visibility_seconds = 0 }
  expect_failures = [var.visibility_seconds]
}

run "dead_before_the_first_time" {
  command = plan
  variables { max_receives = 0 }
  expect_failures = [var.max_receives]
}

run "stream_forgets_too_soon" {
  command = plan
  variables { stream_retention_hours = 12 }
  expect_failures = [var.stream_retention_hours]
}
