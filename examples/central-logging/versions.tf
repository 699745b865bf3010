terraform {
  required_version = ">= 1.9"

  required_providers {
    aws = {
      source  = "hashicorp/aws"
      version = ">= 5.100, < 7.0"
    }
  }
}

# One provider for each account, all in the Region of your environment. Another application account is
# one more of these, and one more module in application-accounts.tf.

provider "aws" {
  alias = "log"

  default_tags {
    tags = var.tags
  }

  dynamic "assume_role" {
    for_each = var.roles.log[*]
    content {
      role_arn = assume_role.value
    }
  }
}

provider "aws" {
  alias = "shop"

  default_tags {
    tags = var.tags
  }

  dynamic "assume_role" {
    for_each = var.roles.shop[*]
    content {
      role_arn = assume_role.value
    }
  }
}

provider "aws" {
  alias = "payments"

  default_tags {
    tags = var.tags
  }

  dynamic "assume_role" {
    for_each = var.roles.payments[*]
    content {
      role_arn = assume_role.value
    }
  }
}
