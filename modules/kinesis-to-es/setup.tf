# Templates, policies and dashboards, put in place by the function: it may reach a domain that the
# machine with Terraform on it does not.

locals {
  # What the index names begin with, whatever the log type and the time.
  index_prefix = regex("^[^{]*", local.index)

  setup_files = { for kind in ["component_templates", "index_templates", "policies", "dashboards"] :
    kind => {
      for file in fileset("${path.module}/opensearch/${kind}", "*.{json,ndjson}") :
      trimsuffix(trimsuffix(file, ".ndjson"), ".json") => replace(
        replace(file("${path.module}/opensearch/${kind}/${file}"), "$${index_prefix}", local.index_prefix),
        "$${retention_days}", tostring(var.indexing.setup.retention_days)
      )
    }
  }

  setup = {
    logdrive            = "setup"
    component_templates = { for name, text in local.setup_files.component_templates : name => jsondecode(text) }
    index_templates     = { for name, text in local.setup_files.index_templates : name => jsondecode(text) }
    policies            = { for name, text in local.setup_files.policies : name => jsondecode(text) }
    saved_objects = { for name, text in local.setup_files.dashboards :
      name => [for line in split("\n", trimspace(text)) : jsondecode(line)]
    }
  }
}

# It changes nothing where everything is as it should be. Nothing is taken away on destroy: indices live
# longer than the function that fills them.
resource "aws_lambda_invocation" "setup" {
  count = var.indexing.setup.enabled ? 1 : 0

  function_name   = module.consumer.function_name
  input           = jsonencode(local.setup)
  lifecycle_scope = "CREATE_ONLY"

  # Again on another endpoint, and with another version of the function, which may know more.
  triggers = {
    endpoint = var.endpoint.url
    package  = try(filebase64sha256(local.package), "")
  }

  depends_on = [aws_vpc_security_group_egress_rule.function]
}
