# What the example makes around the module, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../../modules/stream-consumer/tests/mocks"
}

# Stands in for the module, so that the zip file need not be there; the module has tests of its own.
override_module {
  target = module.search
  outputs = {
    locations                 = { quarantine = "s3://bucket/quarantine/", failures = "s3://bucket/aws/lambda/uuid/" }
    function_name             = "logdrive-search"
    log_group_name            = "/aws/lambda/logdrive-search"
    event_source_mapping_uuid = "uuid"
    setup_result              = { changed = [], unchanged = [], skipped = [] }
  }
}

override_data {
  target = data.aws_secretsmanager_random_password.admin[0]
  values = { random_password = "correct horse battery staple" }
}

override_resource {
  target = aws_opensearch_domain.logs[0]
  values = { endpoint = "search-logdrive-search-abc.eu-central-1.es.amazonaws.com" }
}

override_resource {
  target = aws_secretsmanager_secret_version.admin[0]
  values = { arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:logdrive-search-AbC123" }
}

run "defaults" {
  assert {
    condition     = output.endpoint == "https://search-logdrive-search-abc.eu-central-1.es.amazonaws.com" && output.dashboards == "${output.endpoint}/_dashboards"
    error_message = "Without an endpoint of your own, a domain must be made."
  }
  assert {
    condition     = local.endpoint.auth == "basic" && local.endpoint.secret_arn == "arn:aws:secretsmanager:eu-central-1:123456789012:secret:logdrive-search-AbC123"
    error_message = "The function must get user and password from the secret."
  }
  assert {
    condition = (
      aws_opensearch_domain.logs[0].advanced_security_options[0].enabled &&
      aws_opensearch_domain.logs[0].advanced_security_options[0].internal_user_database_enabled &&
      aws_opensearch_domain.logs[0].advanced_security_options[0].master_user_options[0].master_user_password == "correct horse battery staple"
    )
    error_message = "Access to the domain must be fine-grained, with the secret's password."
  }
  assert {
    condition = (
      aws_opensearch_domain.logs[0].encrypt_at_rest[0].enabled && aws_opensearch_domain.logs[0].node_to_node_encryption[0].enabled &&
      aws_opensearch_domain.logs[0].domain_endpoint_options[0].enforce_https && aws_opensearch_domain.logs[0].domain_endpoint_options[0].tls_security_policy == "Policy-Min-TLS-1-2-PFS-2023-10"
    )
    error_message = "The domain must be encrypted at rest, between its nodes and on the way."
  }
  assert {
    condition     = aws_opensearch_domain.logs[0].cluster_config[0].instance_type == "t3.small.search" && aws_opensearch_domain.logs[0].cluster_config[0].instance_count == 1 && !aws_opensearch_domain.logs[0].cluster_config[0].zone_awareness_enabled
    error_message = "The domain must be small."
  }
  assert {
    condition     = aws_s3_bucket.quarantine.bucket == "logdrive-search-123456789012-eu-central-1" && !aws_s3_bucket.quarantine.force_destroy
    error_message = "The bucket's name must be unique, and a destroy must not delete what is in it."
  }
  assert {
    condition = (
      aws_s3_bucket_public_access_block.quarantine.block_public_acls && aws_s3_bucket_public_access_block.quarantine.block_public_policy &&
      aws_s3_bucket_public_access_block.quarantine.ignore_public_acls && aws_s3_bucket_public_access_block.quarantine.restrict_public_buckets
    )
    error_message = "Nothing may make the bucket public."
  }
  assert {
    condition     = one(aws_s3_bucket_lifecycle_configuration.quarantine[0].rule).expiration[0].days == 90
    error_message = "Quarantined events must expire after 90 days."
  }
  assert {
    condition     = aws_kinesis_stream.logs.stream_mode_details[0].stream_mode == "ON_DEMAND" && aws_kinesis_stream.logs.encryption_type == "KMS"
    error_message = "The stream must scale on demand and be encrypted."
  }
  assert {
    condition     = one([for rule in jsondecode(aws_s3_bucket_policy.quarantine.policy).Statement : rule.Effect if rule.Condition.Bool["aws:SecureTransport"] == "false" && length(rule.Resource) == 2]) == "Deny"
    error_message = "Nobody may read or write the bucket over a connection that is not encrypted."
  }
  assert {
    condition     = aws_kinesis_stream.logs.retention_period == 24
    error_message = "Records must be kept for a day."
  }
}

run "own_endpoint" {
  variables {
    endpoint        = { url = "http://127.0.0.1:9201", auth = "none" }
    shards          = 2
    quarantine_days = 0
  }
  assert {
    condition     = length(aws_opensearch_domain.logs) == 0 && length(aws_secretsmanager_secret.admin) == 0 && output.secret_arn == null && output.dashboards == null
    error_message = "With an endpoint of your own, no domain and no password may be made."
  }
  assert {
    condition     = output.endpoint == "http://127.0.0.1:9201" && local.endpoint.auth == "none"
    error_message = "The function must index where it is told."
  }
  assert {
    condition     = aws_kinesis_stream.logs.stream_mode_details[0].stream_mode == "PROVISIONED" && aws_kinesis_stream.logs.shard_count == 2
    error_message = "The stream must have the shards asked for."
  }
  assert {
    condition     = length(aws_s3_bucket_lifecycle_configuration.quarantine) == 0
    error_message = "With 0 days, nothing may be deleted."
  }
}

run "several_zones" {
  command = plan
  variables {
    instance_type  = "r6g.large.search"
    instance_count = 3
    volume_gb      = 300
  }
  assert {
    condition     = aws_opensearch_domain.logs[0].cluster_config[0].zone_awareness_config[0].availability_zone_count == 3 && aws_opensearch_domain.logs[0].ebs_options[0].volume_size == 300
    error_message = "Three instances must lie in three zones."
  }
}

run "name_that_no_domain_takes" {
  command = plan
  variables { name = "1-logs" }
  expect_failures = [var.name]
}

run "instances_that_no_zones_share" {
  command = plan
  variables { instance_count = 5 }
  expect_failures = [var.instance_count]
}

run "instance_without_fine_grained_access" {
  command = plan
  variables { instance_type = "t2.small.search" }
  expect_failures = [var.instance_type]
}

run "disk_too_small" {
  command = plan
  variables { volume_gb = 5 }
  expect_failures = [var.volume_gb]
}

run "expired_before_it_came" {
  command = plan
  variables { quarantine_days = -1 }
  expect_failures = [var.quarantine_days]
}

run "stream_forgets_too_soon" {
  command = plan
  variables { stream_retention_hours = 12 }
  expect_failures = [var.stream_retention_hours]
}
