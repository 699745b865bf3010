# What the example makes around the module, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../../modules/stream-consumer/tests/mocks"
}

# Stands in for the module, so that the zip file need not be there; the module has tests of its own.
override_module {
  target = module.archive
  outputs = {
    locations                 = { objects = "s3://bucket/logs/", quarantine = "s3://bucket/quarantine/", failures = "s3://bucket/aws/lambda/uuid/" }
    function_name             = "logdrive-archive"
    log_group_name            = "/aws/lambda/logdrive-archive"
    event_source_mapping_uuid = "uuid"
  }
}

run "defaults" {
  assert {
    condition     = aws_s3_bucket.logs.bucket == "logdrive-archive-123456789012-eu-central-1" && !aws_s3_bucket.logs.force_destroy
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
    condition     = aws_s3_bucket_ownership_controls.logs.rule[0].object_ownership == "BucketOwnerEnforced"
    error_message = "ACLs must be off."
  }
  assert {
    condition     = one(aws_s3_bucket_lifecycle_configuration.logs[0].rule).expiration[0].days == 400 && length(aws_s3_bucket_versioning.logs) == 0
    error_message = "Objects must expire after 400 days, and not be versioned."
  }
  assert {
    condition     = aws_kinesis_stream.logs.stream_mode_details[0].stream_mode == "ON_DEMAND" && aws_kinesis_stream.logs.encryption_type == "KMS"
    error_message = "The stream must scale on demand and be encrypted."
  }
  assert {
    condition     = strcontains(output.create_table, "'storage.location.template' = 's3://bucket/logs/log_type=$${log_type}/date=$${day}/hour=$${hour}/'")
    error_message = "The table must look where the function writes."
  }
  assert {
    condition     = one([for rule in jsondecode(aws_s3_bucket_policy.logs.policy).Statement : rule.Effect if rule.Condition.Bool["aws:SecureTransport"] == "false" && length(rule.Resource) == 2]) == "Deny"
    error_message = "Nobody may read or write the bucket over a connection that is not encrypted."
  }
  assert {
    condition     = aws_kinesis_stream.logs.retention_period == 24
    error_message = "Records must be kept for a day."
  }
}

run "kept_for_ever" {
  variables {
    retention_days = 0
  }
  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.logs) == 0
    error_message = "Without retention, nothing may be deleted."
  }
}

run "versioned" {
  variables {
    versioning = true
  }
  assert {
    condition     = aws_s3_bucket_versioning.logs[0].versioning_configuration[0].status == "Enabled" && length(aws_s3_bucket_lifecycle_configuration.logs[0].rule) == 2
    error_message = "Deleted objects must be kept for a while, and then go."
  }
}

run "provisioned" {
  variables {
    shards = 2
    schema = { log_id_key = "id", time_key = "@timestamp" }
  }
  assert {
    condition     = aws_kinesis_stream.logs.stream_mode_details[0].stream_mode == "PROVISIONED" && aws_kinesis_stream.logs.shard_count == 2
    error_message = "The stream must have the shards asked for."
  }
  assert {
    condition     = strcontains(output.create_table, "('mapping.log_id' = 'id', 'mapping.time' = '@timestamp')")
    error_message = "The table must read the members that the schema names."
  }
}

run "name_that_no_bucket_takes" {
  command = plan
  variables {
    name = "Archive_1"
  }
  expect_failures = [var.name]
}

run "retention_before_today" {
  command = plan
  variables {
    retention_days = -1
  }
  expect_failures = [var.retention_days]
}

run "stream_forgets_too_soon" {
  command = plan
  variables { stream_retention_hours = 12 }
  expect_failures = [var.stream_retention_hours]
}
