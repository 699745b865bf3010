# What the module makes, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "./tests/mocks"
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

run "function" {
  assert {
    condition     = aws_lambda_function.this.runtime == "nodejs22.x" && aws_lambda_function.this.handler == "index.handler"
    error_message = "The function must run index.handler on Node 22."
  }
  assert {
    condition     = aws_lambda_function.this.source_code_hash == filebase64sha256("versions.tf")
    error_message = "A new package must be seen by its hash."
  }
  assert {
    condition     = aws_lambda_function.this.environment[0].variables == tomap({ BUCKET = "archive" })
    error_message = "The function must get exactly the variables of its caller."
  }
  assert {
    condition     = one(aws_lambda_function.this.logging_config).log_group == "/aws/lambda/logs-to-somewhere"
    error_message = "The function must write to the log group that the module makes."
  }
  assert {
    condition     = aws_cloudwatch_log_group.this.retention_in_days == 14
    error_message = "The log group must have the retention asked for."
  }
  assert {
    condition     = length(aws_lambda_function.this.vpc_config) == 0 && length(aws_iam_role_policy_attachment.vpc) == 0
    error_message = "Without vpc, the function must stay outside and its role without network permissions."
  }
}

run "mapping" {
  assert {
    condition = (
      aws_lambda_event_source_mapping.this[0].batch_size == 500 &&
      aws_lambda_event_source_mapping.this[0].maximum_batching_window_in_seconds == 5 &&
      aws_lambda_event_source_mapping.this[0].parallelization_factor == 2 &&
      aws_lambda_event_source_mapping.this[0].starting_position == "LATEST"
    )
    error_message = "The mapping must read as event_source says."
  }
  assert {
    condition     = length(aws_kinesis_stream_consumer.this) == 0 && aws_lambda_event_source_mapping.this[0].event_source_arn == var.stream_arn
    error_message = "Unless asked for, no consumer must be paid for."
  }
  assert {
    condition = (
      aws_lambda_event_source_mapping.this[0].function_response_types == toset(["ReportBatchItemFailures"]) &&
      aws_lambda_event_source_mapping.this[0].bisect_batch_on_function_error &&
      aws_lambda_event_source_mapping.this[0].maximum_retry_attempts == 100 &&
      aws_lambda_event_source_mapping.this[0].maximum_record_age_in_seconds == 7200
    )
    error_message = "Partial responses and bisecting must be on, retries and record age bounded."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.this[0].destination_config[0].on_failure[0].destination_arn == "arn:aws:s3:::failures"
    error_message = "What Lambda gives up must go to the failure bucket."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.this[0].metrics_config[0].metrics == toset(["EventCount"])
    error_message = "The metrics that the on_failure and dropped alarms watch must be switched on."
  }
}

run "from_a_point_in_time" {
  variables {
    event_source = merge(var.event_source, { starting_position = "AT_TIMESTAMP", starting_timestamp = "2026-11-21T05:06:07Z" })
  }
  assert {
    condition = (
      aws_lambda_event_source_mapping.this[0].starting_position == "AT_TIMESTAMP" &&
      aws_lambda_event_source_mapping.this[0].starting_position_timestamp == "2026-11-21T05:06:07Z"
    )
    error_message = "The mapping must begin at the time given."
  }
}

run "enhanced_fan_out" {
  variables { event_source = merge(var.event_source, { enhanced_fan_out = true }) }
  assert {
    condition     = aws_kinesis_stream_consumer.this[0].name == "logs-to-somewhere" && aws_kinesis_stream_consumer.this[0].stream_arn == var.stream_arn
    error_message = "The function must have a consumer of its own."
  }
  assert {
    condition     = aws_lambda_event_source_mapping.this[0].event_source_arn == aws_kinesis_stream_consumer.this[0].arn
    error_message = "The mapping must read as the consumer."
  }
}

