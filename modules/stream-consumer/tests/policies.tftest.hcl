# The policies as AWS would get them: a mocked provider makes policies up, so these runs plan with the
# real one, whose keys are fake and which is never asked for anything.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "china"
  region                      = "cn-north-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name        = "logs-to-somewhere"
  description = "Reads logs."
  stream_arn  = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  package     = "versions.tf" # any file will do: a plan only takes its hash
  environment = { BUCKET = "archive" }
  policy_json = "{\"Version\":\"2012-10-17\",\"Statement\":[]}"
  failure_destination = {
    bucket      = "failures"
    account_id  = "123456789012"
    kms_key_arn = null
  }
  event_source = {
    batch_size                 = 500
    window_seconds             = 5
    parallelization            = 2
    starting_position          = "LATEST"
    starting_timestamp         = null
    enhanced_fan_out           = false
    maximum_retries            = 100
    maximum_record_age_seconds = 7200
    stream_kms_key_arn         = null
  }
  function = {
    memory_mb                = 256
    timeout_seconds          = 60
    architecture             = "arm64"
    log_retention_days       = 14
    log_kms_key_arn          = null
    permissions_boundary_arn = null
    vpc                      = null
  }
  alarms = {
    enabled              = true
    topic_arn            = null
    iterator_age_minutes = 15
    quarantined_events   = 3
    idle_minutes         = null
  }
  tags = { team = "core" }
}

run "least_of_permissions" {
  command = plan
  assert {
    condition = jsondecode(data.aws_iam_policy_document.consumer.json) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "ReadStream"
          Effect   = "Allow"
          Action   = ["kinesis:ListShards", "kinesis:GetShardIterator", "kinesis:GetRecords", "kinesis:DescribeStreamSummary", "kinesis:DescribeStream"]
          Resource = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
        },
        {
          Sid      = "WriteLog"
          Effect   = "Allow"
          Action   = ["logs:PutLogEvents", "logs:CreateLogStream"]
          Resource = "arn:aws:logs:eu-central-1:123456789012:log-group:/aws/lambda/logs-to-somewhere:*"
        },
        {
          Sid       = "KeepFailedInvocations"
          Effect    = "Allow"
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::failures/aws/lambda/*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "123456789012" } }
        },
        {
          Sid       = "FindFailureBucket"
          Effect    = "Allow"
          Action    = "s3:ListBucket"
          Resource  = "arn:aws:s3:::failures"
          Condition = { StringEquals = { "s3:ResourceAccount" = "123456789012" } }
        },
      ]
    }
    error_message = "Without options, the role may read this stream, write this log and keep failed invocations, and nothing else."
  }
  assert {
    condition = jsondecode(aws_iam_role.this.assume_role_policy) == {
      Version   = "2012-10-17"
      Statement = [{ Effect = "Allow", Action = "sts:AssumeRole", Principal = { Service = "lambda.amazonaws.com" } }]
    }
    error_message = "Only Lambda may use the role."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.consumer.policy) == jsondecode(data.aws_iam_policy_document.consumer.json) && jsondecode(aws_iam_role_policy.function.policy) == jsondecode(var.policy_json)
    error_message = "The role must have the module's policy and its caller's."
  }
}

run "enhanced_fan_out" {
  command = plan
  variables { event_source = merge(var.event_source, { enhanced_fan_out = true }) }
  assert {
    condition = [for s in jsondecode(data.aws_iam_policy_document.consumer.json).Statement : s if s.Sid == "ReadAsConsumer"] == [{
      Sid      = "ReadAsConsumer"
      Effect   = "Allow"
      Action   = ["kinesis:SubscribeToShard", "kinesis:DescribeStreamConsumer"]
      Resource = ["arn:aws:kinesis:eu-central-1:123456789012:stream/logs/consumer/logs-to-somewhere:*", "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"]
    }]
    error_message = "The role must be allowed to read as this consumer of this stream, and as no other."
  }
}

run "keys" {
  command = plan
  variables {
    failure_destination = merge(var.failure_destination, {
      account_id  = "210987654321"
      kms_key_arn = "arn:aws:kms:eu-central-1:210987654321:key/bucket"
    })
    event_source = merge(var.event_source, { stream_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/stream" })
  }
  assert {
    condition = { for s in jsondecode(data.aws_iam_policy_document.consumer.json).Statement : s.Sid => [s.Action, s.Resource] if startswith(try(join("", [s.Action]), ""), "kms:") } == {
      DecryptStream            = ["kms:Decrypt", "arn:aws:kms:eu-central-1:123456789012:key/stream"]
      EncryptFailedInvocations = ["kms:GenerateDataKey", "arn:aws:kms:eu-central-1:210987654321:key/bucket"]
    }
    error_message = "Each key must give its one permission."
  }
  assert {
    condition     = toset([for s in jsondecode(data.aws_iam_policy_document.consumer.json).Statement : s.Condition.StringEquals["s3:ResourceAccount"] if can(s.Condition)]) == toset(["210987654321"])
    error_message = "The bucket must belong to the account that the caller names."
  }
}

run "no_wildcards" {
  command = plan
  variables {
    failure_destination = merge(var.failure_destination, { kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/bucket" })
    event_source        = merge(var.event_source, { stream_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/stream", enhanced_fan_out = true })
  }
  assert {
    condition     = alltrue([for action in flatten([for s in jsondecode(data.aws_iam_policy_document.consumer.json).Statement : [s.Action]]) : !strcontains(action, "*")])
    error_message = "No action may have a wildcard."
  }
  assert {
    condition     = alltrue([for arn in flatten([for s in jsondecode(data.aws_iam_policy_document.consumer.json).Statement : [s.Resource]]) : can(regex("^arn:aws:(s3:::[^*]+|[a-z0-9]+:[a-z0-9-]+:[0-9]{12}:[^*]+)[*]?$", arn))])
    error_message = "A wildcard may only stand for what is inside the named log group or folder."
  }
}

run "china" {
  command = plan
  variables {
    stream_arn = "arn:aws-cn:kinesis:cn-north-1:123456789012:stream/logs"
    function   = merge(var.function, { vpc = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] } })
  }
  providers = {
    aws = aws.china
  }
  assert {
    condition = alltrue([for arn in flatten([
      [for s in jsondecode(data.aws_iam_policy_document.consumer.json).Statement : s.Resource],
      aws_iam_role_policy_attachment.vpc[0].policy_arn,
      aws_lambda_event_source_mapping.this[0].destination_config[0].on_failure[0].destination_arn,
    ]) : startswith(arn, "arn:aws-cn:")])
    error_message = "All ARNs must be in the partition of the provider."
  }
}
