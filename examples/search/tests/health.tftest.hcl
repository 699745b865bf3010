# The second way of the functions' own log lines, with a mocked provider.

mock_provider "aws" {
  source = "../../modules/stream-consumer/tests/mocks"
}

# Stand in for the modules, so that the zip file need not be there.
override_module {
  target  = module.search
  outputs = { log_group_name = "/aws/lambda/logdrive-search", function_name = "logdrive-search" }
}

override_module {
  target  = module.health
  outputs = { log_group_name = "/aws/lambda/logdrive-search-health" }
}

variables {
  endpoint = { url = "http://127.0.0.1:9201", auth = "none" }
}

run "not_asked_for" {
  assert {
    condition     = length(aws_kinesis_stream.health) == 0 && length(module.health) == 0 && length(aws_iam_role.health) == 0
    error_message = "Unless asked for, nothing may be made and paid for."
  }
}

run "asked_for" {
  override_resource {
    target = aws_kinesis_stream.logs
    values = { arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logdrive-search" }
  }
  override_resource {
    target = aws_kinesis_stream.health[0]
    values = { arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logdrive-search-health" }
  }
  override_resource {
    target = aws_iam_role.health[0]
    values = { arn = "arn:aws:iam::123456789012:role/logdrive-search-health-logs" }
  }
  variables {
    health_log_groups = ["/aws/lambda/logdrive-search", "/aws/lambda/logdrive-archive"]
  }
  assert {
    condition     = keys(aws_cloudwatch_log_subscription_filter.health) == ["/aws/lambda/logdrive-archive", "/aws/lambda/logdrive-search"]
    error_message = "Each of the log groups must be subscribed, and no other."
  }
  assert {
    condition     = alltrue([for filter in aws_cloudwatch_log_subscription_filter.health : filter.destination_arn == aws_kinesis_stream.health[0].arn && filter.destination_arn != aws_kinesis_stream.logs.arn])
    error_message = "What a function logs must never enter the stream that it reads."
  }
}

run "in_a_circle" {
  command = plan
  variables {
    health_log_groups = ["/aws/lambda/logdrive-search-health"]
  }
  expect_failures = [var.health_log_groups]
}
