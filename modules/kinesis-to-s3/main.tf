data "aws_caller_identity" "current" {}

locals {
  account_id        = data.aws_caller_identity.current.account_id
  bucket_account_id = coalesce(var.objects.bucket_account_id, local.account_id)

  # What holds for the bucket holds for the quarantine in it; another bucket has an owner and a key of its own.
  quarantine_bucket     = coalesce(var.quarantine.bucket, var.bucket)
  quarantine_inside     = var.quarantine.bucket == null || var.quarantine.bucket == var.bucket
  quarantine_account_id = local.quarantine_inside ? local.bucket_account_id : coalesce(var.quarantine.bucket_account_id, local.account_id)
  quarantine_key_arn    = local.quarantine_inside ? var.objects.kms_key_arn : var.quarantine.kms_key_arn

  failure_destination = {
    bucket      = local.quarantine_bucket
    account_id  = local.quarantine_account_id
    kms_key_arn = local.quarantine_key_arn
  }

  settings = {
    BUCKET                    = var.bucket
    PREFIX                    = var.objects.prefix
    QUARANTINE_BUCKET         = local.quarantine_bucket
    QUARANTINE_PREFIX         = var.quarantine.prefix
    QUARANTINE_KMS_KEY_ARN    = local.quarantine_key_arn
    LOG_TYPES                 = jsonencode(var.log_types)
    TIME_ZONE                 = var.objects.time_zone
    COMPRESSION               = var.objects.compression
    COMPRESSION_LEVEL         = var.objects.compression_level
    LOG_TYPE_KEY              = var.schema.log_type_key
    LOG_ID_KEY                = var.schema.log_id_key
    TIME_KEY                  = var.schema.time_key
    KMS_KEY_ARN               = var.objects.kms_key_arn
    BUCKET_OWNER_FULL_CONTROL = var.objects.bucket_owner_full_control
    OBJECT_TAGS               = jsonencode(var.objects.tags)
  }

  environment = tomap({ for name, value in local.settings : name => tostring(value) if value != null })
}

module "consumer" {
  source = "../stream-consumer"

  name         = var.name
  description  = "Writes the events of a Kinesis stream to S3, by log type and hour."
  stream_arn   = var.stream_arn
  package      = coalesce(var.package, "${path.module}/lambda.zip")
  environment  = local.environment
  json_schemas = var.json_schemas
  policy_json  = data.aws_iam_policy_document.write.json

  failure_destination = local.failure_destination

  event_source = var.event_source
  function     = var.function
  alarms       = var.alarms
  tags         = var.tags
}
