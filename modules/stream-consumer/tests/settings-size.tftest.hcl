# Lambda has 4,096 bytes for a function's settings, which it measures as JSON; schemas are among them.

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

run "settings_within_the_limit" {
  command = plan
  variables {
    environment = { LOG_TYPES = join(",", range(1000)) }
  }
  assert {
    condition     = length(var.environment.LOG_TYPES) < 4096
    error_message = "This many settings fit."
  }
}

run "settings_over_the_limit" {
  command = plan
  variables {
    environment = { LOG_TYPES = join(",", range(1000, 1900)) }
  }
  expect_failures = [aws_lambda_function.this]
}

# {"A":"..."} takes 8 bytes beside the value, whose "ä" takes two.
run "settings_at_the_limit" {
  command = plan
  variables { environment = { A = join("", concat([for i in range(510) : "12345678"], ["<&>äabc"])) } }
  assert {
    condition     = local.environment_bytes == 4096
    error_message = "Lambda takes 4096 bytes of UTF-8, names and punctuation included, <, > and & as they are."
  }
}

run "settings_one_byte_over_the_limit" {
  command = plan
  variables { environment = { A = join("", concat(["1"], [for i in range(511) : "12345678"])) } }
  expect_failures = [aws_lambda_function.this]
}

# 3,601 characters, but 4,525 bytes in the JSON that Lambda measures: each quote takes two.
run "settings_with_quotes_over_the_limit" {
  command = plan
  variables { environment = { A = "1", LOG_TYPES = jsonencode([for i in range(1000, 1450) : "t${i}"]) } }
  expect_failures = [aws_lambda_function.this]
}

# Schemas are long and alike: compressed they take a fifth.
run "no_layer_without_schemas" {
  assert {
    condition     = length(aws_lambda_layer_version.json_schemas) == 0 && length(coalesce(aws_lambda_function.this.layers, [])) == 0
    error_message = "Without schemas there must be no layer."
  }
}

run "json_schemas" {
  variables { json_schemas = { orders = jsonencode({ required = ["order"] }) } }
  assert {
    condition     = aws_lambda_function.this.layers == tolist([aws_lambda_layer_version.json_schemas[0].arn])
    error_message = "The function must have the layer that knows schemas."
  }
  assert {
    condition     = aws_lambda_function.this.environment[0].variables["JSON_SCHEMAS"] == base64gzip("{\"orders\":{\"required\":[\"order\"]}}")
    error_message = "The function must get the schemas, compressed."
  }
  assert {
    condition     = aws_lambda_layer_version.json_schemas[0].source_code_hash == filebase64sha256("json-schemas.zip")
    error_message = "A new layer must be seen by its hash."
  }
}