run "alarms" {
  assert {
    condition     = toset(keys(output.alarm_arns)) == toset(["iterator_age", "errors", "throttles", "quarantined", "on_failure", "dropped"])
    error_message = "Each way of failing must have its alarm."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.this["iterator_age"].threshold == 900000
    error_message = "The iterator age is in milliseconds."
  }
  assert {
    condition = (
      aws_cloudwatch_metric_alarm.this["quarantined"].namespace == "Logdrive" &&
      aws_cloudwatch_metric_alarm.this["quarantined"].metric_name == "EventsQuarantined" &&
      aws_cloudwatch_metric_alarm.this["quarantined"].dimensions == tomap({ FunctionName = "logs-to-somewhere" }) &&
      aws_cloudwatch_metric_alarm.this["quarantined"].threshold == 3
    )
    error_message = "The quarantine alarm must watch the function's own metric."
  }
  assert {
    condition     = alltrue([for name in ["on_failure", "dropped"] : aws_cloudwatch_metric_alarm.this[name].dimensions == tomap({ EventSourceMappingUUID = output.event_source_mapping_uuid })])
    error_message = "Lambda reports given up and dropped records by mapping, not by function."
  }
  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : try(length(alarm.alarm_actions), 0) == 0])
    error_message = "Without a topic, alarms must not act."
  }
}

run "alarms_with_topic_and_idle" {
  variables {
    alarms = {
      enabled              = true
      topic_arn            = "arn:aws:sns:eu-central-1:123456789012:on-call"
      iterator_age_minutes = 15
      quarantined_events   = 1
      idle_minutes         = 30
    }
  }
  assert {
    condition     = alltrue([for alarm in aws_cloudwatch_metric_alarm.this : alarm.alarm_actions == toset(["arn:aws:sns:eu-central-1:123456789012:on-call"]) && alarm.ok_actions == alarm.alarm_actions])
    error_message = "Each alarm must tell the topic when it rings and when it is over."
  }
  assert {
    condition     = aws_cloudwatch_metric_alarm.idle[0].period == 1800 && aws_cloudwatch_metric_alarm.idle[0].treat_missing_data == "breaching"
    error_message = "The idle alarm must take silence for a fault."
  }
  assert {
    condition     = contains(keys(output.alarm_arns), "idle")
    error_message = "The idle alarm must be among the outputs."
  }
}

run "alarms_off" {
  variables {
    alarms = {
      enabled              = false
      topic_arn            = null
      iterator_age_minutes = 15
      quarantined_events   = 1
      idle_minutes         = 30
    }
  }
  assert {
    condition     = length(output.alarm_arns) == 0 && length(aws_lambda_event_source_mapping.this[0].metrics_config) == 0
    error_message = "Without alarms, their metrics must not be paid for."
  }
}

run "vpc" {
  variables {
    function = {
      memory_mb                = 256
      timeout_seconds          = 60
      architecture             = "x86_64"
      log_retention_days       = 0
      log_kms_key_arn          = "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
      permissions_boundary_arn = "arn:aws:iam::123456789012:policy/boundary"
      vpc                      = { subnet_ids = ["subnet-1", "subnet-2"], security_group_ids = ["sg-1"] }
    }
  }
  assert {
    condition     = aws_lambda_function.this.vpc_config[0].subnet_ids == toset(["subnet-1", "subnet-2"]) && aws_lambda_function.this.vpc_config[0].security_group_ids == toset(["sg-1"])
    error_message = "The function must run in the subnets asked for."
  }
  assert {
    condition     = aws_iam_role_policy_attachment.vpc[0].policy_arn == "arn:aws:iam::aws:policy/service-role/AWSLambdaENIManagementAccess"
    error_message = "Only AWS's own policy may manage network interfaces."
  }
  assert {
    condition     = aws_iam_role.this.permissions_boundary == "arn:aws:iam::123456789012:policy/boundary" && aws_cloudwatch_log_group.this.kms_key_id == "arn:aws:kms:eu-central-1:123456789012:key/11111111-2222-3333-4444-555555555555"
    error_message = "The boundary and the log's key must be passed on."
  }
}

run "missing_package" {
  command = plan
  variables {
    package = "no/such/lambda.zip"
  }
  expect_failures = [aws_lambda_function.this]
}

run "package_is_a_folder" {
  command = plan
  variables {
    package = "tests"
  }
  expect_failures = [aws_lambda_function.this]
}
