# What becomes of events: each wrong value stops the plan at its own variable. The settings that all modules share are tested in
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

run "no_quarantine" {
  command = plan
  variables { quarantine = {} }
  expect_failures = [var.quarantine]
}

run "quarantine_among_large_events" {
  command = plan
  variables { quarantine = { bucket = "logs", prefix = "large-events" } }
  expect_failures = [var.quarantine]
}

run "record_too_small" {
  command = plan
  variables { events = { record_bytes = 1000 } }
  expect_failures = [var.events]
}

run "unknown_large_events" {
  command = plan
  variables { events = { large_events = "drop" } }
  expect_failures = [var.events]
}

run "unknown_redaction" {
  command = plan
  variables { events = { redact = [{ path = "a", action = "hide" }] } }
  expect_failures = [var.events]
}

run "format_without_groups" {
  command = plan
  variables { events = { own_formats = [{ name = "till", pattern = ".*" }] } }
  expect_failures = [var.events]
}

run "log_group_without_type" {
  command = plan
  variables { events = { log_group_types = { "/app/*" = "" } } }
  expect_failures = [var.events]
}

run "time_zone_by_offset" {
  command = plan
  variables { events = { time_zone = "+09:00" } }
  expect_failures = [var.events]
}

run "same_key_twice" {
  command = plan
  variables { schema = { time_key = "log_id" } }
  expect_failures = [var.schema]
}

run "schema_that_is_no_json" {
  command = plan
  variables { json_schemas = { orders = "orders.schema.json" } }
  expect_failures = [var.json_schemas]
}

run "schema_without_a_log_type" {
  command = plan
  variables { json_schemas = { "" = "{}" } }
  expect_failures = [var.json_schemas]
}
