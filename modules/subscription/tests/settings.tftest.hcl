# What the functions are told and what wakes them, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

override_resource {
  target = aws_lambda_invocation.subscribe
  values = { result = "{\"selected\":2}" }
}

override_resource {
  target = aws_cloudwatch_event_rule.wake_up
  values = { arn = "arn:aws:events:eu-central-1:123456789012:rule/mocked" }
}

variables {
  name              = "cloudwatch"
  stream_arn        = "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch"
  target_stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/events"
  log_groups        = { prefixes = ["/ecs/"], names = ["app"], exclude = ["/ecs/noisy-*"] }
  quarantine        = { bucket = "logs" }
  package           = "versions.tf" # any file will do: a plan only takes its hash
}

run "defaults" {
  assert {
    condition = local.environment == tomap({
      TARGET_STREAM_ARN = "arn:aws:kinesis:eu-central-1:123456789012:stream/events"
      AGGREGATE         = "false"
      RECORD_BYTES      = "1048576"
      LARGE_EVENTS      = "cut"
      QUARANTINE_BUCKET = "logs"
      QUARANTINE_PREFIX = "quarantine"
      TIME_ZONE         = "UTC"
      LOG_TYPE_KEY      = "log_type"
      LOG_ID_KEY        = "log_id"
      TIME_KEY          = "time"
    })
    error_message = "The defaults must be those of the README."
  }
  assert {
    condition = module.subscriber[0].function_name == "cloudwatch-subscriber" && local.subscriber_settings == {
      LOG_GROUPS          = "[\"app\",\"/ecs/*\"]"
      LOG_GROUP_TAGS      = "{}"
      LOG_GROUPS_EXCLUDED = "[\"/aws/lambda/cloudwatch\",\"/aws/lambda/cloudwatch-subscriber\",\"/ecs/noisy-*\"]"
      FILTER_NAME         = "cloudwatch"
      FILTER_PATTERN      = ""
      DESTINATION_ARN     = "arn:aws:kinesis:eu-central-1:123456789012:stream/cloudwatch"
      ROLE_ARN            = "arn:aws:iam::123456789012:role/cloudwatch-cloudwatch-logs"
    }
    error_message = "The subscriber must know the selection, and never the module's own log groups."
  }
  assert {
    condition     = output.subscribed.selected == 2 && output.destination_arn == null
    error_message = "The subscriber's answer must be an output."
  }
  assert {
    condition     = output.log_group_names == ["/aws/lambda/cloudwatch", "/aws/lambda/cloudwatch-subscriber"]
    error_message = "Other subscriptions must be able to exclude these."
  }
  assert {
    condition     = length(setintersection(keys(output.alarm_arns), ["iterator_age", "quarantined", "subscriber_errors", "subscriber_unsubscribed", "subscriber_failed"])) == 5
    error_message = "Both functions, and what they cannot subscribe, must have their alarms."
  }
}

