# The policy as AWS would get it: a mocked provider makes policies up, so these runs plan with the real
# one, whose keys are fake and which is never asked for anything.

provider "aws" {
  region                      = "eu-central-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

override_data {
  target = data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.consumer.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  name       = "search"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  endpoint = {
    url        = "https://search.example.com"
    domain_arn = "arn:aws:es:eu-central-1:123456789012:domain/logs"
  }
  indexing   = { setup = { enabled = false } }
  quarantine = { bucket = "rejects" }
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "domain_without_setup" {
  command = plan
  assert {
    condition = jsondecode(data.aws_iam_policy_document.index.json) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "IndexEvents"
          Effect   = "Allow"
          Action   = "es:ESHttpPost"
          Resource = "arn:aws:es:eu-central-1:123456789012:domain/logs/_bulk"
        },
        {
          Sid       = "WriteQuarantine"
          Effect    = "Allow"
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::rejects/quarantine/date=*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "123456789012" } }
        },
      ]
    }
    error_message = "Without setup, the function may only index and put objects where the quarantine is."
  }
}

run "domain_with_setup" {
  command = plan
  variables {
    indexing = { setup = { enabled = true } }
  }
  assert {
    condition = {
      for s in jsondecode(data.aws_iam_policy_document.index.json).Statement : s.Sid => {
        actions   = toset(flatten([s.Action]))
        resources = toset(flatten([s.Resource]))
      } if startswith(s.Sid, "SetUp")
      } == {
      SetUpForVersion = {
        actions   = toset(["es:ESHttpGet"])
        resources = toset(["${var.endpoint.domain_arn}/"])
      }
      SetUpTemplatesAndPolicies = {
        actions = toset(["es:ESHttpGet", "es:ESHttpPut"])
        resources = setunion(
          [for file in fileset("opensearch/component_templates", "*.json") : "${var.endpoint.domain_arn}/_component_template/logdrive-logs-${trimsuffix(file, ".json")}"],
          [for file in fileset("opensearch/index_templates", "*.json") : "${var.endpoint.domain_arn}/_index_template/logdrive-logs-${trimsuffix(file, ".json")}"],
          [for file in fileset("opensearch/policies", "*.json") : "${var.endpoint.domain_arn}/_plugins/_ism/policies/logdrive-logs-${trimsuffix(file, ".json")}"],
        )
      }
      SetUpDashboards = {
        actions   = toset(["es:ESHttpPost"])
        resources = toset(["${var.endpoint.domain_arn}/_dashboards/api/saved_objects/_bulk_get", "${var.endpoint.domain_arn}/_dashboards/api/saved_objects/_import"])
      }
    }
    error_message = "Setup must add the paths of our own templates, policies and dashboards, one by one."
  }
  assert {
    condition     = alltrue([for s in jsondecode(data.aws_iam_policy_document.index.json).Statement : alltrue([for text in flatten([s.Action, s.Resource]) : !strcontains(text, "*") || text == "arn:aws:s3:::rejects/quarantine/date=*"])])
    error_message = "A wildcard may only stand for what is inside the quarantine."
  }
}

run "collection" {
  command = plan
  variables {
    endpoint = {
      url            = "https://0a1b.eu-central-1.aoss.amazonaws.com"
      service        = "aoss"
      collection_arn = "arn:aws:aoss:eu-central-1:123456789012:collection/0a1b"
    }
    indexing = { setup = { enabled = true } }
  }
  assert {
    condition = [for s in jsondecode(data.aws_iam_policy_document.index.json).Statement : [s.Sid, s.Action, s.Resource]] == [
      ["IndexEvents", "aoss:APIAccessAll", "arn:aws:aoss:eu-central-1:123456789012:collection/0a1b"],
      ["WriteQuarantine", "s3:PutObject", "arn:aws:s3:::rejects/quarantine/date=*"],
    ]
    error_message = "A collection needs the one permission that IAM has for its data."
  }
}

run "basic_with_keys" {
  command = plan
  variables {
    endpoint = {
      url                = "https://es.example.com"
      auth               = "basic"
      secret_arn         = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:logs/es-AbC123"
      secret_kms_key_arn = "arn:aws:kms:eu-central-1:123456789012:key/secret"
    }
    indexing   = { setup = { enabled = true } }
    quarantine = { bucket = "rejects", prefix = "bad/logs", kms_key_arn = "arn:aws:kms:eu-central-1:210987654321:key/bucket", bucket_account_id = "210987654321" }
  }
  assert {
    condition = jsondecode(data.aws_iam_policy_document.index.json) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid      = "ReadPassword"
          Effect   = "Allow"
          Action   = "secretsmanager:GetSecretValue"
          Resource = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:logs/es-AbC123"
        },
        {
          Sid      = "DecryptPassword"
          Effect   = "Allow"
          Action   = "kms:Decrypt"
          Resource = "arn:aws:kms:eu-central-1:123456789012:key/secret"
        },
        {
          Sid       = "WriteQuarantine"
          Effect    = "Allow"
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::rejects/bad/logs/date=*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "210987654321" } }
        },
        {
          Sid      = "EncryptQuarantine"
          Effect   = "Allow"
          Action   = "kms:GenerateDataKey"
          Resource = "arn:aws:kms:eu-central-1:210987654321:key/bucket"
        },
      ]
    }
    error_message = "Each option must add its own permission and no more."
  }
}

run "no_authentication" {
  command = plan
  variables {
    endpoint = { url = "http://127.0.0.1:9200", auth = "none" }
    indexing = { setup = { enabled = true } }
  }
  assert {
    condition     = [for s in jsondecode(data.aws_iam_policy_document.index.json).Statement : s.Sid] == ["WriteQuarantine"]
    error_message = "Without authentication, the function may only put objects where the quarantine is."
  }
}
