# The policies of logs that cross accounts: a mocked provider makes policies up, so these runs plan with the
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

run "receives_from_accounts_and_organizations" {
  command = plan
  variables {
    log_groups = { senders = { accounts = ["111111111111"], organization_ids = ["o-abcdefghij"] } }
  }
  assert {
    condition = jsondecode(aws_cloudwatch_log_destination_policy.this[0].access_policy) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid       = "Accounts"
          Effect    = "Allow"
          Action    = ["logs:PutSubscriptionFilter", "logs:PutAccountPolicy"]
          Resource  = "arn:aws:logs:eu-central-1:123456789012:destination:cloudwatch"
          Principal = { AWS = "111111111111" }
        },
        {
          Sid       = "Organizations"
          Effect    = "Allow"
          Action    = ["logs:PutSubscriptionFilter", "logs:PutAccountPolicy"]
          Resource  = "arn:aws:logs:eu-central-1:123456789012:destination:cloudwatch"
          Principal = "*"
          Condition = { StringEquals = { "aws:PrincipalOrgID" = "o-abcdefghij" } }
        },
      ]
    }
    error_message = "The destination must be open to the senders and nobody else."
  }
  assert {
    condition = [for s in jsondecode(aws_iam_role.delivery[0].assume_role_policy).Statement : s.Condition] == [
      { StringLike = { "aws:SourceArn" = ["arn:aws:logs:eu-central-1:123456789012:*", "arn:aws:logs:eu-central-1:111111111111:*"] } },
      {
        StringEqualsIfExists = { "aws:SourceOrgID" = "o-abcdefghij" }
        StringLike           = { "aws:SourceArn" = "arn:aws:logs:eu-central-1:*:*" }
      },
    ]
    error_message = "CloudWatch Logs may use the role for the senders as well, and for nobody else."
  }
  assert {
    condition = (
      aws_cloudwatch_log_destination.this[0].name == "cloudwatch" &&
      aws_cloudwatch_log_destination.this[0].target_arn == "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch"
    )
    error_message = "What other accounts send must reach the stream."
  }
  assert {
    condition     = length(module.subscriber) == 0 && length(module.consumer) == 1
    error_message = "With senders alone there is nothing to subscribe in this account."
  }
}

run "receives_from_as_many_accounts_as_the_trust_holds" {
  command = plan
  variables {
    log_groups = { senders = { accounts = [for n in range(40) : format("%012d", n)], organization_ids = [] } }
  }
  assert {
    condition     = length(jsondecode(aws_iam_role.delivery[0].assume_role_policy).Statement[0].Condition.StringLike["aws:SourceArn"]) == 41
    error_message = "Each account must stand once in the trust."
  }
}

run "receives_from_more_accounts_than_the_trust_holds" {
  command = plan
  variables {
    log_groups = { senders = { accounts = [for n in range(50) : format("%012d", n)] } }
  }
  expect_failures = [aws_iam_role.delivery]
}

run "sends_to_another_account" {
  command = plan
  variables {
    stream_arn        = null
    target_stream_arn = null
    quarantine        = {}
    log_groups        = { patterns = ["/app/*/api"], send_to = "destination", destination_arn = "arn:aws:logs:eu-central-1:999999999999:destination:central" }
  }
  assert {
    condition = { for s in jsondecode(data.aws_iam_policy_document.subscribe.json).Statement : s.Sid => flatten([s.Resource]) if s.Sid != "FindLogGroups" } == {
      Subscribe    = ["arn:aws:logs:eu-central-1:999999999999:destination:central", "arn:aws:logs:eu-central-1:123456789012:log-group:/app/*/api:*"]
      HandOverRole = ["arn:aws:iam::123456789012:role/cloudwatch-cloudwatch-logs"]
    }
    error_message = "Over accounts both the log groups and the destination are asked for."
  }
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.delivery[0].policy).Statement : [s.Action, s.Resource]] == [["logs:PutLogEvents", "arn:aws:logs:eu-central-1:123456789012:log-group:/app/*/api:*"]]
    error_message = "The sender's role proves its account, and may write to no stream."
  }
  assert {
    condition     = [for s in jsondecode(aws_iam_role.delivery[0].assume_role_policy).Statement : [s.Principal, try(s.Condition, null)]] == [[{ Service = "logs.amazonaws.com" }, null]]
    error_message = "AWS documents no condition for the sender's role: on a key that is not sent, each subscription would be refused."
  }
  assert {
    condition     = length(module.consumer) == 0 && length(module.subscriber) == 1 && length(aws_cloudwatch_log_destination.this) == 0
    error_message = "An account that sends makes no events of its own."
  }
}

run "sends_many_groups_to_another_account" {
  command = plan
  variables {
    stream_arn        = null
    target_stream_arn = null
    quarantine        = {}
    log_groups        = { names = [for n in range(100) : format("/aws/lambda/function-%03d", n)], send_to = "destination", destination_arn = "arn:aws:logs:eu-central-1:999999999999:destination:central" }
  }
  assert {
    condition     = [for s in jsondecode(aws_iam_role_policy.delivery[0].policy).Statement : length(s.Resource)] == [100]
    error_message = "All groups must stand in one statement, each once."
  }
  # The rest of 10,240 is for the function's own log (consumer, in ../stream-consumer).
  assert {
    condition     = length(data.aws_iam_policy_document.subscribe.minified_json) < 9600
    error_message = "What the precondition lets through must fit into the policies of a role."
  }
}

run "sends_too_many_groups" {
  command = plan
  variables {
    stream_arn        = null
    target_stream_arn = null
    quarantine        = {}
    log_groups        = { names = [for n in range(120) : format("/aws/lambda/function-%03d", n)], send_to = "destination", destination_arn = "arn:aws:logs:eu-central-1:999999999999:destination:central" }
  }
  expect_failures = [data.aws_iam_policy_document.subscribe]
}
