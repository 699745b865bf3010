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

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.consumer[0].data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.subscriber[0].data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name              = "cloudwatch"
  stream_arn        = "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch"
  target_stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/events"
  log_groups        = { prefixes = ["/ecs/"], names = ["app"] }
  quarantine        = { bucket = "logs" }
  package           = "versions.tf" # any file will do: a plan only takes its hash
}

run "makes_events" {
  command = plan
  assert {
    condition = jsondecode(data.aws_iam_policy_document.write.json) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "WriteEvents"
          Effect   = "Allow"
          Action   = "kinesis:PutRecords"
          Resource = "arn:aws:kinesis:eu-central-1:123456789012:stream/events"
        },
        {
          Sid       = "WriteObjects"
          Effect    = "Allow"
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::logs/quarantine/date=*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "123456789012" } }
        },
      ]
    }
    error_message = "The function may write to the target stream and the quarantine, and nothing else."
  }
}

run "makes_events_with_every_option" {
  command = plan
  variables {
    events     = { large_events = "s3", target_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/target" }
    quarantine = { bucket = "logs", prefix = "bad", kms_key_arn = "arn:aws:kms:eu-central-1:210987654321:key/bucket", bucket_account_id = "210987654321" }
  }
  assert {
    condition = { for s in jsondecode(data.aws_iam_policy_document.write.json).Statement : s.Sid => flatten([s.Action, s.Resource, try(s.Condition.StringEquals["s3:ResourceAccount"], [])]) } == {
      WriteEvents    = ["kinesis:PutRecords", "arn:aws:kinesis:eu-central-1:123456789012:stream/events"]
      WriteObjects   = ["s3:PutObject", "arn:aws:s3:::logs/large-events/log_type=*", "arn:aws:s3:::logs/bad/date=*", "210987654321"]
      EncryptEvents  = ["kms:GenerateDataKey", "arn:aws:kms:eu-central-1:123456789012:key/target"]
      EncryptObjects = ["kms:GenerateDataKey", "arn:aws:kms:eu-central-1:210987654321:key/bucket"]
    }
    error_message = "Each option must add its own permission and no more."
  }
}

run "delivers_to_the_stream" {
  command = plan
  variables {
    event_source = { stream_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/stream" }
  }
  assert {
    condition = jsondecode(aws_iam_role.delivery[0].assume_role_policy).Statement == [{
      Effect    = "Allow"
      Action    = "sts:AssumeRole"
      Principal = { Service = "logs.amazonaws.com" }
      Condition = { StringLike = { "aws:SourceArn" = "arn:aws:logs:eu-central-1:123456789012:*" } }
    }]
    error_message = "Only CloudWatch Logs may use the role, and only for this account."
  }
  assert {
    condition = { for s in jsondecode(aws_iam_role_policy.delivery[0].policy).Statement : s.Sid => [s.Action, s.Resource] } == {
      WriteLogsToStream = ["kinesis:PutRecord", "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch"]
      EncryptLogs       = ["kms:GenerateDataKey", "arn:aws:kms:eu-central-1:123456789012:key/stream"]
    }
    error_message = "The role may write to the one stream."
  }
  assert {
    condition     = length(aws_lambda_permission.cloudwatch_logs) == 0
    error_message = "Through a stream, CloudWatch Logs need not invoke the function."
  }
}

run "delivers_to_the_function" {
  command = plan
  variables {
    stream_arn = null
    log_groups = { prefixes = ["/ecs/"], send_to = "function" }
  }
  assert {
    condition = (
      aws_lambda_permission.cloudwatch_logs[0].principal == "logs.amazonaws.com" &&
      aws_lambda_permission.cloudwatch_logs[0].source_account == "123456789012" &&
      aws_lambda_permission.cloudwatch_logs[0].source_arn == "arn:aws:logs:eu-central-1:123456789012:log-group:*"
    )
    error_message = "One permission must let in all log groups of this account, and no other's."
  }
  assert {
    condition     = length(aws_iam_role.delivery) == 0 && [for s in jsondecode(data.aws_iam_policy_document.subscribe.json).Statement : s.Sid] == ["FindLogGroups", "Subscribe"]
    error_message = "Without a stream no role is handed over."
  }
}

run "subscribes" {
  command = plan
  assert {
    condition = jsondecode(data.aws_iam_policy_document.subscribe.json) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "FindLogGroups"
          Effect   = "Allow"
          Action   = ["logs:ListTagsForResource", "logs:DescribeSubscriptionFilters", "logs:DescribeLogGroups", "logs:DeleteSubscriptionFilter"]
          Resource = "arn:aws:logs:eu-central-1:123456789012:log-group:*"
        },
        {
          Sid    = "Subscribe"
          Effect = "Allow"
          Action = "logs:PutSubscriptionFilter"
          Resource = [
            "arn:aws:logs:eu-central-1:123456789012:log-group:app:*",
            "arn:aws:logs:eu-central-1:123456789012:log-group:/ecs/*",
          ]
        },
        {
          Sid      = "HandOverRole"
          Effect   = "Allow"
          Action   = "iam:PassRole"
          Resource = "arn:aws:iam::123456789012:role/cloudwatch-cloudwatch-logs"
        },
      ]
    }
    error_message = "Filters may be put on the selected names only, with the one role."
  }
}

run "subscribes_by_tags" {
  command = plan
  variables {
    log_groups = { tags = { logs = "central" } }
  }
  assert {
    condition     = [for s in jsondecode(data.aws_iam_policy_document.subscribe.json).Statement : s.Resource if s.Sid == "Subscribe"] == ["arn:aws:logs:eu-central-1:123456789012:log-group:*"]
    error_message = "A group that tags select may have any name, in this account and Region."
  }
}
