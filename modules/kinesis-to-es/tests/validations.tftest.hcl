# Each wrong value stops the plan at its own variable. The settings that all modules share are tested in
# ../stream-consumer.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

variables {
  name       = "search"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  endpoint   = { url = "https://search.example.com", auth = "none" }
  quarantine = { bucket = "rejects" }
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "http_to_another_machine" {
  command = plan
  variables { endpoint = { url = "http://search.example.com", auth = "none" } }
  expect_failures = [var.endpoint]
}

run "loopback_in_a_longer_name" {
  command = plan
  variables { endpoint = { url = "http://localhost.example.com", auth = "none" } }
  expect_failures = [var.endpoint]
}

run "password_in_the_url" {
  command = plan
  variables { endpoint = { url = "https://user:secret@search.example.com", auth = "none" } }
  expect_failures = [var.endpoint]
}

run "host_without_scheme" {
  command = plan
  variables { endpoint = { url = "search.example.com", auth = "none" } }
  expect_failures = [var.endpoint]
}

run "query_in_the_url" {
  command = plan
  variables { endpoint = { url = "https://search.example.com/?pretty", auth = "none" } }
  expect_failures = [var.endpoint]
}

run "unknown_auth" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "iam" } }
  expect_failures = [var.endpoint]
}

run "unknown_service" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", service = "opensearch", domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs" } }
  expect_failures = [var.endpoint]
}

run "domain_without_arn" {
  command = plan
  variables { endpoint = { url = "https://search.example.com" } }
  expect_failures = [var.endpoint]
}

run "domain_name_for_arn" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", domain_arn = "logs" } }
  expect_failures = [var.endpoint]
}

