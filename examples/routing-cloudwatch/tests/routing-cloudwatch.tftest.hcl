# What the example makes around the modules, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../../modules/stream-consumer/tests/mocks"
}

# They stand in for the modules, so that the zip files need not be there; the modules have tests of their own.
override_module {
  target = module.subscription
  outputs = {
    locations       = { quarantine = "s3://bucket/quarantine/subscription/" }
    function_name   = "logdrive-cloudwatch"
    log_group_names = ["/aws/lambda/logdrive-cloudwatch", "/aws/lambda/logdrive-cloudwatch-subscriber"]
    subscriber_name = "logdrive-cloudwatch-subscriber"
    subscribed      = { added = ["/ecs/web"] }
  }
}

override_module {
  target = module.forward
  outputs = {
    locations      = { quarantine = "s3://bucket/quarantine/forward/" }
    function_name  = "logdrive-cloudwatch-forward"
    log_group_name = "/aws/lambda/logdrive-cloudwatch-forward"
  }
}

override_module {
  target = module.archive
  outputs = {
    locations      = { objects = "s3://bucket/logs/", quarantine = "s3://bucket/quarantine/archive/" }
    function_name  = "logdrive-cloudwatch-archive"
    log_group_name = "/aws/lambda/logdrive-cloudwatch-archive"
  }
}

override_module {
  target = module.search
  outputs = {
    locations      = { quarantine = "s3://bucket/quarantine/search/" }
    function_name  = "logdrive-cloudwatch-search"
    log_group_name = "/aws/lambda/logdrive-cloudwatch-search"
    setup_result   = { changed = [], unchanged = [], skipped = [] }
  }
}

variables {
  log_groups       = { prefixes = ["/aws/lambda/", "/ecs/"], exclude = ["/ecs/noise"] }
  search_log_types = ["lambda"]
  endpoint         = { url = "https://search.example.com", auth = "none" }
}

run "defaults" {
  assert {
    condition = { for name, stream in aws_kinesis_stream.this : name => stream.name } == {
      lines   = "logdrive-cloudwatch-lines"
      intake  = "logdrive-cloudwatch"
      archive = "logdrive-cloudwatch-archive"
      search  = "logdrive-cloudwatch-search"
    }
    error_message = "Lines, structured events and each destination must have a stream of their own."
  }
  assert {
    condition     = alltrue([for stream in aws_kinesis_stream.this : stream.stream_mode_details[0].stream_mode == "ON_DEMAND" && stream.encryption_type == "KMS"])
    error_message = "The streams must scale on demand and be encrypted."
  }
  assert {
    condition     = toset(local.own_log_groups) == toset(concat(values(output.log_group_names), ["/aws/lambda/${output.subscriber_name}"]))
    error_message = "The log groups of every function of the stack must be left out: their lines would come round for ever."
  }
  assert {
    condition     = aws_s3_bucket.logs.bucket == "logdrive-cloudwatch-123456789012-eu-central-1" && !aws_s3_bucket.logs.force_destroy
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
    condition     = one([for rule in jsondecode(aws_s3_bucket_policy.logs.policy).Statement : rule.Effect if rule.Condition.Bool["aws:SecureTransport"] == "false" && length(rule.Resource) == 2]) == "Deny"
    error_message = "Nobody may read or write the bucket over a connection that is not encrypted."
  }
  assert {
    condition     = alltrue([for stream in aws_kinesis_stream.this : stream.retention_period == 24])
    error_message = "Records must be kept for a day."
  }
}

run "shards_and_retention" {
  variables {
    shards         = 2
    retention_days = 0
  }
  assert {
    condition     = alltrue([for stream in aws_kinesis_stream.this : stream.stream_mode_details[0].stream_mode == "PROVISIONED" && stream.shard_count == 2])
    error_message = "The streams must have the shards asked for."
  }
  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.logs) == 0
    error_message = "With 0 days, nothing may be deleted."
  }
}

run "name_that_no_bucket_takes" {
  command = plan
  variables { name = "My Logs" }
  expect_failures = [var.name]
}

run "nothing_to_search" {
  command = plan
  variables { search_log_types = [] }
  expect_failures = [var.search_log_types]
}

run "no_shard" {
  command = plan
  variables { shards = 0 }
  expect_failures = [var.shards]
}

run "expired_before_it_came" {
  command = plan
  variables { retention_days = -1 }
  expect_failures = [var.retention_days]
}

run "stream_forgets_too_soon" {
  command = plan
  variables { stream_retention_hours = 12 }
  expect_failures = [var.stream_retention_hours]
}
