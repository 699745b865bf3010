data "aws_caller_identity" "current" {}

locals {
  quarantine_bucket = coalesce(var.quarantine.bucket, var.bucket)
  bucket_account_id = coalesce(var.objects.bucket_account_id, data.aws_caller_identity.current.account_id)

  settings = {
    BUCKET                    = var.bucket
    PREFIX                    = var.objects.prefix
    QUARANTINE_BUCKET         = local.quarantine_bucket
    QUARANTINE_PREFIX         = var.quarantine.prefix
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

  name        = var.name
  description = "Writes the events of a Kinesis stream to S3, by log type and hour."
  stream_arn  = var.stream_arn
  package     = coalesce(var.package, "${path.module}/lambda.zip")
  environment = local.environment
  policy_json = data.aws_iam_policy_document.write.json

  failure_destination = {
    bucket      = local.quarantine_bucket
    account_id  = local.bucket_account_id
    kms_key_arn = var.objects.kms_key_arn
  }

  event_source = var.event_source
  function     = var.function
  alarms       = var.alarms
  tags         = var.tags
}
