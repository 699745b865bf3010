output "stream_names" {
  description = "By what they carry: `lines` as CloudWatch Logs sends them, structured events (`intake`), and those for `archive` and `search`."
  value       = { for name, stream in aws_kinesis_stream.this : name => stream.name }
}

output "subscribed" {
  description = "What the last apply did with the log groups; null with account_wide."
  value       = module.subscription.subscribed
}

output "subscriber_name" {
  description = "Function that subscribes log groups; null with account_wide."
  value       = module.subscription.subscriber_name
}

output "bucket" {
  description = "Bucket with the logs."
  value       = aws_s3_bucket.logs.bucket
}

output "indices" {
  description = "The indices with the logs, as a search takes them."
  value       = "${regex("^[^{]*", coalesce(var.index, "logs-"))}*"
}

output "locations" {
  description = "By function: S3 URLs of the logs, of the quarantine and of what Lambda gave up."
  value = {
    subscription = module.subscription.locations
    forward      = module.forward.locations
    archive      = module.archive.locations
    search       = module.search.locations
  }
}

output "function_names" {
  description = "By function: its name."
  value = {
    subscription = module.subscription.function_name
    forward      = module.forward.function_name
    archive      = module.archive.function_name
    search       = module.search.function_name
  }
}

output "log_group_names" {
  description = "By function: log group of its own log."
  value = {
    subscription = module.subscription.log_group_names[0]
    forward      = module.forward.log_group_name
    archive      = module.archive.log_group_name
    search       = module.search.log_group_name
  }
}

output "setup_result" {
  description = "What the last setup of templates, policies and dashboards changed."
  value       = module.search.setup_result
}
