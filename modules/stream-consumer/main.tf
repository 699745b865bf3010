data "aws_partition" "current" {}
data "aws_region" "current" {}
data "aws_caller_identity" "current" {}

locals {
  has_package = try(fileexists(var.package), false)

  has_schemas = length(var.json_schemas) > 0
  schemas_zip = "${path.module}/json-schemas.zip"
  schemas     = { for log_type, schema in var.json_schemas : log_type => jsondecode(schema) }
  environment = merge(var.environment, local.has_schemas ? { JSON_SCHEMAS = base64gzip(jsonencode(local.schemas)) } : {})
  source_arn  = var.event_source.enhanced_fan_out ? one(aws_kinesis_stream_consumer.this[*].arn) : var.stream_arn

  # Lambda measures the variables as JSON, in which the quotes of values that are JSON themselves take two
  # bytes each. Its JSON leaves <, > and & as they are, for which jsonencode writes six characters.
  measured_environment = { for name, value in local.environment : name => replace(value, "/[<>&]/", "_") }
  environment_bytes    = floor(length(replace(base64encode(jsonencode(local.measured_environment)), "=", "")) * 3 / 4)
  largest_variables    = reverse(sort([for name, value in local.measured_environment : format("%06d %s", length(jsonencode(value)), name)]))
}

resource "aws_cloudwatch_log_group" "this" {
  name              = "/aws/lambda/${var.name}"
  retention_in_days = var.function.log_retention_days
  kms_key_id        = var.function.log_kms_key_arn

  # By this tag modules/subscription knows the log groups that it must never subscribe: the log of what
  # carries the events would come round again, for ever.
  tags = merge(var.tags, { "logdrive:pipeline" = var.name })
}

resource "aws_lambda_function" "this" {
  function_name    = var.name
  description      = var.description
  role             = aws_iam_role.this.arn
  runtime          = "nodejs22.x"
  handler          = var.handler
  filename         = var.package
  source_code_hash = local.has_package ? filebase64sha256(var.package) : null
  architectures    = [var.function.architecture]
  memory_size      = var.function.memory_mb
  timeout          = var.function.timeout_seconds
  tags             = var.tags

  layers = aws_lambda_layer_version.json_schemas[*].arn

  environment {
    variables = local.environment
  }

  # Text, so that the metrics that the function writes reach CloudWatch as they are.
  logging_config {
    log_format = "Text"
    log_group  = aws_cloudwatch_log_group.this.name
  }

  dynamic "vpc_config" {
    for_each = var.function.vpc[*]
    content {
      subnet_ids         = vpc_config.value.subnet_ids
      security_group_ids = vpc_config.value.security_group_ids
    }
  }

  lifecycle {
    precondition {
      condition     = local.has_package
      error_message = "There is no function package at ${var.package}. Pin a release tag in the module's source, run `make build` in a clone, or set package to the path of a zip file."
    }

    precondition {
      condition     = local.environment_bytes <= 4096
      error_message = "The function's settings take ${local.environment_bytes} of the 4096 bytes that Lambda has for them, most of them in ${try(substr(local.largest_variables[0], 7, -1), "none")}: shorten what it is made of (log types take wildcards), or share it between two of these modules."
    }
  }

  # A function without its policies fails its first batches, one in a VPC cannot even be created; and
  # Lambda would make a log group of its own that never expires. Destroying goes the other way round.
  depends_on = [
    aws_iam_role_policy.consumer,
    aws_iam_role_policy.function,
    aws_iam_role_policy_attachment.vpc,
  ]
}

# What holds events against schemas is a third of a function's size: only those get it who have schemas.
resource "aws_lambda_layer_version" "json_schemas" {
  count = local.has_schemas ? 1 : 0

  layer_name          = "${var.name}-json-schemas"
  description         = "Holds events against JSON Schemas."
  filename            = local.schemas_zip
  source_code_hash    = try(filebase64sha256(local.schemas_zip), null)
  compatible_runtimes = ["nodejs22.x"]

  lifecycle {
    precondition {
      condition     = fileexists(local.schemas_zip)
      error_message = "There is no layer at ${local.schemas_zip}, which json_schemas needs. Pin a release tag in the module's source, or run `make build` in a clone."
    }
  }
}

resource "aws_kinesis_stream_consumer" "this" {
  count = var.event_source.enhanced_fan_out && !var.direct ? 1 : 0

  name       = var.name
  stream_arn = var.stream_arn
}

resource "aws_lambda_event_source_mapping" "this" {
  count = var.direct ? 0 : 1

  function_name    = aws_lambda_function.this.arn
  event_source_arn = local.source_arn
  tags             = var.tags

  batch_size                         = var.event_source.batch_size
  maximum_batching_window_in_seconds = var.event_source.window_seconds
  parallelization_factor             = var.event_source.parallelization
  starting_position                  = var.event_source.starting_position
  starting_position_timestamp        = var.event_source.starting_timestamp

  function_response_types        = ["ReportBatchItemFailures"]
  bisect_batch_on_function_error = true
  maximum_retry_attempts         = var.event_source.maximum_retries
  maximum_record_age_in_seconds  = var.event_source.maximum_record_age_seconds

  destination_config {
    on_failure {
      destination_arn = local.failure_bucket_arn
    }
  }

  # The metrics of given up and lost events exist only when asked for; they are paid for.
  dynamic "metrics_config" {
    for_each = var.alarms.enabled ? [1] : []
    content {
      metrics = ["EventCount"]
    }
  }

  depends_on = [var.read_after]
}

# Without a stream Lambda's own queue holds the events; it keeps them for six hours at most.
resource "aws_lambda_function_event_invoke_config" "this" {
  count = var.direct ? 1 : 0

  function_name                = aws_lambda_function.this.function_name
  maximum_retry_attempts       = 2
  maximum_event_age_in_seconds = min(var.event_source.maximum_record_age_seconds, 21600)

  dynamic "destination_config" {
    for_each = local.failure_bucket_arn[*]
    content {
      on_failure {
        destination = destination_config.value
      }
    }
  }
}
