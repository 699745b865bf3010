# Each wrong value stops the plan at its own variable. The settings that all modules share are tested in
# ../stream-consumer.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

variables {
  name       = "router"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  targets    = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" } }
  quarantine = { bucket = "rejects" }
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "no_target" {
  command = plan
  variables { targets = {} }
  expect_failures = [var.targets]
}

run "name_with_a_dot" {
  command = plan
  variables { targets = { "a.b" = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" } } }
  expect_failures = [var.targets]
}

run "name_too_long" {
  command = plan
  variables { targets = { (join("", range(100, 111))) = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" } } }
  expect_failures = [var.targets]
}

run "neither_stream_nor_queue" {
  command = plan
  variables { targets = { copy = { log_types = ["app"] } } }
  expect_failures = [var.targets]
}

run "both_stream_and_queue" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", queue_arn = "arn:aws:sqs:eu-central-1:123456789012:copy" } } }
  expect_failures = [var.targets]
}

run "stream_name_for_arn" {
  command = plan
  variables { targets = { copy = { stream_arn = "copy" } } }
  expect_failures = [var.targets]
}

run "consumer_for_stream" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy/consumer/c:1" } } }
  expect_failures = [var.targets]
}

run "queue_url_for_arn" {
  command = plan
  variables { targets = { copy = { queue_arn = "https://sqs.eu-central-1.amazonaws.com/123456789012/copy" } } }
  expect_failures = [var.targets]
}

run "target_is_the_source" {
  command = plan
  variables { targets = { loop = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs" } } }
  expect_failures = [var.targets]
}

run "target_among_others_is_the_source" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" }, loop = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs" } } }
  expect_failures = [var.targets]
}

run "same_stream_twice" {
  command = plan
  variables { targets = { a = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" }, b = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" } } }
  expect_failures = [var.targets]
}

run "alias_for_key" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", kms_key_arn = "alias/logs" } } }
  expect_failures = [var.targets]
}

run "empty_log_type" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", log_types = [""] } } }
  expect_failures = [var.targets]
}

run "blank_among_exceptions" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", except = ["app", " "] } } }
  expect_failures = [var.targets]
}

run "empty_partition_key" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", partition_key = "" } } }
  expect_failures = [var.targets]
}

run "partition_key_for_queue" {
  command = plan
  variables { targets = { copy = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:copy", partition_key = "log_id" } } }
  expect_failures = [var.targets]
}

run "aggregates_for_queue" {
  command = plan
  variables { targets = { copy = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:copy", aggregate = true } } }
  expect_failures = [var.targets]
}

run "group_for_stream" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", group_id = "user" } } }
  expect_failures = [var.targets]
}

run "group_for_standard_queue" {
  command = plan
  variables { targets = { copy = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:copy", group_id = "user" } } }
  expect_failures = [var.targets]
}

run "empty_group" {
  command = plan
  variables { targets = { copy = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:copy.fifo", group_id = "" } } }
  expect_failures = [var.targets]
}

run "large_messages_for_stream" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", large_messages = "s3" } } }
  expect_failures = [var.targets]
}

run "large_messages_dropped" {
  command = plan
  variables { targets = { copy = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:copy", large_messages = "drop" } } }
  expect_failures = [var.targets]
}

run "records_too_small" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", record_bytes = 1023 } } }
  expect_failures = [var.targets]
}

run "records_over_ten_mebibytes" {
  command = plan
  variables { targets = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", record_bytes = 10485761 } } }
  expect_failures = [var.targets]
}

run "messages_over_one_mebibyte" {
  command = plan
  variables { targets = { copy = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:copy", record_bytes = 1048577 } } }
  expect_failures = [var.targets]
}

run "quarantine_bucket_url" {
  command = plan
  variables { quarantine = { bucket = "s3://rejects" } }
  expect_failures = [var.quarantine]
}

run "quarantine_without_prefix" {
  command = plan
  variables { quarantine = { bucket = "rejects", prefix = "" } }
  expect_failures = [var.quarantine]
}

run "quarantine_where_lambda_writes" {
  command = plan
  variables { quarantine = { bucket = "rejects", prefix = "aws/lambda/bad" } }
  expect_failures = [var.quarantine]
}

run "quarantine_key_alias" {
  command = plan
  variables { quarantine = { bucket = "rejects", kms_key_arn = "alias/logs" } }
  expect_failures = [var.quarantine]
}

run "quarantine_account_alias" {
  command = plan
  variables { quarantine = { bucket = "rejects", bucket_account_id = "logs" } }
  expect_failures = [var.quarantine]
}

run "large_messages_bucket_arn" {
  command = plan
  variables { large_messages = { bucket = "arn:aws:s3:::large" } }
  expect_failures = [var.large_messages]
}

run "large_messages_with_slash_last" {
  command = plan
  variables { large_messages = { prefix = "large/" } }
  expect_failures = [var.large_messages]
}

run "large_messages_where_lambda_writes" {
  command = plan
  variables { large_messages = { prefix = "aws/lambda" } }
  expect_failures = [var.large_messages]
}

run "large_messages_among_the_quarantine" {
  command = plan
  variables { large_messages = { prefix = "quarantine/large" } }
  expect_failures = [var.large_messages]
}

run "empty_key" {
  command = plan
  variables { schema = { log_type_key = "" } }
  expect_failures = [var.schema]
}

run "same_key_twice" {
  command = plan
  variables { schema = { log_type_key = "id", log_id_key = "id" } }
  expect_failures = [var.schema]
}

run "values_at_the_limits" {
  command = plan
  variables {
    targets = {
      (join("", range(100, 110))) = { stream_arn = "arn:aws-us-gov:kinesis:us-gov-west-1:123456789012:stream/logs", record_bytes = 10485760, partition_key = "log_id" }
      q                           = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:logs", log_types = ["*"], record_bytes = 1024 }
      f                           = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:logs.fifo", group_id = "user.id", large_messages = "quarantine" }
    }
    large_messages = { bucket = "large", prefix = "quarantine" }
  }
  assert {
    condition     = length(jsondecode(local.environment.TARGETS)) == 3
    error_message = "Values at the limits must be taken."
  }
}
