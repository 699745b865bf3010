# What the function is asked to put in place, and when, with a mocked provider.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

override_resource {
  target = aws_lambda_invocation.setup
  values = { result = "{\"changed\":[\"index template logs\"],\"unchanged\":[],\"skipped\":[]}" }
}

variables {
  name       = "search"
  stream_arn = "arn:aws:kinesis:eu-central-1:123456789012:stream/logs"
  endpoint   = { url = "https://search.example.com", auth = "none" }
  quarantine = { bucket = "rejects" }
  package    = "versions.tf" # any file will do: a plan only takes its hash
}

run "all_files" {
  assert {
    condition     = jsondecode(aws_lambda_invocation.setup[0].input).logdrive == "setup"
    error_message = "The function must see that this is no batch of events."
  }
  assert {
    condition = { for kind, content in jsondecode(aws_lambda_invocation.setup[0].input) : kind => keys(content) if kind != "logdrive" } == {
      component_templates = [for file in fileset("opensearch/component_templates", "*.json") : "logdrive-logs-${trimsuffix(file, ".json")}"]
      index_templates     = [for file in fileset("opensearch/index_templates", "*.json") : "logdrive-logs-${trimsuffix(file, ".json")}"]
      policies            = [for file in fileset("opensearch/policies", "*.json") : "logdrive-logs-${trimsuffix(file, ".json")}"]
      saved_objects       = [for file in fileset("opensearch/dashboards", "*.ndjson") : trimsuffix(file, ".ndjson")]
    }
    error_message = "Every file must be sent, under its name."
  }
  assert {
    condition     = alltrue([for kind in ["component_templates", "index_templates", "policies"] : length(jsondecode(aws_lambda_invocation.setup[0].input)[kind]) > 0])
    error_message = "There must be something to put in place."
  }
  assert {
    condition = alltrue([for template in values(jsondecode(aws_lambda_invocation.setup[0].input).index_templates) :
      alltrue([for name in template.composed_of : can(jsondecode(aws_lambda_invocation.setup[0].input).component_templates[name])])
    ])
    error_message = "An index template must be made of component templates that are sent along."
  }
  assert {
    condition     = output.setup_result == { changed = ["index template logs"], unchanged = [], skipped = [] }
    error_message = "What the setup changed must be told."
  }
  assert {
    condition     = aws_lambda_invocation.setup[0].lifecycle_scope == "CREATE_ONLY"
    error_message = "A destroy must not touch what is indexed."
  }
  assert {
    condition     = aws_lambda_invocation.setup[0].triggers == tomap({ endpoint = "https://search.example.com", package = filebase64sha256("versions.tf") })
    error_message = "Another endpoint or another version of the function must be set up again."
  }
}

run "chosen" {
  variables {
    indexing = { index = "acme-{log_type}", setup = { retention_days = 7, number_field = "order.total" } }
    schema   = { log_type_key = "type", time_key = "@timestamp" }
  }
  assert {
    condition     = flatten(values(jsondecode(aws_lambda_invocation.setup[0].input).index_templates)[*].index_patterns) != [] && alltrue([for pattern in flatten(values(jsondecode(aws_lambda_invocation.setup[0].input).index_templates)[*].index_patterns) : startswith(pattern, "acme-")])
    error_message = "The templates must cover the indices that the function writes, and no others."
  }
  assert {
    condition     = alltrue([for policy in values(jsondecode(aws_lambda_invocation.setup[0].input).policies) : strcontains(jsonencode(policy), "\"7d\"") && alltrue([for template in policy.policy.ism_template : alltrue([for pattern in template.index_patterns : startswith(pattern, "acme-")])])])
    error_message = "The policies must delete these indices after the days that were chosen."
  }
  assert {
    condition     = alltrue([for key in ["type", "log_id", "@timestamp"] : can(jsondecode(aws_lambda_invocation.setup[0].input).component_templates["logdrive-acme-common"].template.mappings.properties[key])])
    error_message = "The mapping must know the members that the schema names."
  }
  assert {
    condition     = strcontains(jsonencode(jsondecode(aws_lambda_invocation.setup[0].input).saved_objects.lambda), "order.total")
    error_message = "The dashboards must draw the number that was chosen."
  }
}

run "data_streams" {
  variables {
    indexing = { data_stream = true }
  }
  assert {
    condition     = alltrue([for template in values(jsondecode(aws_lambda_invocation.setup[0].input).index_templates) : can(template.data_stream)])
    error_message = "Every template must make data streams."
  }
  assert {
    condition     = keys(jsondecode(aws_lambda_invocation.setup[0].input).index_templates) == [for file in fileset("opensearch/index_templates", "*.json") : "logdrive-logs-${trimsuffix(file, ".json")}"]
    error_message = "Each template must have its variant for data streams."
  }
}

run "nothing" {
  variables {
    indexing = { setup = { enabled = false } }
  }
  assert {
    condition     = length(aws_lambda_invocation.setup) == 0 && output.setup_result == null
    error_message = "Where setup is off, nothing may be put in place."
  }
}
