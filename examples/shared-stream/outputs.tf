output "stream_name" {
  description = "Stream to send logs to."
  value       = aws_kinesis_stream.logs.name
}

output "stream_arn" {
  description = "ARN of the stream, for the policies of those who send."
  value       = aws_kinesis_stream.logs.arn
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
  value       = { archive = module.archive.locations, search = module.search.locations }
}

output "function_names" {
  description = "By function: its name."
  value       = { archive = module.archive.function_name, search = module.search.function_name }
}

output "log_group_names" {
  description = "By function: log group of its own log."
  value       = { archive = module.archive.log_group_name, search = module.search.log_group_name }
}

output "setup_result" {
  description = "What the last setup of templates, policies and dashboards changed."
  value       = module.search.setup_result
}
