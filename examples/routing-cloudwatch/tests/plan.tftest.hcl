# The whole stack with all its modules, planned with the real provider, whose keys are fake and which is
# never asked for anything. It wants the built functions (make build).

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
  target = module.subscription.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.subscription.module.consumer[0].data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.subscription.module.subscriber[0].data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.forward.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.forward.module.consumer.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.archive.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.archive.module.consumer.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.search.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

override_data {
  target = module.search.module.consumer.data.aws_caller_identity.current
  values = { account_id = "123456789012" }
}

variables {
  log_groups       = { prefixes = ["/aws/lambda/", "/ecs/"] }
  search_log_types = ["lambda", "ecs"]
  endpoint         = { url = "https://search.example.com", auth = "none" }
}

run "some_log_groups" {
  command = plan
  assert {
    condition = output.function_names == {
      subscription = "logdrive-cloudwatch"
      forward      = "logdrive-cloudwatch-forward"
      archive      = "logdrive-cloudwatch-archive"
      search       = "logdrive-cloudwatch-search"
    }
    error_message = "Four functions carry the logs."
  }
  assert {
    condition     = toset(values(output.log_group_names)) == setsubtract(toset(local.own_log_groups), ["/aws/lambda/${output.subscriber_name}"])
    error_message = "What is left out must be what the modules make."
  }
}

run "all_of_the_account" {
  command = plan
  variables {
    log_groups = { account_wide = true }
  }
  assert {
    condition     = output.subscriber_name == null && output.subscribed == null
    error_message = "CloudWatch itself subscribes the log groups of the whole account."
  }
}

