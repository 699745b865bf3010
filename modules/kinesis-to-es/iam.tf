data "aws_partition" "current" {}

locals {
  quarantine_bucket_arn = "arn:${data.aws_partition.current.partition}:s3:::${var.quarantine.bucket}"

  # By what is chosen rather than by which ARN is there: an ARN may not be known before the apply.
  signs_for_domain     = var.endpoint.auth == "sigv4" && var.endpoint.service == "es"
  signs_for_collection = var.endpoint.auth == "sigv4" && var.endpoint.service == "aoss"

  setup_paths = concat(
    [for name in keys(local.setup.component_templates) : "_component_template/${name}"],
    [for name in keys(local.setup.index_templates) : "_index_template/${name}"],
    [for name in keys(local.setup.policies) : "_plugins/_ism/policies/${name}"],
  )
  sets_up_domain = local.signs_for_domain && var.indexing.setup.enabled
}

data "aws_iam_policy_document" "index" {
  # The names of the indices are in the body, so there is one path for all of them.
  dynamic "statement" {
    for_each = local.signs_for_domain ? [1] : []
    content {
      sid       = "IndexEvents"
      actions   = ["es:ESHttpPost"]
      resources = ["${var.endpoint.domain_arn}/_bulk"]
    }
  }

  # Which version it is, for what older ones do not have.
  dynamic "statement" {
    for_each = local.sets_up_domain ? [1] : []
    content {
      sid       = "SetUpForVersion"
      actions   = ["es:ESHttpGet"]
      resources = ["${var.endpoint.domain_arn}/"]
    }
  }

  dynamic "statement" {
    for_each = local.sets_up_domain ? [1] : []
    content {
      sid       = "SetUpTemplatesAndPolicies"
      actions   = ["es:ESHttpGet", "es:ESHttpPut"]
      resources = [for path in local.setup_paths : "${var.endpoint.domain_arn}/${path}"]
    }
  }

  dynamic "statement" {
    for_each = local.sets_up_domain ? [1] : []
    content {
      sid       = "SetUpDashboards"
      actions   = ["es:ESHttpPost"]
      resources = [for call in ["_bulk_get", "_import"] : "${var.endpoint.domain_arn}/_dashboards/api/saved_objects/${call}"]
    }
  }

  # All that IAM knows for a collection's data; the collection's data access policy says what it covers.
  dynamic "statement" {
    for_each = local.signs_for_collection ? [1] : []
    content {
      sid       = "IndexEvents"
      actions   = ["aoss:APIAccessAll"]
      resources = [var.endpoint.collection_arn]
    }
  }

  dynamic "statement" {
    for_each = var.endpoint.auth == "basic" ? [1] : []
    content {
      sid       = "ReadPassword"
      actions   = ["secretsmanager:GetSecretValue"]
      resources = [var.endpoint.secret_arn]
    }
  }

  dynamic "statement" {
    for_each = toset(compact([var.endpoint.secret_kms_key_arn]))
    content {
      sid       = "DecryptPassword"
      actions   = ["kms:Decrypt"]
      resources = [statement.value]
    }
  }

  statement {
    sid       = "WriteQuarantine"
    actions   = ["s3:PutObject"]
    resources = ["${local.quarantine_bucket_arn}/${var.quarantine.prefix}/date=*"]
    # The name of a deleted bucket is free for anybody to take.
    condition {
      test     = "StringEquals"
      variable = "s3:ResourceAccount"
      values   = [local.bucket_account_id]
    }
  }

  dynamic "statement" {
    for_each = toset(compact([var.quarantine.kms_key_arn]))
    content {
      sid       = "EncryptQuarantine"
      actions   = ["kms:GenerateDataKey"]
      resources = [statement.value]
    }
  }
}
