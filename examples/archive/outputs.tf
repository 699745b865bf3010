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

output "locations" {
  description = "S3 URLs of the logs, of the quarantine and of what Lambda gave up."
  value       = module.archive.locations
}

output "function_name" {
  description = "Function that writes the logs."
  value       = module.archive.function_name
}

output "log_group_name" {
  description = "Log group of the function's own log."
  value       = module.archive.log_group_name
}

output "event_source_mapping_uuid" {
  description = "UUID of the mapping between the stream and the function."
  value       = module.archive.event_source_mapping_uuid
}

output "create_table" {
  description = "Athena statement that makes the logs a table. Its queries must name log types, since the values of these are listed nowhere (`injected`)."
  value       = local.create_table
}
