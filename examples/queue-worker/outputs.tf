output "stream_name" {
  description = "Stream to send logs to."
  value       = aws_kinesis_stream.logs.name
}

output "stream_arn" {
  description = "ARN of the stream, for the policies of those who send."
  value       = aws_kinesis_stream.logs.arn
}

output "queue_urls" {
  description = "URLs of the queues that workers read: `events`, and `ordered`, which is a FIFO queue."
  value       = { for name, queue in aws_sqs_queue.work : name => queue.url }
}

output "dead_letter_urls" {
  description = "URLs of the queues with the dead letters."
  value       = { for name, queue in aws_sqs_queue.dead : name => queue.url }
}

output "queue_arns" {
  description = "ARNs of the queues that workers read, for their policies."
  value       = { for name, queue in aws_sqs_queue.work : name => queue.arn }
}

output "bucket" {
  description = "Bucket of the quarantine, and of messages put aside for their size."
  value       = aws_s3_bucket.quarantine.bucket
}

output "locations" {
  description = "S3 URLs of the quarantine, of the messages put aside and of what Lambda gave up."
  value       = module.forward.locations
}

output "function_name" {
  description = "Function that forwards the logs."
  value       = module.forward.function_name
}

output "log_group_name" {
  description = "Log group of the function's own log."
  value       = module.forward.log_group_name
}
