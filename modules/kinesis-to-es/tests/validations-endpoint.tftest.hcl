# Each wrong endpoint stops the plan, with its mend.

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

run "this_machine" {
  command = plan
  variables { endpoint = { url = "http://[::1]:9201", auth = "none" } }
  assert {
    condition     = local.environment.ENDPOINT == "http://[::1]:9201"
    error_message = "A node on this machine may be reached without TLS."
  }
}
