# Templates, policies and dashboards, put in place by the function: it may reach a domain that the
# machine with Terraform on it does not.

locals {
  # What the index names begin with, whatever the log type and the time.
  index_prefix = regex("^[^{]*", local.index)

  # Two stacks with different prefixes can share a cluster.
  setup_prefix = "logdrive-${local.index_prefix}"

  setup_folders = {
    component_templates = "component_templates"
    index_templates     = var.indexing.data_stream ? "index_templates/data_streams" : "index_templates"
    policies            = var.indexing.data_stream ? "policies/data_streams" : "policies"
  }

  setup_values = merge(var.schema, {
    index_prefix   = local.index_prefix
    retention_days = var.indexing.setup.retention_days
    number_field   = var.indexing.setup.number_field
  })

  setup_bodies = { for kind, folder in local.setup_folders : kind => {
    for file in fileset("${path.module}/opensearch/${folder}", "*.json") :
    "${local.setup_prefix}${trimsuffix(file, ".json")}" => jsondecode(templatefile("${path.module}/opensearch/${folder}/${file}", local.setup_values))
  } }

  setup_saved_objects = { for file in fileset("${path.module}/opensearch/dashboards", "*.ndjson") :
    trimsuffix(file, ".ndjson") => [
      for line in split("\n", trimspace(templatefile("${path.module}/opensearch/dashboards/${file}", local.setup_values))) : jsondecode(line)
    ]
  }

  setup = merge(local.setup_bodies, { logdrive = "setup", saved_objects = local.setup_saved_objects })
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
}
