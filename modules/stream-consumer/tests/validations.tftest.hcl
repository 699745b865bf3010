# Each wrong value stops the plan at its own variable.

mock_provider "aws" {
  source = "./tests/mocks"
}

variables {
  name        = "logs-to-somewhere"
  description = "Reads logs."
  stream_arn  = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  package     = "versions.tf" # any file will do: a plan only takes its hash
  environment = { BUCKET = "archive" }
  policy_json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
  failure_destination = {
    bucket      = "failures"
    account_id  = "123456789012"
    kms_key_arn = null
  }
  event_source = {
    batch_size                 = 500
    window_seconds             = 5
    parallelization            = 2
    starting_position          = "LATEST"
    starting_timestamp         = null
    enhanced_fan_out           = false
    maximum_retries            = 100
    maximum_record_age_seconds = 7200
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
    idle_minutes         = null
  }
  tags = { team = "core" }
}

run "name_with_a_blank" {
  command = plan
  variables { name = "my logs" }
  expect_failures = [var.name]
}

run "name_too_long" {
  command = plan
  variables { name = join("", range(100, 125)) }
  expect_failures = [var.name]
}

run "stream_name_for_arn" {
  command = plan
  variables { stream_arn = "logs" }
  expect_failures = [var.stream_arn]
}

run "consumer_for_stream" {
  command = plan
  variables { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs/consumer/c:1" }
  expect_failures = [var.stream_arn]
}

run "batch_of_none" {
  command = plan
  variables { event_source = merge(var.event_source, { batch_size = 0 }) }
  expect_failures = [var.event_source]
}

run "batch_too_large" {
  command = plan
  variables { event_source = merge(var.event_source, { batch_size = 10001 }) }
  expect_failures = [var.event_source]
}

run "batch_over_ten_without_window" {
  command = plan
  variables { event_source = merge(var.event_source, { batch_size = 11, window_seconds = 0 }) }
  expect_failures = [var.event_source]
}

run "window_too_long" {
  command = plan
  variables { event_source = merge(var.event_source, { window_seconds = 301 }) }
  expect_failures = [var.event_source]
}

run "window_of_half_a_second" {
  command = plan
  variables { event_source = merge(var.event_source, { window_seconds = 1.5 }) }
  expect_failures = [var.event_source]
}

run "parallelization_too_high" {
  command = plan
  variables { event_source = merge(var.event_source, { parallelization = 11 }) }
  expect_failures = [var.event_source]
}

run "unknown_starting_position" {
  command = plan
  variables { event_source = merge(var.event_source, { starting_position = "OLDEST" }) }
  expect_failures = [var.event_source]
}

run "no_time_to_start_at" {
  command = plan
  variables { event_source = merge(var.event_source, { starting_position = "AT_TIMESTAMP" }) }
  expect_failures = [var.event_source]
}

run "time_with_another_position" {
  command = plan
  variables { event_source = merge(var.event_source, { starting_timestamp = "2026-11-21T05:06:07Z" }) }
  expect_failures = [var.event_source]
}

run "time_in_another_zone" {
  command = plan
  variables { event_source = merge(var.event_source, { starting_position = "AT_TIMESTAMP", starting_timestamp = "2026-11-21T05:06:07+09:00" }) }
  expect_failures = [var.event_source]
}

run "time_that_never_comes" {
  command = plan
  variables { event_source = merge(var.event_source, { starting_position = "AT_TIMESTAMP", starting_timestamp = "2026-11-31T05:06:07Z" }) }
  expect_failures = [var.event_source]
}

run "endless_retries" {
  command = plan
  variables { event_source = merge(var.event_source, { maximum_retries = -1 }) }
  expect_failures = [var.event_source]
}

run "endless_record_age" {
  command = plan
  variables { event_source = merge(var.event_source, { maximum_record_age_seconds = -1 }) }
  expect_failures = [var.event_source]
}

run "alias_for_stream_key" {
  command = plan
  variables { event_source = merge(var.event_source, { stream_kms_key_arn = "alias/logs" }) }
  expect_failures = [var.event_source]
}

run "memory_too_small" {
  command = plan
  variables { function = merge(var.function, { memory_mb = 64 }) }
  expect_failures = [var.function]
}

run "timeout_too_long" {
  command = plan
  variables { function = merge(var.function, { timeout_seconds = 901 }) }
  expect_failures = [var.function]
}

run "unknown_architecture" {
  command = plan
  variables { function = merge(var.function, { architecture = "arm" }) }
  expect_failures = [var.function]
}

run "retention_that_cloudwatch_refuses" {
  command = plan
  variables { function = merge(var.function, { log_retention_days = 31 }) }
  expect_failures = [var.function]
}

run "key_id_for_log_key" {
  command = plan
  variables { function = merge(var.function, { log_kms_key_arn = "11111111-2222-3333-4444-555555555555" }) }
  expect_failures = [var.function]
}

run "boundary_name_for_arn" {
  command = plan
  variables { function = merge(var.function, { permissions_boundary_arn = "boundary" }) }
  expect_failures = [var.function]
}

run "vpc_without_security_group" {
  command = plan
  variables { function = merge(var.function, { vpc = { subnet_ids = ["subnet-1"], security_group_ids = [] } }) }
  expect_failures = [var.function]
}

run "fifo_topic" {
  command = plan
  variables { alarms = merge(var.alarms, { topic_arn = "arn:aws:sns:eu-central-1:123456789012:on-call.fifo" }) }
  expect_failures = [var.alarms]
}

run "age_alarm_after_giving_up" {
  command = plan
  variables { alarms = merge(var.alarms, { iterator_age_minutes = 120 }) }
  expect_failures = [var.alarms]
}

run "quarantine_alarm_at_zero" {
  command = plan
  variables { alarms = merge(var.alarms, { quarantined_events = 0 }) }
  expect_failures = [var.alarms]
}

run "idle_for_no_time" {
  command = plan
  variables { alarms = merge(var.alarms, { idle_minutes = 0 }) }
  expect_failures = [var.alarms]
}

run "other_partitions_and_bounds" {
  command = plan
  variables {
    name       = "x"
    stream_arn = "arn:aws-us-gov:kinesis:us-gov-west-1:123456789012:stream/logs.v2"
    event_source = merge(var.event_source, {
      batch_size         = 10000, window_seconds = 300, maximum_retries = 10000, maximum_record_age_seconds = 604800
      parallelization    = 10, starting_position = "TRIM_HORIZON"
      stream_kms_key_arn = "arn:aws-us-gov:kms:us-gov-west-1:123456789012:key/mrk-0123456789abcdef0123456789abcdef"
    })
    function = merge(var.function, { memory_mb = 10240, timeout_seconds = 900, log_retention_days = 0 })
    alarms   = merge(var.alarms, { topic_arn = "arn:aws-us-gov:sns:us-gov-west-1:123456789012:on-call", idle_minutes = 1440 })
  }
  assert {
    condition     = aws_lambda_event_source_mapping.this[0].batch_size == 10000
    error_message = "Values at the limits must be taken."
  }
}