run "options" {
  variables {
    log_groups = { patterns = ["/app/*/api"], tags = { logs = "central" }, filter_pattern = "?ERROR", look_every_minutes = 30 }
    events = {
      time_zone       = "Asia/Tokyo"
      log_group_types = { "*" = "any", "/app/*" = "app", "/app/billing/*" = "billing" }
      line_formats    = ["-logfmt", "*"]
      own_formats     = [{ name = "till", pattern = "(?<time>\\S+) (?<message>.*)", types = { time = "time" } }]
      vpc_flow_fields = ["version", "vpc-id"]
      redact          = [{ path = "user.email", action = "mask" }]
      aggregate       = true
      record_bytes    = 10485760
      large_events    = "s3"
    }
    schema     = { time_key = "@timestamp" }
    quarantine = { bucket = "logs", kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/bucket" }
  }
  assert {
    condition = { for name in ["AGGREGATE", "RECORD_BYTES", "LARGE_EVENTS", "LARGE_EVENTS_BUCKET", "LARGE_EVENTS_PREFIX", "KMS_KEY_ARN", "TIME_KEY", "TIME_ZONE", "REDACT"] : name => local.environment[name] } == {
      AGGREGATE           = "true"
      RECORD_BYTES        = "10485760"
      LARGE_EVENTS        = "s3"
      LARGE_EVENTS_BUCKET = "logs"
      LARGE_EVENTS_PREFIX = "large-events"
      KMS_KEY_ARN         = "arn:aws:kms:eu-central-1:123456789012:key/bucket"
      TIME_KEY            = "@timestamp"
      TIME_ZONE           = "Asia/Tokyo"
      REDACT              = "[{\"action\":\"mask\",\"path\":\"user.email\"}]"
    }
    error_message = "Every option must reach the function."
  }
  assert {
    condition     = local.environment.LOG_GROUP_TYPES == "{\"/app/billing/*\":\"billing\",\"/app/*\":\"app\",\"*\":\"any\"}"
    error_message = "The longest pattern must come first: the function takes the first that matches."
  }
  assert {
    condition = jsondecode(local.environment.LINE_FORMATS) == [
      { name = "till", pattern = "(?<time>\\S+) (?<message>.*)", types = { time = "time" } },
      { vpc_flow = ["version", "vpc-id"] },
      "-logfmt",
      "*",
    ]
    error_message = "One's own formats must come before the known ones."
  }
  assert {
    condition     = local.subscriber_settings.LOG_GROUP_TAGS == "{\"logs\":\"central\"}" && local.subscriber_settings.FILTER_PATTERN == "?ERROR"
    error_message = "Tags and pattern must reach the subscriber."
  }
}

run "wakes_up" {
  assert {
    condition = jsondecode(aws_cloudwatch_event_rule.wake_up["created"].event_pattern) == {
      source        = ["aws.logs"]
      "detail-type" = ["AWS API Call via CloudTrail"]
      detail = {
        eventSource       = ["logs.amazonaws.com"]
        eventName         = ["CreateLogGroup"]
        errorCode         = [{ exists = false }]
        requestParameters = { logGroupName = [{ prefix = "app" }, { prefix = "/ecs/" }] }
      }
    }
    error_message = "The rule must hear of new log groups that may be selected."
  }
  assert {
    condition     = aws_cloudwatch_event_rule.wake_up["look"].schedule_expression == "rate(1440 minutes)" && jsondecode(aws_cloudwatch_event_target.wake_up["look"].input) == { logdrive = "subscribe" }
    error_message = "Once a day the subscriber must look at all groups."
  }
  assert {
    condition     = aws_cloudwatch_event_target.wake_up["created"].input == null && alltrue([for permission in aws_lambda_permission.wake_up : permission.principal == "events.amazonaws.com" && permission.source_arn != null])
    error_message = "Each rule, and no other, may invoke the subscriber."
  }
  assert {
    condition     = aws_lambda_invocation.subscribe[0].lifecycle_scope == "CRUD" && jsondecode(aws_lambda_invocation.subscribe[0].input).selection.include == ["app", "/ecs/*"]
    error_message = "Terraform must run the subscriber on each change, and on destroy."
  }
}

run "wakes_up_for_all" {
  variables {
    log_groups = { tags = { logs = "*" } }
  }
  assert {
    condition     = !can(jsondecode(aws_cloudwatch_event_rule.wake_up["created"].event_pattern).detail.requestParameters)
    error_message = "A group of any name may carry the tags."
  }
}

# Of 8 characters each: 83 make a pattern of just below 2,048 characters, 90 one of 2,198.
run "wakes_up_for_as_many_names_as_a_pattern_holds" {
  variables {
    log_groups = { names = [for n in range(80) : format("group%03d", n)] }
  }
  assert {
    condition     = length(jsondecode(aws_cloudwatch_event_rule.wake_up["created"].event_pattern).detail.requestParameters.logGroupName) == 80
    error_message = "As long as the pattern holds the names, no other must wake the function."
  }
}

run "wakes_up_for_more_names_than_a_pattern_holds" {
  variables {
    log_groups = { names = [for n in range(90) : format("group%03d", n)] }
  }
  assert {
    condition     = !can(jsondecode(aws_cloudwatch_event_rule.wake_up["created"].event_pattern).detail.requestParameters)
    error_message = "EventBridge takes 2048 characters: beyond, the rule must hear of all groups."
  }
}

run "directly" {
  variables {
    stream_arn = null
    log_groups = { names = ["app"], send_to = "function" }
  }
  assert {
    condition     = output.event_source_mapping_uuid == null && local.subscriber_settings.DESTINATION_ARN == "arn:aws:lambda:eu-central-1:123456789012:function:cloudwatch" && local.subscriber_settings.ROLE_ARN == null
    error_message = "Filters must lead to the function, without a role."
  }
  assert {
    condition     = contains(keys(output.alarm_arns), "event_age") && !contains(keys(output.alarm_arns), "iterator_age")
    error_message = "Without a stream Lambda's queue is watched."
  }
}

run "alarms_off" {
  variables {
    alarms = { enabled = false }
  }
  assert {
    condition     = length(output.alarm_arns) == 0
    error_message = "No alarm may be left."
  }
}
