# Each wrong value stops the plan at its own variable. The settings that all modules share are tested in
# ../stream-consumer.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

variables {
  name       = "archive"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  bucket     = "archive"
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "bucket_arn_for_name" {
  command = plan
  variables { bucket = "arn:aws:s3:::archive" }
  expect_failures = [var.bucket]
}

run "prefix_with_slash_first" {
  command = plan
  variables { objects = { prefix = "/logs" } }
  expect_failures = [var.objects]
}

run "prefix_with_slash_last" {
  command = plan
  variables { objects = { prefix = "logs/" } }
  expect_failures = [var.objects]
}

run "prefix_with_wildcard" {
  command = plan
  variables { objects = { prefix = "logs/*" } }
  expect_failures = [var.objects]
}

run "prefix_where_lambda_writes" {
  command = plan
  variables { objects = { prefix = "aws/lambda" } }
  expect_failures = [var.objects]
}

run "time_zone_by_abbreviation" {
  command = plan
  variables { objects = { time_zone = "JST" } }
  expect_failures = [var.objects]
}

run "time_zone_by_offset" {
  command = plan
  variables { objects = { time_zone = "+09:00" } }
  expect_failures = [var.objects]
}

run "unknown_compression" {
  command = plan
  variables { objects = { compression = "snappy" } }
  expect_failures = [var.objects]
}

run "gzip_level_too_high" {
  command = plan
  variables { objects = { compression_level = 10 } }
  expect_failures = [var.objects]
}

run "gzip_level_zero" {
  command = plan
  variables { objects = { compression_level = 0 } }
  expect_failures = [var.objects]
}

run "zstd_level_too_high" {
  command = plan
  variables { objects = { compression = "zstd", compression_level = 20 } }
  expect_failures = [var.objects]
}

run "level_without_compression" {
  command = plan
  variables { objects = { compression = "none", compression_level = 6 } }
  expect_failures = [var.objects]
}

run "alias_for_key" {
  command = plan
  variables { objects = { kms_key_arn = "alias/logs" } }
  expect_failures = [var.objects]
}

run "too_many_tags" {
  command = plan
  variables { objects = { tags = { for i in range(11) : "tag${i}" => "x" } } }
  expect_failures = [var.objects]
}

run "tag_value_too_long" {
  command = plan
  variables { objects = { tags = { team = join("", range(100, 200)) } } }
  expect_failures = [var.objects]
}

run "tag_with_ampersand" {
  command = plan
  variables { objects = { tags = { team = "r&d" } } }
  expect_failures = [var.objects]
}

run "account_alias_for_id" {
  command = plan
  variables { objects = { bucket_account_id = "logs" } }
  expect_failures = [var.objects]
}

run "quarantine_bucket_url" {
  command = plan
  variables { quarantine = { bucket = "s3://rejects" } }
  expect_failures = [var.quarantine]
}

run "alias_for_quarantine_key" {
  command = plan
  variables { quarantine = { bucket = "rejects", kms_key_arn = "alias/rejects" } }
  expect_failures = [var.quarantine]
}

run "account_alias_for_quarantine" {
  command = plan
  variables { quarantine = { bucket = "rejects", bucket_account_id = "rejects" } }
  expect_failures = [var.quarantine]
}

run "owner_of_the_same_bucket" {
  command = plan
  variables { quarantine = { bucket_account_id = "210987654321" } }
  expect_failures = [var.quarantine]
}

run "quarantine_without_prefix" {
  command = plan
  variables { quarantine = { prefix = "" } }
  expect_failures = [var.quarantine]
}

run "quarantine_among_the_logs" {
  command = plan
  variables { quarantine = { prefix = "logs/bad" } }
  expect_failures = [var.quarantine]
}

run "quarantine_is_the_logs" {
  command = plan
  variables { quarantine = { prefix = "logs" } }
  expect_failures = [var.quarantine]
}

run "logs_among_the_quarantine" {
  command = plan
  variables { objects = { prefix = "quarantine/logs" } }
  expect_failures = [var.quarantine]
}

run "quarantine_where_lambda_writes" {
  command = plan
  variables { quarantine = { prefix = "aws/lambda/bad" } }
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

run "blank_among_log_types" {
  command = plan
  variables { log_types = ["app", " "] }
  expect_failures = [var.log_types]
}

run "values_at_the_limits" {
  command = plan
  variables {
    objects    = { prefix = "env=prod/logs-1.0", time_zone = "Etc/GMT+9", compression = "none", tags = merge({ "büro: 1/2" = "a b" }, { for i in range(9) : "tag${i}" => "" }) }
    quarantine = { prefix = "logs-bad" }
    log_types  = ["*"]
  }
  assert {
    condition     = local.environment.PREFIX == "env=prod/logs-1.0"
    error_message = "Values at the limits must be taken."
  }
}

run "same_prefix_in_another_bucket" {
  command = plan
  variables {
    quarantine = { bucket = "rejects", prefix = "logs" }
  }
  assert {
    condition     = local.environment.QUARANTINE_PREFIX == "logs"
    error_message = "Prefixes may be the same in two buckets."
  }
}

run "no_prefix" {
  command = plan
  variables {
    objects = { prefix = "", compression_level = 9 }
  }
  assert {
    condition     = local.environment.PREFIX == "" && local.environment.QUARANTINE_PREFIX == "quarantine"
    error_message = "The logs may lie at the root of the bucket."
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
