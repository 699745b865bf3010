# The account-level policy as CloudWatch Logs would get it, with the real provider and fake keys.

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

variables {
  name              = "cloudwatch"
  stream_arn        = "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch"
  target_stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/events"
  log_groups        = { account_wide = true, exclude = ["/aws/lambda/archive", "noisy"], filter_pattern = "?ERROR ?WARN" }
  quarantine        = { bucket = "logs" }
  package           = "versions.tf" # any file will do: a plan only takes its hash
}

run "to_the_stream" {
  command = plan
  assert {
    condition     = aws_cloudwatch_log_account_policy.this[0].selection_criteria == "LogGroupName NOT IN [\"/aws/lambda/archive\",\"/aws/lambda/cloudwatch\",\"noisy\"]"
    error_message = "The function's own log group must be excluded, beside those that the caller names."
  }
  assert {
    condition = jsondecode(aws_cloudwatch_log_account_policy.this[0].policy_document) == {
      DestinationArn = "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch"
      RoleArn        = "arn:aws:iam::123456789012:role/cloudwatch-cloudwatch-logs"
      FilterPattern  = "?ERROR ?WARN"
    }
    error_message = "The policy must send to the stream with the role."
  }
  assert {
    condition     = aws_cloudwatch_log_account_policy.this[0].policy_type == "SUBSCRIPTION_FILTER_POLICY" && aws_cloudwatch_log_account_policy.this[0].scope == "ALL"
    error_message = "The policy must be one of subscriptions, for all log groups."
  }
  assert {
    condition     = length(module.subscriber) == 0 && length(aws_lambda_invocation.subscribe) == 0 && length(aws_cloudwatch_event_rule.wake_up) == 0
    error_message = "CloudWatch itself sees to new log groups."
  }
}

run "to_the_function" {
  command = plan
  variables {
    stream_arn = null
    log_groups = { account_wide = true, send_to = "function" }
  }
  assert {
    condition = jsondecode(aws_cloudwatch_log_account_policy.this[0].policy_document) == {
      DestinationArn = "arn:aws:lambda:eu-central-1:123456789012:function:cloudwatch"
      FilterPattern  = ""
    }
    error_message = "A function is reached without a role."
  }
}

run "to_another_account" {
  command = plan
  variables {
    stream_arn        = null
    target_stream_arn = null
    quarantine        = {}
    log_groups        = { account_wide = true, send_to = "destination", destination_arn = "arn:aws:logs:eu-central-1:999999999999:destination:central" }
  }
  assert {
    condition     = aws_cloudwatch_log_account_policy.this[0].selection_criteria == null && jsondecode(aws_cloudwatch_log_account_policy.this[0].policy_document).DestinationArn == "arn:aws:logs:eu-central-1:999999999999:destination:central"
    error_message = "Where nothing of the pipeline runs, nothing need be excluded."
  }
  assert {
    condition     = jsondecode(aws_iam_role_policy.delivery[0].policy).Statement[0].Resource == "arn:aws:logs:eu-central-1:123456789012:log-group:*" && length(module.consumer) == 0
    error_message = "The sender's role must cover all log groups."
  }
}

run "too_many_excluded" {
  command = plan
  variables {
    log_groups = { account_wide = true, exclude = [for i in range(300) : "/a/rather/long/name/of/a/log/group/of/which/there/are/many/in/this/account/number/${i}"] }
  }
  expect_failures = [aws_cloudwatch_log_account_policy.this]
}
