# What the function is told and what is made around it, with a mocked provider: no account, no network.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

variables {
  name       = "search"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  endpoint = {
    url        = "https://search.example.com"
    domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs"
  }
  quarantine = { bucket = "rejects" }
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "defaults" {
  assert {
    condition = local.environment == tomap({
      ENDPOINT          = "https://search.example.com"
      AUTH              = "sigv4"
      SIGV4_SERVICE     = "es"
      INDEX             = "logs-{log_type}-{yyyy}.{MM}.{dd}"
      DATA_STREAM       = "false"
      ACTION            = "create"
      ON_CONFLICT       = "quarantine"
      TIME_ZONE         = "UTC"
      BULK_BYTES        = "5242880"
      BULK_COUNT        = "5000"
      BULKS_IN_FLIGHT   = "4"
      GZIP              = "false"
      QUARANTINE_BUCKET = "rejects"
      QUARANTINE_PREFIX = "quarantine"
      LOG_TYPES         = "[]" # not [""], which would match nothing and drop everything
      LOG_TYPE_KEY      = "log_type"
      LOG_ID_KEY        = "log_id"
      TIME_KEY          = "time"
    })
    error_message = "The defaults must be those of the README."
  }
  assert {
    condition     = output.function_name == "search" && output.log_group_name == "/aws/lambda/search"
    error_message = "The function and its log group must carry the name."
  }
  assert {
    condition = output.locations == {
      quarantine = "s3://rejects/quarantine/"
      failures   = "s3://rejects/aws/lambda/${output.event_source_mapping_uuid}/"
    }
    error_message = "The locations must say where to look."
  }
  assert {
    condition     = length(output.alarm_arns) == 6
    error_message = "The alarms must be on by default."
  }
  assert {
    condition     = length(aws_security_group.function) == 0 && output.security_group_id == null
    error_message = "Outside a VPC there is no security group."
  }
}

run "options" {
  variables {
    endpoint = {
      url                = "https://es.example.com:9200/search"
      auth               = "basic"
      secret_arn         = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:logs/es-AbC123"
      secret_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/secret"
      ca_certificate     = "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n"
    }
    indexing = {
      index           = "acme-{log_type}-{yyyy}-{MM}"
      action          = "index"
      on_conflict     = "keep_as_text"
      time_zone       = "America/Argentina/Buenos_Aires"
      bulk_bytes      = 1048576
      bulk_count      = 1000
      bulks_in_flight = 2
      gzip            = true
    }
    quarantine = { bucket = "rejects", prefix = "bad/logs", kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/bucket" }
    schema     = { log_type_key = "type", time_key = "@timestamp" }
    log_types  = ["vpc_*", "app"]
  }
  assert {
    condition = local.environment == tomap({
      ENDPOINT          = "https://es.example.com:9200/search"
      AUTH              = "basic"
      SECRET_ARN        = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:logs/es-AbC123"
      CA_CERTIFICATE    = "-----BEGIN CERTIFICATE-----\nTUlJ\n-----END CERTIFICATE-----\n"
      INDEX             = "acme-{log_type}-{yyyy}-{MM}"
      DATA_STREAM       = "false"
      ACTION            = "index"
      ON_CONFLICT       = "keep_as_text"
      TIME_ZONE         = "America/Argentina/Buenos_Aires"
      BULK_BYTES        = "1048576"
      BULK_COUNT        = "1000"
      BULKS_IN_FLIGHT   = "2"
      GZIP              = "true"
      QUARANTINE_BUCKET = "rejects"
      QUARANTINE_PREFIX = "bad/logs"
      KMS_KEY_ARN       = "arn:aws:kms:eu-central-1:123456789012:key/bucket"
      LOG_TYPES         = "[\"app\",\"vpc_*\"]"
      LOG_TYPE_KEY      = "type"
      LOG_ID_KEY        = "log_id"
      TIME_KEY          = "@timestamp"
    })
    error_message = "Every option must reach the function."
  }
}

run "data_stream" {
  variables {
    indexing = { data_stream = true }
  }
  assert {
    condition     = local.environment.DATA_STREAM == "true" && local.environment.INDEX == "logs-{log_type}"
    error_message = "A data stream rolls over by itself: its name carries no date."
  }
}

run "serverless" {
  variables {
    endpoint = {
      url            = "https://0a1b.eu-central-1.aoss.amazonaws.com"
      service        = "aoss"
      collection_arn = "arn:aws:aoss:eu-central-1:123456789012:collection/0a1b"
    }
  }
  assert {
    condition     = local.environment.AUTH == "sigv4" && local.environment.SIGV4_SERVICE == "aoss"
    error_message = "Requests to a collection must be signed for it."
  }
}

run "null_means_default" {
  variables {
    endpoint = {
      url        = "https://search.example.com"
      auth       = null
      service    = null
      domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs"
    }
    indexing     = { action = null, setup = null }
    quarantine   = { bucket = "rejects", prefix = null }
    event_source = { batch_size = null }
  }
  assert {
    condition     = local.environment.AUTH == "sigv4" && local.environment.ACTION == "create" && local.environment.QUARANTINE_PREFIX == "quarantine" && length(aws_lambda_invocation.setup) == 1
    error_message = "A caller that passes null on must get the default."
  }
}

run "own_security_group" {
  variables {
    endpoint = { url = "https://es.example.com:9200", auth = "none" }
    function = { vpc = { subnet_ids = ["subnet-1", "subnet-2"] } }
  }
  assert {
    condition     = output.security_group_id == aws_security_group.function[0].id && local.function.vpc.security_group_ids == toset([output.security_group_id])
    error_message = "The function must be in the group that is made for it."
  }
  assert {
    condition     = toset([for rule in aws_security_group.function[0].egress : [rule.protocol, tostring(rule.from_port), tostring(rule.to_port)]]) == toset([["tcp", "443", "443"], ["tcp", "9200", "9200"]])
    error_message = "The group must let out HTTPS and what goes to the endpoint's port, and nothing else."
  }
}

run "https_alone" {
  variables {
    function = { vpc = { subnet_ids = ["subnet-1"] } }
  }
  assert {
    condition     = [for rule in aws_security_group.function[0].egress : rule.to_port] == [443]
    error_message = "Without another port in the URL, the group must let out HTTPS alone."
  }
}

run "given_security_group" {
  variables {
    function = { vpc = { subnet_ids = ["subnet-1"], security_group_ids = ["sg-1"] } }
  }
  assert {
    condition     = length(aws_security_group.function) == 0 && local.function.vpc.security_group_ids == toset(["sg-1"])
    error_message = "Where groups are given, none must be made."
  }
}
