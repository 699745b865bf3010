# A small domain, made only when no other endpoint is given.

locals {
  makes_domain = var.endpoint == null
  domain_arn   = "arn:${data.aws_partition.current.partition}:es:${data.aws_region.current.id}:${data.aws_caller_identity.current.account_id}:domain/${var.name}"

  # One type for both; the module has the defaults.
  own_endpoint = {
    url                = one([for domain in aws_opensearch_domain.logs : "https://${domain.endpoint}"])
    auth               = "basic"
    service            = null
    domain_arn         = null
    collection_arn     = null
    secret_arn         = one(aws_secretsmanager_secret_version.admin[*].arn)
    secret_kms_key_arn = null
    ca_certificate     = null
  }
  endpoint = local.makes_domain ? local.own_endpoint : var.endpoint
}

resource "aws_opensearch_domain" "logs" {
  count = local.makes_domain ? 1 : 0

  domain_name     = var.name
  engine_version  = "OpenSearch_2.19"
  access_policies = data.aws_iam_policy_document.domain[0].json

  cluster_config {
    instance_type          = var.instance_type
    instance_count         = var.instance_count
    zone_awareness_enabled = var.instance_count > 1

    dynamic "zone_awareness_config" {
      for_each = var.instance_count > 1 ? [1] : []
      content {
        availability_zone_count = var.instance_count % 3 == 0 ? 3 : 2
      }
    }
  }

  ebs_options {
    ebs_enabled = true
    volume_type = "gp3"
    volume_size = var.volume_gb
  }

  # Fine-grained access control, and what it needs: encryption at rest, between nodes and on the way.
  advanced_security_options {
    enabled                        = true
    internal_user_database_enabled = true

    master_user_options {
      master_user_name     = local.admin.username
      master_user_password = local.admin.password
    }
  }

  encrypt_at_rest {
    enabled = true
  }

  node_to_node_encryption {
    enabled = true
  }

  domain_endpoint_options {
    enforce_https       = true
    tls_security_policy = "Policy-Min-TLS-1-2-PFS-2023-10"
  }

  off_peak_window_options {
    enabled = true
  }

  software_update_options {
    auto_software_update_enabled = true
  }
}

# Who may do what is decided inside, by user and password: this lets their requests through, of which
# IAM sees no caller.
data "aws_iam_policy_document" "domain" {
  count = local.makes_domain ? 1 : 0

  statement {
    actions   = ["es:ESHttpDelete", "es:ESHttpGet", "es:ESHttpHead", "es:ESHttpPatch", "es:ESHttpPost", "es:ESHttpPut"]
    resources = ["${local.domain_arn}/*"]
    principals {
      type        = "AWS"
      identifiers = ["*"]
    }
  }
}

locals {
  # From the secret and not from its source, which gives another password each time it is read.
  admin = local.makes_domain ? jsondecode(aws_secretsmanager_secret_version.admin[0].secret_string) : null
}

data "aws_secretsmanager_random_password" "admin" {
  count = local.makes_domain ? 1 : 0

  password_length            = 32
  require_each_included_type = true
  exclude_characters         = "\"\\'`$" # those that a shell would take for its own
}

resource "aws_secretsmanager_secret" "admin" {
  count = local.makes_domain ? 1 : 0

  name_prefix             = "${var.name}-"
  description             = "Administrator of the OpenSearch domain ${var.name}."
  recovery_window_in_days = 7
}

resource "aws_secretsmanager_secret_version" "admin" {
  count = local.makes_domain ? 1 : 0

  secret_id     = aws_secretsmanager_secret.admin[0].id
  secret_string = jsonencode({ username = "admin", password = data.aws_secretsmanager_random_password.admin[0].random_password })

  lifecycle {
    ignore_changes = [secret_string]
  }
}
