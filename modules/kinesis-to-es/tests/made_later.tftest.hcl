# A domain, a secret, a stream and security groups that are made in the same apply as the module.

mock_provider "aws" {
  source = "../stream-consumer/tests/mocks"
}

run "plan_without_them" {
  command = plan
  module {
    source = "./tests/made_later"
  }
}

run "apply_with_them" {
  module {
    source = "./tests/made_later"
  }
  assert {
    condition     = output.endpoint == "https://search-logs-abc.eu-central-1.es.amazonaws.com"
    error_message = "One apply must do."
  }
}
