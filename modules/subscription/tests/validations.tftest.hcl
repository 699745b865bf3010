# Each wrong value stops the plan at its own variable. The settings that all modules share are tested in
# ../stream-consumer.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

variables {
  name              = "cloudwatch"
  stream_arn        = "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch"
  target_stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/events"
  log_groups        = { prefixes = ["/ecs/"] }
  quarantine        = { bucket = "logs" }
  package           = "versions.tf" # any file will do: a plan only takes its hash
}

run "name_too_long" {
  command = plan
  variables { name = "a-name-of-more-than-48-characters-that-leaves-no-room" }
  expect_failures = [var.name]
}

run "loop_of_streams" {
  command = plan
  variables { target_stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch" }
  expect_failures = [var.stream_arn]
}

run "loop_of_own_log_group" {
  command = plan
  variables { log_groups = { names = ["/aws/lambda/cloudwatch"] } }
  expect_failures = [var.log_groups]
}

run "loop_of_own_subscriber" {
  command = plan
  variables { log_groups = { names = ["app", "/aws/lambda/cloudwatch-subscriber"] } }
  expect_failures = [var.log_groups]
}

run "loop_of_a_sibling" {
  command = plan
  variables { log_groups = { names = ["/aws/lambda/archive"], exclude = ["/aws/lambda/archive"] } }
  expect_failures = [var.log_groups]
}

run "loop_of_a_sibling_by_pattern" {
  command = plan
  variables { log_groups = { names = ["/aws/lambda/archive"], exclude = ["*archive"] } }
  expect_failures = [var.log_groups]
}

run "stream_missing" {
  command = plan
  variables { stream_arn = null }
  expect_failures = [var.stream_arn]
}

run "stream_with_direct" {
  command = plan
  variables { log_groups = { prefixes = ["/ecs/"], send_to = "function" } }
  expect_failures = [var.stream_arn]
}

run "target_missing" {
  command = plan
  variables { target_stream_arn = null }
  expect_failures = [var.target_stream_arn]
}

run "target_name_for_arn" {
  command = plan
  variables { target_stream_arn = "events" }
  expect_failures = [var.target_stream_arn]
}

run "target_with_destination" {
  command = plan
  variables {
    stream_arn = null
    quarantine = {}
    log_groups = { prefixes = ["/ecs/"], send_to = "destination", destination_arn = "arn:aws:logs:eu-central-1:999999999999:destination:central" }
  }
  expect_failures = [var.target_stream_arn]
}

run "destination_arn_without_choice" {
  command = plan
  variables { log_groups = { prefixes = ["/ecs/"], destination_arn = "arn:aws:logs:eu-central-1:999999999999:destination:central" } }
  expect_failures = [var.log_groups]
}

run "choice_without_destination_arn" {
  command = plan
  variables {
    stream_arn        = null
    target_stream_arn = null
    quarantine        = {}
    log_groups        = { prefixes = ["/ecs/"], send_to = "destination" }
  }
  expect_failures = [var.log_groups]
}

run "stream_for_destination" {
  command = plan
  variables {
    stream_arn        = null
    target_stream_arn = null
    quarantine        = {}
    log_groups        = { prefixes = ["/ecs/"], send_to = "destination", destination_arn = "arn:aws:kinesis:eu-central-1:999999999999:stream/central" }
  }
  expect_failures = [var.log_groups]
}

run "unknown_way" {
  command = plan
  variables { log_groups = { prefixes = ["/ecs/"], send_to = "firehose" } }
  expect_failures = [var.log_groups]
}

run "nothing_selected" {
  command = plan
  variables { log_groups = {} }
  expect_failures = [var.log_groups]
}

run "account_wide_and_prefixes" {
  command = plan
  variables { log_groups = { account_wide = true, prefixes = ["/ecs/"] } }
  expect_failures = [var.log_groups]
}

run "account_wide_with_pattern_excluded" {
  command = plan
  variables { log_groups = { account_wide = true, exclude = ["/aws/lambda/archive*"] } }
  expect_failures = [var.log_groups]
}

run "senders_without_stream" {
  command = plan
  variables {
    stream_arn = null
    log_groups = { send_to = "function", senders = { accounts = ["111111111111"] } }
  }
  expect_failures = [var.log_groups]
}

run "sender_by_alias" {
  command = plan
  variables { log_groups = { senders = { accounts = ["shop"] } } }
  expect_failures = [var.log_groups]
}

run "organizational_unit" {
  command = plan
  variables { log_groups = { senders = { organization_ids = ["ou-abcd-11111111"] } } }
  expect_failures = [var.log_groups]
}

run "wildcard_in_name" {
  command = plan
  variables { log_groups = { names = ["/ecs/*"] } }
  expect_failures = [var.log_groups]
}

run "arn_for_pattern" {
  command = plan
  variables { log_groups = { patterns = ["arn:aws:logs:eu-central-1:123456789012:log-group:app:*"] } }
  expect_failures = [var.log_groups]
}

run "empty_prefix" {
  command = plan
  variables { log_groups = { prefixes = [""] } }
  expect_failures = [var.log_groups]
}

run "empty_tag_value" {
  command = plan
  variables { log_groups = { tags = { logs = "" } } }
  expect_failures = [var.log_groups]
}

run "looks_all_the_time" {
  command = plan
  variables { log_groups = { prefixes = ["/ecs/"], look_every_minutes = 1 } }
  expect_failures = [var.log_groups]
}

run "values_at_the_limits" {
  command = plan
  variables {
    log_groups = {
      names   = ["/aws/lambda/cloudwatch-2"], patterns = ["*"], tags = { a = "*" }, exclude = ["x*"]
      senders = { accounts = ["111111111111"], organization_ids = ["o-abcdefghij"] }, look_every_minutes = 5
    }
    events = { record_bytes = 16384, line_formats = ["json_object", "-logfmt"] }
  }
  assert {
    condition     = local.selection.include == ["/aws/lambda/cloudwatch-2", "*"]
    error_message = "Values at the limits must be taken."
  }
}
