# The whole stack over its three accounts, planned with the real provider, whose keys are fake and which is
# never asked for anything; what a local AWS does not know is in it too. It wants the built functions
# (make build). The documents that the modules make are checked in modules/subscription/tests/accounts.tftest.hcl
# and account-wide.tftest.hcl, and those of this very stack in central-logging.e2e.test.ts.

provider "aws" {
  alias                       = "log"
  region                      = "eu-central-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "shop"
  region                      = "eu-central-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

provider "aws" {
  alias                       = "payments"
  region                      = "eu-central-1"
  access_key                  = "fake"
  secret_key                  = "fake"
  skip_credentials_validation = true
  skip_requesting_account_id  = true
  skip_metadata_api_check     = true
}

override_data {
  target = data.aws_caller_identity.log
  values = { account_id = "999999999999" }
}

override_data {
  target = data.aws_caller_identity.shop
  values = { account_id = "111111111111" }
}

override_data {
  target = data.aws_caller_identity.payments
  values = { account_id = "222222222222" }
}

override_data {
  target = module.subscription.data.aws_caller_identity.current
  values = { account_id = "999999999999" }
}

override_data {
  target = module.subscription.module.consumer[0].data.aws_caller_identity.current
  values = { account_id = "999999999999" }
}

override_data {
  target = module.subscription.module.subscriber[0].data.aws_caller_identity.current
  values = { account_id = "999999999999" }
}

override_data {
  target = module.archive.data.aws_caller_identity.current
  values = { account_id = "999999999999" }
}

override_data {
  target = module.archive.module.consumer.data.aws_caller_identity.current
  values = { account_id = "999999999999" }
}

override_data {
  target = module.shop.data.aws_caller_identity.current
  values = { account_id = "111111111111" }
}

override_data {
  target = module.shop.module.subscriber[0].data.aws_caller_identity.current
  values = { account_id = "111111111111" }
}

override_data {
  target = module.payments.data.aws_caller_identity.current
  values = { account_id = "222222222222" }
}

override_data {
  target = module.payments.module.subscriber[0].data.aws_caller_identity.current
  values = { account_id = "222222222222" }
}

variables {
  roles = {
    shop     = "arn:aws:iam::111111111111:role/terraform"
    payments = "arn:aws:iam::222222222222:role/terraform"
  }
  log_groups = { prefixes = ["/aws/lambda/", "/ecs/"] }
}

run "some_log_groups" {
  command = plan
  assert {
    condition     = output.account_ids == { log = "999999999999", shop = "111111111111", payments = "222222222222" }
    error_message = "Each module must work in its own account."
  }
  assert {
    condition     = output.function_names == { subscription = "logdrive-central", archive = "logdrive-central-archive" }
    error_message = "Events are made in the log account alone."
  }
}

run "all_of_every_account" {
  command = plan
  variables {
    log_groups = { account_wide = true }
  }
  assert {
    condition     = alltrue([for subscribed in values(output.subscribed) : subscribed == null])
    error_message = "CloudWatch itself subscribes the log groups of the whole account."
  }
}

run "without_destination" {
  command = plan
  variables {
    create_log_destination = false
  }
  assert {
    condition     = output.destination_arn == "arn:aws:logs:eu-central-1:999999999999:destination:logdrive-central" && module.subscription.destination_arn == null
    error_message = "The application accounts must send to where the destination would be, and none may be made."
  }
}
