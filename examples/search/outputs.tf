output "stream_name" {
  description = "Stream to send logs to."
  value       = aws_kinesis_stream.logs.name
}

output "stream_arn" {
  description = "ARN of the stream, for the policies of those who send."
  value       = aws_kinesis_stream.logs.arn
}

output "endpoint" {
  description = "URL of the search engine."
  value       = local.endpoint.url
}

output "dashboards" {
  description = "URL of OpenSearch Dashboards; null for an endpoint of your own."
  value       = local.makes_domain ? "${local.endpoint.url}/_dashboards" : null
}

output "secret_arn" {
  description = "ARN of the secret with the domain's administrator and password; null for an endpoint of your own."
  value       = one(aws_secretsmanager_secret.admin[*].arn)
}

output "bucket" {
  description = "Bucket of the quarantine."
  value       = aws_s3_bucket.quarantine.bucket
}

output "locations" {
  description = "S3 URLs of the quarantine and of what Lambda gave up."
  value       = module.search.locations
}

output "function_name" {
  description = "Function that indexes the logs."
  value       = module.search.function_name
}

output "log_group_name" {
  description = "Log group of the function's own log."
  value       = module.search.log_group_name
}

output "event_source_mapping_uuid" {
  description = "UUID of the mapping between the stream and the function."
  value       = module.search.event_source_mapping_uuid
}

output "setup_result" {
  description = "What the last setup of templates, policies and dashboards changed."
  value       = module.search.setup_result
}
