# The policy as AWS would get it: a mocked provider makes policies up, so these runs plan with the real
# one, whose keys are fake and which is never asked for anything.

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
  target = module.consumer.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name       = "router"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  targets    = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" } }
  quarantine = { bucket = "rejects" }
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "least_of_permissions" {
  command = plan
  assert {
    condition = jsondecode(data.aws_iam_policy_document.forward.json) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "WriteStreams"
          Effect   = "Allow"
          Action   = "kinesis:PutRecords"
          Resource = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy"
        },
        {
          Sid       = "WriteObjects"
          Effect    = "Allow"
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::rejects/quarantine/date=*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "123456789012" } }
        },
      ]
    }
    error_message = "Without options, the function may only write to its target and to the quarantine."
  }
}

run "every_option" {
  command = plan
  variables {
    targets = {
      a = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/a", kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/stream" }
      b = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:b", kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/queue" }
      c = { queue_arn = "arn:aws:sqs:eu-west-1:210987654321:c.fifo", large_messages = "s3" }
    }
    quarantine     = { bucket = "rejects", prefix = "bad/logs", kms_key_arn = "arn:aws:kms:eu-central-1:210987654321:key/bucket", bucket_account_id = "210987654321" }
    large_messages = { bucket = "large" }
  }
  assert {
    condition = { for statement in jsondecode(data.aws_iam_policy_document.forward.json).Statement : statement.Sid => [toset(flatten([statement.Action])), toset(flatten([statement.Resource]))] } == {
      WriteStreams    = [toset(["kinesis:PutRecords"]), toset(["arn:aws:kinesis:eu-central-1:123456789012:stream/a"])]
      EncryptRecords  = [toset(["kms:GenerateDataKey"]), toset(["arn:aws:kms:eu-central-1:123456789012:key/stream"])]
      SendMessages    = [toset(["sqs:SendMessage"]), toset(["arn:aws:sqs:eu-central-1:123456789012:b", "arn:aws:sqs:eu-west-1:210987654321:c.fifo"])]
      EncryptMessages = [toset(["kms:Decrypt", "kms:GenerateDataKey"]), toset(["arn:aws:kms:eu-central-1:123456789012:key/queue"])]
      WriteObjects    = [toset(["s3:PutObject"]), toset(["arn:aws:s3:::rejects/bad/logs/date=*", "arn:aws:s3:::large/large-messages/c/date=*"])]
      EncryptObjects  = [toset(["kms:GenerateDataKey"]), toset(["arn:aws:kms:eu-central-1:210987654321:key/bucket"])]
    }
    error_message = "Each option must add its own permission and no more."
  }
  assert {
    condition     = [for statement in jsondecode(data.aws_iam_policy_document.forward.json).Statement : statement.Condition.StringEquals["s3:ResourceAccount"] if statement.Sid == "WriteObjects"] == ["210987654321"]
    error_message = "Objects must go to buckets of the account that is named."
  }
}

run "no_wildcard_actions_or_resources" {
  command = plan
  variables {
    targets = {
      a = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/a" }
      b = { queue_arn = "arn:aws:sqs:eu-central-1:123456789012:b", large_messages = "s3" }
    }
  }
  assert {
    condition = alltrue(flatten([for statement in jsondecode(data.aws_iam_policy_document.forward.json).Statement : [
      [for action in flatten([statement.Action]) : !strcontains(action, "*")],
      [for resource in flatten([statement.Resource]) : !strcontains(trimsuffix(resource, "/date=*"), "*")],
    ]]))
    error_message = "No wildcards but for the names of objects."
  }
}
