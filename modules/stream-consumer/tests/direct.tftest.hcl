# A function without a stream: a service invokes it directly, and Lambda's own queue holds what waits.
# With the real provider and fake keys, since the policies differ too.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name        = "logs-to-somewhere"
  description = "Takes logs."
  direct      = true
  stream_arn  = null
  handler     = "index.other"
  package     = "versions.tf" # any file will do: a plan only takes its hash
  environment = {}
  policy_json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
  failure_destination = {
    bucket      = "failures"
    account_id  = "123456789012"
    kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/bucket"
  }
  event_source = {
    batch_size                 = 500
    window_seconds             = 5
    parallelization            = 2
    starting_position          = "LATEST"
    starting_timestamp         = null
    enhanced_fan_out           = false
    maximum_retries            = 100
    maximum_record_age_seconds = 72000
    stream_kms_key_arn         = null
  }
  function = {
    memory_mb                = 256
    timeout_seconds          = 60
    architecture             = "arm64"
    log_retention_days       = 14
    log_kms_key_arn          = null
    permissions_boundary_arn = null
    vpc                      = null
  }
  alarms = {
    enabled              = true
    topic_arn            = null
    iterator_age_minutes = 15
    quarantined_events   = 3
    idle_minutes         = 30
  }
  tags = { team = "core" }
}

run "no_stream" {
  command = plan
  assert {
    condition     = length(aws_lambda_event_source_mapping.this) == 0 && output.event_source_mapping_uuid == null
    error_message = "Without a stream there must be no mapping."
  }
  assert {
    condition     = aws_lambda_function.this.handler == "index.other"
    error_message = "The caller must be able to choose the entry."
  }
  assert {
    condition = (
      aws_lambda_function_event_invoke_config.this[0].maximum_retry_attempts == 2 &&
      aws_lambda_function_event_invoke_config.this[0].maximum_event_age_in_seconds == 21600 &&
      aws_lambda_function_event_invoke_config.this[0].destination_config[0].on_failure[0].destination == "arn:aws:s3:::failures"
    )
    error_message = "What Lambda gives up must be kept whole, and the age stay within Lambda's six hours."
  }
  assert {
    condition = toset([for s in jsondecode(data.aws_iam_policy_document.consumer.json).Statement : s.Sid]) == toset([
      "WriteLog", "KeepFailedInvocations", "FindFailureBucket", "EncryptFailedInvocations",
    ])
    error_message = "Without a stream the role must not read one."
  }
  assert {
    condition = { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.metric_name } == {
      errors      = "Errors"
      throttles   = "Throttles"
      quarantined = "EventsQuarantined"
      event_age   = "AsyncEventAge"
      on_failure  = "AsyncEventsDropped"
      dropped     = "DestinationDeliveryFailures"
    }
    error_message = "The alarms must watch the queue in the stream's place."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.idle[0].metric_name == "Invocations" && aws_cloudwatch_metric_alarm.idle[0].dimensions == tomap({ FunctionName = "logs-to-somewhere" })
    error_message = "Without a mapping, idleness is a lack of invocations."
  }
  assert {
    condition     = aws_cloudwatch_log_group.this.tags == tomap({ team = "core", "logdrive:pipeline" = "logs-to-somewhere" })
    error_message = "The log group must be known as the pipeline's own."
  }
}

run "no_consumer_without_a_stream" {
  command = plan
  variables { event_source = merge(var.event_source, { enhanced_fan_out = true }) }
  assert {
    condition     = length(aws_kinesis_stream_consumer.this) == 0 && !strcontains(data.aws_iam_policy_document.consumer.json, "kinesis:")
    error_message = "Without a stream there must be no consumer of it."
  }
}

run "nothing_kept" {
  command = plan
  variables {
    failure_destination = null
    alarms              = merge(var.alarms, { quarantined_events = null })
  }
  assert {
    condition     = length(aws_lambda_function_event_invoke_config.this[0].destination_config) == 0
    error_message = "A function that carries no events needs no bucket."
  }
  assert {
    condition     = jsondecode(data.aws_iam_policy_document.consumer.json).Statement[*].Sid == ["WriteLog"]
    error_message = "Without a bucket the role may only write its log."
  }
  assert {
    condition     = toset(keys(aws_cloudwatch_metric_alarm.this)) == toset(["errors", "throttles", "event_age", "on_failure"])
    error_message = "Alarms without a meaning must be left out."
  }
}

run "stream_without_failure_destination" {
  command = plan
  variables {
    direct              = false
    stream_arn          = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
    failure_destination = null
  }
  expect_failures = [var.failure_destination]
}

run "neither_stream_nor_direct" {
  command = plan
  variables { direct = false }
  expect_failures = [var.stream_arn]
}

run "stream_and_direct" {
  command = plan
  variables { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs" }
  expect_failures = [var.stream_arn]
}
