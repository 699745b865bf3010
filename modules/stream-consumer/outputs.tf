output "function_name" {
  description = "Name of the function."
  value       = aws_lambda_function.this.function_name
}

output "function_arn" {
  description = "ARN of the function."
  value       = aws_lambda_function.this.arn
}

output "role_arn" {
  description = "ARN of the role that the function runs as: for policies of keys and of buckets in other accounts."
  value       = aws_iam_role.this.arn
}

output "log_group_name" {
  description = "Log group of the function's own log."
  value       = aws_cloudwatch_log_group.this.name
}

output "event_source_mapping_uuid" {
  description = "UUID of the event source mapping: the dimension of its metrics, and a part of the keys of given up invocations. Null without a stream."
  value       = one(aws_lambda_event_source_mapping.this[*].uuid)
}

output "alarm_arns" {
  description = "ARNs of the alarms by name: iterator_age (without a stream event_age), errors, throttles, quarantined, on_failure, dropped and, where asked for, idle."
  value = merge(
    { for name, alarm in aws_cloudwatch_metric_alarm.this : name => alarm.arn },
    { for alarm in aws_cloudwatch_metric_alarm.idle : "idle" => alarm.arn },
  )
}
