# What the function is told, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

override_data {
  target = data.aws_partition.current
  values = { partition = "aws", dns_suffix = "amazonaws.com" }
}

variables {
  name       = "router"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  targets    = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" } }
  quarantine = { bucket = "rejects" }
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "defaults" {
  assert {
    condition = local.environment == tomap({
      # No log_types at all rather than [""], which would match nothing and drop everything.
      TARGETS               = jsonencode([{ name = "copy", stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" }])
      SOURCE_STREAM_ARN     = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
      QUARANTINE_BUCKET     = "rejects"
      QUARANTINE_PREFIX     = "quarantine"
      LARGE_MESSAGES_BUCKET = "rejects"
      LARGE_MESSAGES_PREFIX = "large-messages"
      LOG_TYPE_KEY          = "log_type"
      LOG_ID_KEY            = "log_id"
      TIME_KEY              = "time"
    })
    error_message = "The defaults must be those of the README."
  }
  assert {
    condition     = output.function_name == "router" && output.log_group_name == "/aws/lambda/router"
    error_message = "The function and its log group must carry the name."
  }
  assert {
    condition = output.locations == {
      quarantine     = "s3://rejects/quarantine/"
      large_messages = "s3://rejects/large-messages/"
      failures       = "s3://rejects/aws/lambda/${output.event_source_mapping_uuid}/"
    }
    error_message = "The locations must say where to look."
  }
  assert {
    condition     = length(output.alarm_arns) == 6
    error_message = "The alarms must be on by default."
  }
}

run "options" {
  variables {
    targets = {
      copy = {
        stream_arn    = "arn:aws:kinesis:eu-west-1:210987654321:stream/copy"
        log_types     = ["vpc_*", "app"]
        except        = ["app.debug"]
        partition_key = "user.id"
        aggregate     = true
        record_bytes  = 10485760
      }
      orders = {
        queue_arn      = "arn:aws:sqs:eu-west-1:210987654321:orders.fifo"
        group_id       = "customer"
        large_messages = "s3"
        log_types      = ["orders"]
        record_bytes   = 262144
      }
    }
    quarantine     = { bucket = "rejects", prefix = "bad/logs", kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/bucket" }
    large_messages = { bucket = "large", prefix = "messages" }
    schema         = { log_type_key = "type", log_id_key = "id" }
  }
  assert {
    condition = local.environment == tomap({
      TARGETS = jsonencode([
        {
          name          = "copy"
          stream_arn    = "arn:aws:kinesis:eu-west-1:210987654321:stream/copy"
          log_types     = ["app", "vpc_*"]
          except        = ["app.debug"]
          partition_key = "user.id"
          aggregate     = true
          record_bytes  = 10485760
        },
        {
          name           = "orders"
          queue_url      = "https://sqs.eu-west-1.amazonaws.com/210987654321/orders.fifo"
          log_types      = ["orders"]
          group_id       = "customer"
          large_messages = "s3"
          record_bytes   = 262144
        },
      ])
      SOURCE_STREAM_ARN     = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
      QUARANTINE_BUCKET     = "rejects"
      QUARANTINE_PREFIX     = "bad/logs"
      LARGE_MESSAGES_BUCKET = "large"
      LARGE_MESSAGES_PREFIX = "messages"
      KMS_KEY_ARN           = "arn:aws:kms:eu-central-1:123456789012:key/bucket"
      LOG_TYPE_KEY          = "type"
      LOG_ID_KEY            = "id"
      TIME_KEY              = "time"
    })
    error_message = "Every option must reach the function."
  }
}

run "null_means_default" {
  variables {
    targets      = { copy = { stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy", log_types = null, aggregate = null, large_messages = null } }
    event_source = { batch_size = null }
    schema       = { log_type_key = null }
  }
  assert {
    condition     = local.environment.TARGETS == jsonencode([{ name = "copy", stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/copy" }]) && local.environment.LOG_TYPE_KEY == "log_type"
    error_message = "A caller that passes null on must get the default."
  }
}
