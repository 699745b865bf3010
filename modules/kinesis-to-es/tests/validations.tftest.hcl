# Each wrong value stops the plan at its own variable. The settings that all modules share are tested in
# ../stream-consumer.

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

run "quarantine_bucket_url" {
  command = plan
  variables { quarantine = { bucket = "s3://rejects" } }
  expect_failures = [var.quarantine]
}

run "quarantine_bucket_arn" {
  command = plan
  variables { quarantine = { bucket = "arn:aws:s3:::rejects" } }
  expect_failures = [var.quarantine]
}

run "quarantine_without_prefix" {
  command = plan
  variables { quarantine = { bucket = "rejects", prefix = "" } }
  expect_failures = [var.quarantine]
}

run "quarantine_prefix_with_slash" {
  command = plan
  variables { quarantine = { bucket = "rejects", prefix = "bad/" } }
  expect_failures = [var.quarantine]
}

run "quarantine_where_lambda_writes" {
  command = plan
  variables { quarantine = { bucket = "rejects", prefix = "aws/lambda/bad" } }
  expect_failures = [var.quarantine]
}

run "alias_for_quarantine_key" {
  command = plan
  variables { quarantine = { bucket = "rejects", kms_key_arn = "alias/logs" } }
  expect_failures = [var.quarantine]
}

run "account_alias_for_id" {
  command = plan
  variables { quarantine = { bucket = "rejects", bucket_account_id = "logs" } }
  expect_failures = [var.quarantine]
}

run "empty_key" {
  command = plan
  variables { schema = { time_key = "" } }
  expect_failures = [var.schema]
}

run "same_key_twice" {
  command = plan
  variables { schema = { time_key = "at", log_id_key = "at" } }
  expect_failures = [var.schema]
}

run "empty_log_type" {
  command = plan
  variables { log_types = [""] }
  expect_failures = [var.log_types]
}

run "values_at_the_limits" {
  command = plan
  variables {
    endpoint = {
      url        = "https://vpc-logs-0a.eu-central-1.es.amazonaws.com:443/a/b_c"
      domain_arn = "arn:aws-us-gov:es:us-gov-west-1:123456789012:domain/l-1"
    }
    stream_arn = "arn:aws-us-gov:kinesis:us-gov-west-1:123456789012:stream/logs"
    indexing   = { index = "1og.s_{log_type}{HH}", time_zone = "Etc/GMT+9", bulk_bytes = 104857600, bulk_count = 10000, bulks_in_flight = 10, setup = { retention_days = 1 } }
    quarantine = { bucket = "rejects", prefix = "env=prod/logs-1.0" }
    log_types  = ["*"]
  }
  assert {
    condition     = local.environment.INDEX == "1og.s_{log_type}{HH}" && local.index_prefix == "1og.s_"
    error_message = "Values at the limits must be taken."
  }
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