run "domain_arn_with_wildcard" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs/*" } }
  expect_failures = [var.endpoint]
}

run "domain_arn_with_basic" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "basic", secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:es-AbC123", domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs" } }
  expect_failures = [var.endpoint]
}

run "domain_arn_with_none" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "none", domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs" } }
  expect_failures = [var.endpoint]
}

run "domain_in_another_region" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", domain_arn = "arn:aws:es:eu-west-1:123456789012:domain/logs" } }
  expect_failures = [var.endpoint]
}

run "secret_in_another_region" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "basic", secret_arn = "arn:aws:secretsmanager:eu-west-1:123456789012:secret:es-AbC123" } }
  expect_failures = [var.endpoint]
}

run "collection_without_arn" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", service = "aoss" } }
  expect_failures = [var.endpoint]
}

run "collection_with_domain_arn" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", service = "aoss", collection_arn = "arn:aws:aoss:eu-central-1:123456789012:collection/0a1b", domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs" } }
  expect_failures = [var.endpoint]
}

run "collection_with_basic" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", service = "aoss", auth = "basic", secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:es-AbC123" } }
  expect_failures = [var.endpoint]
}

run "collection_arn_for_a_domain" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs", collection_arn = "arn:aws:aoss:eu-central-1:123456789012:collection/0a1b" } }
  expect_failures = [var.endpoint]
}

run "collection_by_name" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", service = "aoss", collection_arn = "arn:aws:aoss:eu-central-1:123456789012:collection/my-logs" } }
  expect_failures = [var.endpoint]
}

run "basic_without_secret" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "basic" } }
  expect_failures = [var.endpoint]
}

run "secret_without_basic" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "none", secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:es-AbC123" } }
  expect_failures = [var.endpoint]
}

run "secret_without_its_suffix" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "basic", secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:es" } }
  expect_failures = [var.endpoint]
}

run "key_without_secret" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "none", secret_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/secret" } }
  expect_failures = [var.endpoint]
}

run "alias_for_secret_key" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "basic", secret_arn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:es-AbC123", secret_kms_key_arn = "alias/secret" } }
  expect_failures = [var.endpoint]
}

run "path_for_certificate" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "none", ca_certificate = "ca.pem" } }
  expect_failures = [var.endpoint]
}

run "private_key_for_certificate" {
  command = plan
  variables { endpoint = { url = "https://search.example.com", auth = "none", ca_certificate = "-----BEGIN PRIVATE KEY-----\nTUlJ\n-----END PRIVATE KEY-----" } }
  expect_failures = [var.endpoint]
}

run "index_in_capitals" {
  command = plan
  variables { indexing = { index = "Logs-{log_type}" } }
  expect_failures = [var.indexing]
}

run "index_with_wildcard" {
  command = plan
  variables { indexing = { index = "logs-*" } }
  expect_failures = [var.indexing]
}

run "index_with_unknown_token" {
  command = plan
  variables { indexing = { index = "logs-{type}" } }
  expect_failures = [var.indexing]
}

run "index_with_slash" {
  command = plan
  variables { indexing = { index = "logs/{log_type}" } }
  expect_failures = [var.indexing]
}

run "index_with_leading_dash" {
  command = plan
  variables { indexing = { index = "-{log_type}" } }
  expect_failures = [var.indexing]
}

run "index_empty" {
  command = plan
  variables { indexing = { index = "" } }
  expect_failures = [var.indexing]
}

run "index_without_text_of_its_own" {
  command = plan
  variables { indexing = { index = "{log_type}-{yyyy}" } }
  expect_failures = [var.indexing]
}

run "index_with_two_log_types" {
  command = plan
  variables { indexing = { index = "logs-{log_type}-{log_type}" } }
  expect_failures = [var.indexing]
}

run "index_too_long" {
  command = plan
  variables { indexing = { index = join("", [for n in range(129) : "a"]) } }
  expect_failures = [var.indexing]
}

run "data_stream_by_day" {
  command = plan
  variables { indexing = { data_stream = true, index = "logs-{log_type}-{dd}" } }
  expect_failures = [var.indexing]
}

run "data_stream_overwritten" {
  command = plan
  variables { indexing = { data_stream = true, action = "index" } }
  expect_failures = [var.indexing]
}

run "unknown_action" {
  command = plan
  variables { indexing = { action = "update" } }
  expect_failures = [var.indexing]
}

run "unknown_on_conflict" {
  command = plan
  variables { indexing = { on_conflict = "drop" } }
  expect_failures = [var.indexing]
}

run "time_zone_by_abbreviation" {
  command = plan
  variables { indexing = { time_zone = "JST" } }
  expect_failures = [var.indexing]
}

run "bulk_too_small" {
  command = plan
  variables { indexing = { bulk_bytes = 1000 } }
  expect_failures = [var.indexing]
}

run "bulk_too_large" {
  command = plan
  variables { indexing = { bulk_bytes = 104857601 } }
  expect_failures = [var.indexing]
}

run "bulk_of_none" {
  command = plan
  variables { indexing = { bulk_count = 0 } }
  expect_failures = [var.indexing]
}

run "bulks_in_flight_half" {
  command = plan
  variables { indexing = { bulks_in_flight = 1.5 } }
  expect_failures = [var.indexing]
}

run "retention_of_no_day" {
  command = plan
  variables { indexing = { setup = { retention_days = 0 } } }
  expect_failures = [var.indexing]
}

run "retention_in_half_days" {
  command = plan
  variables { indexing = { setup = { retention_days = 1.5 } } }
  expect_failures = [var.indexing]
}

run "number_field_with_quote" {
  command = plan
  variables { indexing = { setup = { number_field = "a\"b" } } }
  expect_failures = [var.indexing]
}

run "schema_that_no_template_takes" {
  command = plan
  variables { schema = { time_key = "the \"time\"" } }
  expect_failures = [var.indexing]
}

run "quarantine_bucket_url" {
  command = plan
  variables { quarantine = { bucket = "s3://rejects" } }
  expect_failures = [var.quarantine]
}

run "quarantine_bucket_arn" {
  command = plan
  variables { quarantine = { bucket = "arn:aws:s3:::rejects" } }
  expect_failures = [var.quarantine]
}

run "quarantine_without_prefix" {
  command = plan
  variables { quarantine = { bucket = "rejects", prefix = "" } }
  expect_failures = [var.quarantine]
}

run "quarantine_prefix_with_slash" {
  command = plan
  variables { quarantine = { bucket = "rejects", prefix = "bad/" } }
  expect_failures = [var.quarantine]
}

run "quarantine_where_lambda_writes" {
  command = plan
  variables { quarantine = { bucket = "rejects", prefix = "aws/lambda/bad" } }
  expect_failures = [var.quarantine]
}

run "alias_for_quarantine_key" {
  command = plan
  variables { quarantine = { bucket = "rejects", kms_key_arn = "alias/logs" } }
  expect_failures = [var.quarantine]
}

run "account_alias_for_id" {
  command = plan
  variables { quarantine = { bucket = "rejects", bucket_account_id = "logs" } }
  expect_failures = [var.quarantine]
}

run "empty_key" {
  command = plan
  variables { schema = { time_key = "" } }
  expect_failures = [var.schema]
}

run "same_key_twice" {
  command = plan
  variables { schema = { time_key = "at", log_id_key = "at" } }
  expect_failures = [var.schema]
}

run "empty_log_type" {
  command = plan
  variables { log_types = [""] }
  expect_failures = [var.log_types]
}

run "data_stream_in_a_collection" {
  command = plan
  variables {
    endpoint = { url = "https://search.example.com", service = "aoss", collection_arn = "arn:aws:aoss:eu-central-1:123456789012:collection/0a1b" }
    indexing = { data_stream = true }
  }
  expect_failures = [var.indexing]
}

run "values_at_the_limits" {
  command = plan
  variables {
    endpoint = {
      url        = "https://vpc-logs-0a.eu-central-1.es.amazonaws.com:443/a/b_c"
      domain_arn = "arn:aws-us-gov:es:us-gov-west-1:123456789012:domain/l-1"
    }
    stream_arn = "arn:aws-us-gov:kinesis:us-gov-west-1:123456789012:stream/logs"
    indexing   = { index = "1og.s_{log_type}{HH}", time_zone = "Etc/GMT+9", bulk_bytes = 104857600, bulk_count = 10000, bulks_in_flight = 10, setup = { retention_days = 1 } }
    quarantine = { bucket = "rejects", prefix = "env=prod/logs-1.0" }
    log_types  = ["*"]
  }
  assert {
    condition     = local.environment.INDEX == "1og.s_{log_type}{HH}" && local.index_prefix == "1og.s_"
    error_message = "Values at the limits must be taken."
  }
}

run "index_of_tokens_alone" {
  command = plan
  variables { indexing = { index = "{log_type}", setup = { enabled = false } } }
  assert {
    condition     = local.environment.INDEX == "{log_type}"
    error_message = "Without templates, an index may be named for its log type alone."
  }
}

run "this_machine" {
  command = plan
  variables { endpoint = { url = "http://[::1]:9201", auth = "none" } }
  assert {
    condition     = local.environment.ENDPOINT == "http://[::1]:9201"
    error_message = "A node on this machine may be reached without TLS."
  }
}
