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
  name       = "archive"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  bucket     = "archive"
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "least_of_permissions" {
  command = plan
  assert {
    condition = jsondecode(data.aws_iam_policy_document.write.json) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid       = "WriteObjects"
          Effect    = "Allow"
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::archive/logs/log_type=*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "123456789012" } }
        },
        {
          Sid       = "WriteQuarantine"
          Effect    = "Allow"
          Action    = "s3:PutObject"
          Resource  = "arn:aws:s3:::archive/quarantine/date=*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "123456789012" } }
        },
      ]
    }
    error_message = "Without options, the function may only put objects where the logs and the quarantine are."
  }
}

run "every_option" {
  command = plan
  variables {
    objects = {
      prefix                    = ""
      kms_key_arn               = "arn:aws:kms:eu-central-1:210987654321:key/bucket"
      tags                      = { team = "core" }
      bucket_account_id         = "210987654321"
      bucket_owner_full_control = true
    }
    quarantine = {
      bucket            = "rejects"
      prefix            = "bad/logs"
      kms_key_arn       = "arn:aws:kms:eu-central-1:345678901234:key/rejects"
      bucket_account_id = "345678901234"
    }
  }
  assert {
    condition = jsondecode(data.aws_iam_policy_document.write.json) == {
      Version = "2012-10-17"
      Statement = [
        {
          Sid       = "WriteObjects"
          Effect    = "Allow"
          Action    = ["s3:PutObjectTagging", "s3:PutObjectAcl", "s3:PutObject"]
          Resource  = "arn:aws:s3:::archive/log_type=*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "210987654321" } }
        },
        {
          Sid       = "WriteQuarantine"
          Effect    = "Allow"
          Action    = ["s3:PutObjectTagging", "s3:PutObjectAcl", "s3:PutObject"]
          Resource  = "arn:aws:s3:::rejects/bad/logs/date=*"
          Condition = { StringEquals = { "s3:ResourceAccount" = "345678901234" } }
        },
        {
          Sid      = "EncryptObjects"
          Effect   = "Allow"
          Action   = "kms:GenerateDataKey"
          Resource = ["arn:aws:kms:eu-central-1:345678901234:key/rejects", "arn:aws:kms:eu-central-1:210987654321:key/bucket"]
        },
      ]
    }
    error_message = "Each option must add its own permission and no more, and each bucket be known by its own account."
  }
  assert {
    condition = local.failure_destination == {
      bucket      = "rejects"
      account_id  = "345678901234"
      kms_key_arn = "arn:aws:kms:eu-central-1:345678901234:key/rejects"
    }
    error_message = "What Lambda gives up must be kept where the quarantine is, by its account and key."
  }
}

run "quarantine_in_the_bucket" {
  command = plan
  variables {
    objects = {
      kms_key_arn       = "arn:aws:kms:eu-central-1:210987654321:key/bucket"
      bucket_account_id = "210987654321"
    }
  }
  assert {
    condition     = toset([for s in jsondecode(data.aws_iam_policy_document.write.json).Statement : s.Condition.StringEquals["s3:ResourceAccount"] if can(s.Condition)]) == toset(["210987654321"])
    error_message = "The quarantine in the bucket has the bucket's owner."
  }
  assert {
    condition     = [for s in jsondecode(data.aws_iam_policy_document.write.json).Statement : s.Resource if s.Sid == "EncryptObjects"] == ["arn:aws:kms:eu-central-1:210987654321:key/bucket"] && local.environment.QUARANTINE_KMS_KEY_ARN == "arn:aws:kms:eu-central-1:210987654321:key/bucket"
    error_message = "The quarantine in the bucket has the bucket's key."
  }
}

run "quarantine_of_this_account" {
  command = plan
  variables {
    objects = {
      kms_key_arn       = "arn:aws:kms:eu-central-1:210987654321:key/bucket"
      bucket_account_id = "210987654321"
    }
    quarantine = { bucket = "rejects" }
  }
  assert {
    condition     = { for s in jsondecode(data.aws_iam_policy_document.write.json).Statement : s.Sid => s.Condition.StringEquals["s3:ResourceAccount"] if can(s.Condition) } == { WriteObjects = "210987654321", WriteQuarantine = "123456789012" }
    error_message = "A bucket of its own is this account's, unless it is said to be another's."
  }
  assert {
    condition     = !contains(keys(local.environment), "QUARANTINE_KMS_KEY_ARN")
    error_message = "A bucket of its own has no customer key, unless one is named."
  }
}

run "tags_alone" {
  command = plan
  variables {
    objects = { tags = { team = "core" } }
  }
  assert {
    condition     = toset(jsondecode(data.aws_iam_policy_document.write.json).Statement[0].Action) == toset(["s3:PutObject", "s3:PutObjectTagging"])
    error_message = "Tags must add s3:PutObjectTagging alone."
  }
}

run "full_control_alone" {
  command = plan
  variables {
    objects = { bucket_owner_full_control = true }
  }
  assert {
    condition     = toset(jsondecode(data.aws_iam_policy_document.write.json).Statement[0].Action) == toset(["s3:PutObject", "s3:PutObjectAcl"])
    error_message = "The ACL must add s3:PutObjectAcl alone."
  }
}
