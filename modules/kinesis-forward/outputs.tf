output "function_name" {
  description = "Name of the function."
  value       = module.consumer.function_name
}

output "function_arn" {
  description = "ARN of the function."
  value       = module.consumer.function_arn
}

output "role_arn" {
  description = "ARN of the role that the function runs as: for policies of targets, keys and buckets in other accounts."
  value       = module.consumer.role_arn
}

output "log_group_name" {
  description = "Log group of the function's own log."
  value       = module.consumer.log_group_name
}

output "event_source_mapping_uuid" {
  description = "UUID of the event source mapping: the dimension of its metrics, and a part of the keys of given up invocations."
  value       = module.consumer.event_source_mapping_uuid
}

output "alarm_arns" {
  description = "ARNs of the alarms by name: iterator_age, errors, throttles, quarantined, on_failure, dropped and, where asked for, idle."
  value       = module.consumer.alarm_arns
}

output "locations" {
  description = "S3 URLs of the quarantine (`quarantine`), of the messages that are larger than their queue takes (`large_messages`) and of the invocations that Lambda gave up (`failures`)."
  value = {
    quarantine     = "s3://${var.quarantine.bucket}/${var.quarantine.prefix}/"
    large_messages = "s3://${local.large_messages_bucket}/${var.large_messages.prefix}/"
    failures       = "s3://${var.quarantine.bucket}/aws/lambda/${module.consumer.event_source_mapping_uuid}/"
  }
}
