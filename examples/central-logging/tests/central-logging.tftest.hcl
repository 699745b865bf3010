# What the example makes around the modules, with mocked providers: no account, no network.

mock_provider "aws" {
  alias  = "log"
  source = "../../modules/stream-consumer/tests/mocks"
}

mock_provider "aws" {
  alias  = "shop"
  source = "../../modules/stream-consumer/tests/mocks"
}

mock_provider "aws" {
  alias  = "payments"
  source = "../../modules/stream-consumer/tests/mocks"
}

# They stand in for the modules, so that the zip files need not be there; the modules have tests of their own.
override_module {
  target = module.subscription
  outputs = {
    locations       = { quarantine = "s3://bucket/quarantine/subscription/" }
    function_name   = "logdrive-central"
    log_group_names = ["/aws/lambda/logdrive-central", "/aws/lambda/logdrive-central-subscriber"]
    subscribed      = { added = [] }
    destination_arn = "arn:aws:logs:eu-central-1:123456789012:destination:logdrive-central"
  }
}

override_module {
  target = module.archive
  outputs = {
    locations      = { objects = "s3://bucket/logs/", quarantine = "s3://bucket/quarantine/archive/" }
    function_name  = "logdrive-central-archive"
    log_group_name = "/aws/lambda/logdrive-central-archive"
  }
}

override_module {
  target  = module.shop
  outputs = { subscribed = { added = ["/ecs/shop"] } }
}

override_module {
  target  = module.payments
  outputs = { subscribed = { added = ["/ecs/payments"] } }
}

override_data {
  target = data.aws_caller_identity.shop
  values = { account_id = "111111111111" }
}

override_data {
  target = data.aws_caller_identity.payments
  values = { account_id = "222222222222" }
}

variables {
  roles = {
    shop     = "arn:aws:iam::111111111111:role/terraform"
    payments = "arn:aws:iam::222222222222:role/terraform"
  }
  log_groups = { prefixes = ["/aws/lambda/"], exclude = ["/aws/lambda/noise"] }
}

run "defaults" {
  assert {
    condition     = jsonencode(local.senders) == jsonencode({ accounts = ["111111111111", "222222222222"], organization_ids = [] })
    error_message = "The destination must be open to the two application accounts and nobody else."
  }
  assert {
    condition     = local.sent_log_groups.send_to == "destination" && local.sent_log_groups.destination_arn == "arn:aws:logs:eu-central-1:123456789012:destination:logdrive-central"
    error_message = "The application accounts must send to the destination that the module has made."
  }
  assert {
    condition     = local.expected_destination_arn == module.subscription.destination_arn
    error_message = "Where no destination is made, the same one must be expected."
  }
  assert {
    condition     = jsonencode(local.log_groups.exclude) == jsonencode(["/aws/lambda/noise", "/aws/lambda/logdrive-central", "/aws/lambda/logdrive-central-subscriber", "/aws/lambda/logdrive-central-archive"])
    error_message = "The log groups of every function of the stack must be left out: their lines would come round for ever."
  }
  assert {
    condition     = { for name, stream in aws_kinesis_stream.this : name => stream.name } == { lines = "logdrive-central-lines", intake = "logdrive-central" }
    error_message = "Lines and structured events must have a stream of their own."
  }
  assert {
    condition     = alltrue([for stream in aws_kinesis_stream.this : stream.stream_mode_details[0].stream_mode == "ON_DEMAND" && stream.encryption_type == "KMS"])
    error_message = "The streams must scale on demand and be encrypted."
  }
  assert {
    condition     = aws_s3_bucket.logs.bucket == "logdrive-central-123456789012-eu-central-1" && !aws_s3_bucket.logs.force_destroy
    error_message = "The bucket must lie in the log account, and a destroy must not delete logs."
  }
  assert {
    condition = (
      aws_s3_bucket_public_access_block.logs.block_public_acls && aws_s3_bucket_public_access_block.logs.block_public_policy &&
      aws_s3_bucket_public_access_block.logs.ignore_public_acls && aws_s3_bucket_public_access_block.logs.restrict_public_buckets
    )
    error_message = "Nothing may make the bucket public."
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

run "more_senders" {
  variables {
    senders = { accounts = ["333333333333", "111111111111"], organization_ids = ["o-abcdefghij"] }
  }
  assert {
    condition     = jsonencode(local.senders) == jsonencode({ accounts = ["111111111111", "222222222222", "333333333333"], organization_ids = ["o-abcdefghij"] })
    error_message = "Further accounts and organizations must be let in, each once."
  }
}

run "two_roles_in_one_account" {
  command = plan
  variables {
    roles = {
      shop     = "arn:aws:iam::111111111111:role/terraform"
      payments = "arn:aws:iam::111111111111:role/other"
    }
  }
  expect_failures = [var.roles]
}

run "two_roles_left_out" {
  command = plan
  variables {
    roles = { payments = "arn:aws:iam::111111111111:role/terraform" }
  }
  expect_failures = [var.roles]
}

run "role_by_its_name" {
  command = plan
  variables {
    roles = { shop = "terraform", payments = "arn:aws:iam::222222222222:role/terraform" }
  }
  expect_failures = [var.roles]
}

run "stream_forgets_too_soon" {
  command = plan
  variables { stream_retention_hours = 12 }
  expect_failures = [var.stream_retention_hours]
}
