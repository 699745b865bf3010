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
      component_templates = [for file in fileset("opensearch/component_templates", "*.json") : trimsuffix(file, ".json")]
      index_templates     = [for file in fileset("opensearch/index_templates", "*.json") : trimsuffix(file, ".json")]
      policies            = [for file in fileset("opensearch/policies", "*.json") : trimsuffix(file, ".json")]
      saved_objects       = [for file in fileset("opensearch/dashboards", "*.ndjson") : trimsuffix(file, ".ndjson")]
    }
    error_message = "Every file must be sent, under its name."
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

run "nothing" {
  variables {
    indexing = { setup = { enabled = false } }
  }
  assert {
    condition     = length(aws_lambda_invocation.setup) == 0 && output.setup_result == null
    error_message = "Where setup is off, nothing may be put in place."
  }
}
