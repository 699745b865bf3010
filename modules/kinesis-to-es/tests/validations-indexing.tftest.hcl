# Each wrong setting of indexing stops the plan, with its mend.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

variables {
  name       = "search"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  endpoint   = { url = "https://search.example.com", auth = "none" }
  quarantine = { bucket = "rejects" }
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "index_in_capitals" {
  command = plan
  variables { indexing = { index = "Logs-{log_type}" } }
  expect_failures = [var.indexing]
}

run "index_with_wildcard" {
  command = plan
  variables { indexing = { index = "logs-*" } }
  expect_failures = [var.indexing]
}

run "index_with_unknown_token" {
  command = plan
  variables { indexing = { index = "logs-{type}" } }
  expect_failures = [var.indexing]
}

run "index_with_slash" {
  command = plan
  variables { indexing = { index = "logs/{log_type}" } }
  expect_failures = [var.indexing]
}

run "index_with_leading_dash" {
  command = plan
  variables { indexing = { index = "-{log_type}" } }
  expect_failures = [var.indexing]
}

run "index_empty" {
  command = plan
  variables { indexing = { index = "" } }
  expect_failures = [var.indexing]
}

run "index_without_text_of_its_own" {
  command = plan
  variables { indexing = { index = "{log_type}-{yyyy}" } }
  expect_failures = [var.indexing]
}

run "index_with_two_log_types" {
  command = plan
  variables { indexing = { index = "logs-{log_type}-{log_type}" } }
  expect_failures = [var.indexing]
}

run "index_too_long" {
  command = plan
  variables { indexing = { index = join("", [for n in range(129) : "a"]) } }
  expect_failures = [var.indexing]
}

run "data_stream_by_day" {
  command = plan
  variables { indexing = { data_stream = true, index = "logs-{log_type}-{dd}" } }
  expect_failures = [var.indexing]
}

run "data_stream_overwritten" {
  command = plan
  variables { indexing = { data_stream = true, action = "index" } }
  expect_failures = [var.indexing]
}

run "unknown_action" {
  command = plan
  variables { indexing = { action = "update" } }
  expect_failures = [var.indexing]
}

run "unknown_on_conflict" {
  command = plan
  variables { indexing = { on_conflict = "drop" } }
  expect_failures = [var.indexing]
}

run "time_zone_by_abbreviation" {
  command = plan
  variables { indexing = { time_zone = "JST" } }
  expect_failures = [var.indexing]
}

run "bulk_too_small" {
  command = plan
  variables { indexing = { bulk_bytes = 1000 } }
  expect_failures = [var.indexing]
}

run "bulk_too_large" {
  command = plan
  variables { indexing = { bulk_bytes = 104857601 } }
  expect_failures = [var.indexing]
}

run "bulk_of_none" {
  command = plan
  variables { indexing = { bulk_count = 0 } }
  expect_failures = [var.indexing]
}

run "bulks_in_flight_half" {
  command = plan
  variables { indexing = { bulks_in_flight = 1.5 } }
  expect_failures = [var.indexing]
}

run "retention_of_no_day" {
  command = plan
  variables { indexing = { setup = { retention_days = 0 } } }
  expect_failures = [var.indexing]
}

run "retention_in_half_days" {
  command = plan
  variables { indexing = { setup = { retention_days = 1.5 } } }
  expect_failures = [var.indexing]
}

run "number_field_with_quote" {
  command = plan
  variables { indexing = { setup = { number_field = "a\"b" } } }
  expect_failures = [var.indexing]
}

run "schema_that_no_template_takes" {
  command = plan
  variables { schema = { time_key = "the \"time\"" } }
  expect_failures = [var.indexing]
}

run "data_stream_in_a_collection" {
  command = plan
  variables {
    endpoint = { url = "https://search.example.com", service = "aoss", collection_arn = "arn:aws:aoss:eu-central-1:123456789012:collection/0a1b" }
    indexing = { data_stream = true }
  }
  expect_failures = [var.indexing]
}

run "index_of_tokens_alone" {
  command = plan
  variables { indexing = { index = "{log_type}", setup = { enabled = false } } }
  assert {
    condition     = local.environment.INDEX == "{log_type}"
    error_message = "Without templates, an index may be named for its log type alone."
  }
}
