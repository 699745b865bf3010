# What the example makes around the modules, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../../modules/stream-consumer/tests/mocks"
}

# Stand in for the modules, so that the zip files need not be there; these have tests of their own.
override_module {
  target = module.forward
  outputs = {
    locations      = { quarantine = "s3://bucket/quarantine/forward/" }
    function_name  = "logdrive-routing-forward"
    log_group_name = "/aws/lambda/logdrive-routing-forward"
  }
}

override_module {
  target = module.archive
  outputs = {
    locations      = { objects = "s3://bucket/logs/", quarantine = "s3://bucket/quarantine/archive/" }
    function_name  = "logdrive-routing-archive"
    log_group_name = "/aws/lambda/logdrive-routing-archive"
  }
}

override_module {
  target = module.search
  outputs = {
    locations      = { quarantine = "s3://bucket/quarantine/search/" }
    function_name  = "logdrive-routing-search"
    log_group_name = "/aws/lambda/logdrive-routing-search"
    setup_result   = { changed = [], unchanged = [], skipped = [] }
  }
}

variables {
  endpoint         = { url = "http://127.0.0.1:9201", auth = "none" }
  search_log_types = ["orders"]
}

run "defaults" {
  assert {
    condition     = aws_s3_bucket.logs.bucket == "logdrive-routing-123456789012-eu-central-1" && !aws_s3_bucket.logs.force_destroy
    error_message = "The bucket's name must be unique, and a destroy must not delete logs."
  }
  assert {
    condition = (
      aws_s3_bucket_public_access_block.logs.block_public_acls && aws_s3_bucket_public_access_block.logs.block_public_policy &&
      aws_s3_bucket_public_access_block.logs.ignore_public_acls && aws_s3_bucket_public_access_block.logs.restrict_public_buckets
    )
    error_message = "Nothing may make the bucket public."
  }
  assert {
    condition     = one(aws_s3_bucket_lifecycle_configuration.logs[0].rule).expiration[0].days == 400
    error_message = "Objects must expire after 400 days."
  }
  assert {
    condition     = aws_kinesis_stream.intake.stream_mode_details[0].stream_mode == "ON_DEMAND" && aws_kinesis_stream.intake.encryption_type == "KMS"
    error_message = "The stream must scale on demand and be encrypted."
  }
  assert {
    condition = (
      length(aws_kinesis_stream.routed) == 2 &&
      alltrue([for stream in aws_kinesis_stream.routed : stream.stream_mode_details[0].stream_mode == "ON_DEMAND" && stream.encryption_type == "KMS"])
    )
    error_message = "The streams must scale on demand and be encrypted."
  }
  assert {
    condition     = output.target_stream_names == { archive = "logdrive-routing-archive", search = "logdrive-routing-search" }
    error_message = "Each destination must have a stream of its own."
  }
  assert {
    condition     = one([for rule in jsondecode(aws_s3_bucket_policy.logs.policy).Statement : rule.Effect if rule.Condition.Bool["aws:SecureTransport"] == "false" && length(rule.Resource) == 2]) == "Deny"
    error_message = "Nobody may read or write the bucket over a connection that is not encrypted."
  }
  assert {
    condition     = alltrue([for stream in concat([aws_kinesis_stream.intake], values(aws_kinesis_stream.routed)) : stream.retention_period == 24])
    error_message = "Records must be kept for a day."
  }
}

run "provisioned_and_kept_for_ever" {
  variables {
    shards         = 2
    retention_days = 0
  }
  assert {
    condition     = alltrue([for stream in [aws_kinesis_stream.intake, aws_kinesis_stream.routed["archive"], aws_kinesis_stream.routed["search"]] : stream.shard_count == 2])
    error_message = "The streams must have the shards asked for."
  }
  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.logs) == 0
    error_message = "With 0 days, nothing may be deleted."
  }
}

run "search_of_everything" {
  command = plan
  variables { search_log_types = [] }
  expect_failures = [var.search_log_types]
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

run "retention_before_today" {
  command = plan
  variables { retention_days = -1 }
  expect_failures = [var.retention_days]
}

run "stream_forgets_too_soon" {
  command = plan
  variables { stream_retention_hours = 12 }
  expect_failures = [var.stream_retention_hours]
}
