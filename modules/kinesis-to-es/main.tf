data "aws_caller_identity" "current" {}

locals {
  package           = coalesce(var.package, "${path.module}/lambda.zip")
  bucket_account_id = coalesce(var.quarantine.bucket_account_id, data.aws_caller_identity.current.account_id)

  # A data stream rolls over by itself, so its name carries no date.
  index = coalesce(var.indexing.index, var.indexing.data_stream ? "logs-{log_type}" : "logs-{log_type}-{yyyy}.{MM}.{dd}")

  settings = {
    ENDPOINT          = var.endpoint.url
    AUTH              = var.endpoint.auth
    SIGV4_SERVICE     = var.endpoint.auth == "sigv4" ? var.endpoint.service : null
    SECRET_ARN        = var.endpoint.secret_arn
    CA_CERTIFICATE    = var.endpoint.ca_certificate
    INDEX             = local.index
    DATA_STREAM       = var.indexing.data_stream
    ACTION            = var.indexing.action
    ON_CONFLICT       = var.indexing.on_conflict
    TIME_ZONE         = var.indexing.time_zone
    BULK_BYTES        = var.indexing.bulk_bytes
    BULK_COUNT        = var.indexing.bulk_count
    BULKS_IN_FLIGHT   = var.indexing.bulks_in_flight
    GZIP              = var.indexing.gzip
    QUARANTINE_BUCKET = var.quarantine.bucket
    QUARANTINE_PREFIX = var.quarantine.prefix
    KMS_KEY_ARN       = var.quarantine.kms_key_arn
    LOG_TYPES         = jsonencode(var.log_types)
    LOG_TYPE_KEY      = var.schema.log_type_key
    LOG_ID_KEY        = var.schema.log_id_key
    TIME_KEY          = var.schema.time_key
  }

  environment = tomap({ for name, value in local.settings : name => tostring(value) if value != null })
}

module "consumer" {
  source = "../stream-consumer"

  name         = var.name
  description  = "Indexes the events of a Kinesis stream in OpenSearch or Elasticsearch."
  stream_arn   = var.stream_arn
  package      = local.package
  environment  = local.environment
  json_schemas = var.json_schemas
  policy_json  = data.aws_iam_policy_document.index.json

  failure_destination = {
    bucket      = var.quarantine.bucket
    account_id  = local.bucket_account_id
    kms_key_arn = var.quarantine.kms_key_arn
  }

  event_source = var.event_source
  function     = local.function
  alarms       = var.alarms
  tags         = var.tags

  # An index that the first events made without its template would keep its guessed mapping.
  read_after = one(aws_lambda_invocation.setup[*].id)
}
