output "account_ids" {
  description = "By account: its id."
  value = {
    log      = data.aws_caller_identity.log.account_id
    shop     = data.aws_caller_identity.shop.account_id
    payments = data.aws_caller_identity.payments.account_id
  }
}

output "destination_arn" {
  description = "ARN of the log destination, for further accounts."
  value       = local.destination_arn
}

output "stream_names" {
  description = "By what they carry: `lines` as CloudWatch Logs sends them, and structured events (`intake`)."
  value       = { for name, stream in aws_kinesis_stream.this : name => stream.name }
}

output "subscribed" {
  description = "By account: what the last apply did with the log groups; null with account_wide."
  value = {
    log      = module.subscription.subscribed
    shop     = module.shop.subscribed
    payments = module.payments.subscribed
  }
}

output "bucket" {
  description = "Bucket with the logs, in the log account."
  value       = aws_s3_bucket.logs.bucket
}

output "locations" {
  description = "By function: S3 URLs of the logs, of the quarantine and of what Lambda gave up."
  value       = { subscription = module.subscription.locations, archive = module.archive.locations }
}

output "function_names" {
  description = "By function: its name."
  value       = { subscription = module.subscription.function_name, archive = module.archive.function_name }
}

output "log_group_names" {
  description = "By function: log group of its own log."
  value       = { subscription = module.subscription.log_group_names[0], archive = module.archive.log_group_name }
}
