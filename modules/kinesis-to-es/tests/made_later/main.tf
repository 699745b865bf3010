# What the module is given is made in the same apply as the module, so that the plan does not know it.

terraform {
  required_providers {
    aws = {
      source = "hashicorp/aws"
    }
  }
}

resource "terraform_data" "stream_arn" {
  input = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
}

resource "terraform_data" "url" {
  input = "https://search-logs-abc.eu-central-1.es.amazonaws.com"
}

resource "terraform_data" "domain_arn" {
  input = "arn:aws:es:eu-central-1:123456789012:domain/logs"
}

resource "terraform_data" "secret_arn" {
  input = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:es-AbC123"
}

resource "terraform_data" "key_arn" {
  input = "arn:aws:kms:eu-central-1:123456789012:key/any"
}

resource "terraform_data" "ids" {
  count = 2
  input = "id-${count.index}"
}

module "signing" {
  source = "../.."

  name       = "signing"
  stream_arn = terraform_data.stream_arn.output
  endpoint = {
    url        = terraform_data.url.output
    domain_arn = terraform_data.domain_arn.output
  }
  quarantine = { bucket = "rejects", kms_key_arn = terraform_data.key_arn.output }
  function   = { vpc = { subnet_ids = terraform_data.ids[*].output } }
  package    = "versions.tf"
}

module "with_password" {
  source = "../.."

  name       = "with-password"
  stream_arn = terraform_data.stream_arn.output
  endpoint = {
    url                = terraform_data.url.output
    auth               = "basic"
    secret_arn         = terraform_data.secret_arn.output
    secret_kms_key_arn = terraform_data.key_arn.output
  }
  quarantine = { bucket = "rejects" }
  function   = { vpc = { subnet_ids = ["subnet-1"], security_group_ids = terraform_data.ids[*].output } }
  package    = "versions.tf"
}

# Known when all is applied.
output "endpoint" {
  value = terraform_data.url.output
}
