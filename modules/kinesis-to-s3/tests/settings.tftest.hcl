# What the function is told, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

variables {
  name       = "archive"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  bucket     = "archive"
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "defaults" {
  assert {
    condition = local.environment == tomap({
      BUCKET                    = "archive"
      PREFIX                    = "logs"
      QUARANTINE_BUCKET         = "archive"
      QUARANTINE_PREFIX         = "quarantine"
      LOG_TYPES                 = "[]" # not [""], which would match nothing and drop everything
      TIME_ZONE                 = "UTC"
      COMPRESSION               = "gzip"
      LOG_TYPE_KEY              = "log_type"
      LOG_ID_KEY                = "log_id"
      TIME_KEY                  = "time"
      BUCKET_OWNER_FULL_CONTROL = "false"
      OBJECT_TAGS               = "{}"
    })
    error_message = "The defaults must be those of the README."
  }
  assert {
    condition     = output.function_name == "archive" && output.log_group_name == "/aws/lambda/archive"
    error_message = "The function and its log group must carry the name."
  }
  assert {
    condition = output.locations == {
      objects    = "s3://archive/logs/"
      quarantine = "s3://archive/quarantine/"
      failures   = "s3://archive/aws/lambda/${output.event_source_mapping_uuid}/"
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
    objects = {
      prefix                    = ""
      time_zone                 = "America/Argentina/Buenos_Aires"
      compression               = "zstd"
      compression_level         = 19
      kms_key_arn               = "arn:aws:kms:eu-central-1:123456789012:key/bucket"
      bucket_owner_full_control = true
      tags                      = { team = "core" }
    }
    quarantine = { bucket = "rejects", prefix = "bad/logs", kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/rejects" }
    schema     = { log_type_key = "type", time_key = "@timestamp" }
    log_types  = ["vpc_*", "app"]
  }
  assert {
    condition = local.environment == tomap({
      BUCKET                    = "archive"
      PREFIX                    = ""
      QUARANTINE_BUCKET         = "rejects"
      QUARANTINE_PREFIX         = "bad/logs"
      QUARANTINE_KMS_KEY_ARN    = "arn:aws:kms:eu-central-1:123456789012:key/rejects"
      LOG_TYPES                 = "[\"app\",\"vpc_*\"]"
      TIME_ZONE                 = "America/Argentina/Buenos_Aires"
      COMPRESSION               = "zstd"
      COMPRESSION_LEVEL         = "19"
      LOG_TYPE_KEY              = "type"
      LOG_ID_KEY                = "log_id"
      TIME_KEY                  = "@timestamp"
      KMS_KEY_ARN               = "arn:aws:kms:eu-central-1:123456789012:key/bucket"
      BUCKET_OWNER_FULL_CONTROL = "true"
      OBJECT_TAGS               = "{\"team\":\"core\"}"
    })
    error_message = "Every option must reach the function."
  }
  assert {
    condition     = output.locations.objects == "s3://archive/" && output.locations.quarantine == "s3://rejects/bad/logs/" && startswith(output.locations.failures, "s3://rejects/aws/lambda/")
    error_message = "What fails must go to the quarantine's bucket."
  }
}

run "null_means_default" {
  variables {
    objects      = { prefix = null, compression = null }
    event_source = { batch_size = null }
    schema       = { log_type_key = null }
  }
  assert {
    condition     = local.environment.PREFIX == "logs" && local.environment.COMPRESSION == "gzip" && local.environment.LOG_TYPE_KEY == "log_type"
    error_message = "A caller that passes null on must get the default."
  }
}
