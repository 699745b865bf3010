# The accounts that send: each subscribes its log groups to the log account's destination, and keeps nothing.

data "aws_caller_identity" "shop" {
  provider = aws.shop
}

data "aws_caller_identity" "payments" {
  provider = aws.payments
}

locals {
  expected_destination_arn = "arn:${data.aws_partition.log.partition}:logs:${data.aws_region.log.id}:${data.aws_caller_identity.log.account_id}:destination:${var.name}"

  # From the module where it makes the destination, so that nobody subscribes before it is open to them.
  destination_arn = var.create_log_destination ? module.subscription.destination_arn : local.expected_destination_arn

  # The log group of the function that subscribes the others.
  sent_log_groups = merge(var.log_groups, {
    exclude         = concat(var.log_groups.exclude, ["/aws/lambda/${var.name}-subscriber"])
    send_to         = "destination"
    destination_arn = local.destination_arn
  })
}

module "shop" {
  source    = "../../modules/subscription"
  providers = { aws = aws.shop }

  name       = var.name
  log_groups = local.sent_log_groups
}

module "payments" {
  source    = "../../modules/subscription"
  providers = { aws = aws.payments }

  name       = var.name
  log_groups = local.sent_log_groups
}
