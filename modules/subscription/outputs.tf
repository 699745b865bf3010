output "function_name" {
  description = "Name of the function that makes events; null where log_groups.send_to is \"destination\"."
  value       = one(module.consumer[*].function_name)
}

output "function_arn" {
  description = "ARN of the function that makes events."
  value       = one(module.consumer[*].function_arn)
}

output "role_arn" {
  description = "ARN of the role that the function runs as: for policies of keys and of buckets in other accounts."
  value       = one(module.consumer[*].role_arn)
}

output "log_group_names" {
  description = "Log groups of the module's own functions: for `exclude` of other subscriptions."
  value       = concat(module.consumer[*].log_group_name, module.subscriber[*].log_group_name)
}

output "subscriber_name" {
  description = "Name of the function that subscribes log groups; null with account_wide or senders alone."
  value       = one(module.subscriber[*].function_name)
}

output "subscribed" {
  description = "What the last apply did: numbers and names of log groups `selected`, `kept`, `added`, `replaced`, `removed`, left out as the `pipeline`'s own, `missing`, and `reported` with the reason why they cannot be subscribed."
  value       = one([for invocation in aws_lambda_invocation.subscribe : jsondecode(invocation.result)])
}

output "destination_arn" {
  description = "ARN of the log destination for the accounts in log_groups.senders: their log_groups.destination_arn."
  value       = one(aws_cloudwatch_log_destination.this[*].arn)

  # Who subscribes before the destination is open to them is refused.
  depends_on = [aws_cloudwatch_log_destination_policy.this]
}

output "event_source_mapping_uuid" {
  description = "UUID of the event source mapping: the dimension of its metrics, and a part of the keys of given up invocations. Null without a stream."
  value       = one(module.consumer[*].event_source_mapping_uuid)
}

output "alarm_arns" {
  description = "ARNs of the alarms by name: those of the function as in the other modules, those of the subscriber as `subscriber_<name>`."
  value = merge(
    merge(module.consumer[*].alarm_arns...),
    { for name, arn in merge(module.subscriber[*].alarm_arns...) : "subscriber_${name}" => arn },
    { for name, alarm in aws_cloudwatch_metric_alarm.subscriber : "subscriber_${name}" => alarm.arn },
  )
}

output "locations" {
  description = "S3 URLs of the quarantine (`quarantine`), of large events (`large_events`) and of the invocations that Lambda gave up (`failures`)."
  value = local.transforms ? {
    quarantine   = "s3://${var.quarantine.bucket}/${var.quarantine.prefix}/"
    large_events = "s3://${var.quarantine.bucket}/large-events/"
    failures     = "s3://${var.quarantine.bucket}/aws/lambda/"
  } : null
}
