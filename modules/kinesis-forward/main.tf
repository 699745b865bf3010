data "aws_caller_identity" "current" {}

locals {
  bucket_account_id     = coalesce(var.quarantine.bucket_account_id, data.aws_caller_identity.current.account_id)
  large_messages_bucket = coalesce(var.large_messages.bucket, var.quarantine.bucket)

  # A queue's URL is what the function calls, and its ARN says all of it.
  targets = [for name, target in var.targets : {
    name           = name
    stream_arn     = target.stream_arn
    queue_url      = target.queue_arn == null ? null : format("https://sqs.%s.%s/%s/%s", split(":", target.queue_arn)[3], data.aws_partition.current.dns_suffix, split(":", target.queue_arn)[4], split(":", target.queue_arn)[5])
    log_types      = target.log_types
    except         = target.except
    partition_key  = target.partition_key
    aggregate      = target.aggregate
    group_id       = target.group_id
    large_messages = target.large_messages
    record_bytes   = target.record_bytes
  }]

  settings = {
    # Without what was left out: Lambda has 4096 bytes for all settings.
    TARGETS               = jsonencode([for target in local.targets : { for key, value in target : key => value if value != null && try(length(value) > 0, true) && value != false }])
    SOURCE_STREAM_ARN     = var.stream_arn
    QUARANTINE_BUCKET     = var.quarantine.bucket
    QUARANTINE_PREFIX     = var.quarantine.prefix
    LARGE_MESSAGES_BUCKET = local.large_messages_bucket
    LARGE_MESSAGES_PREFIX = var.large_messages.prefix
    KMS_KEY_ARN           = var.quarantine.kms_key_arn
    LOG_TYPE_KEY          = var.schema.log_type_key
    LOG_ID_KEY            = var.schema.log_id_key
    TIME_KEY              = var.schema.time_key
  }

  environment = tomap({ for name, value in local.settings : name => value if value != null })
}

module "consumer" {
  source = "../stream-consumer"

  name        = var.name
  description = "Forwards the records of a Kinesis stream to streams and queues, by log type."
  stream_arn  = var.stream_arn
  package     = coalesce(var.package, "${path.module}/lambda.zip")
  environment = local.environment
  policy_json = data.aws_iam_policy_document.forward.json

  failure_destination = {
    bucket      = var.quarantine.bucket
    account_id  = local.bucket_account_id
    kms_key_arn = var.quarantine.kms_key_arn
  }

  event_source = var.event_source
  function     = var.function
  alarms       = var.alarms
  tags         = var.tags
}
