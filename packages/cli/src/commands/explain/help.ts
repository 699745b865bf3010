export const help = `Usage: logdrive explain [options] [file ...]

Says what becomes of records, CloudWatch Logs envelopes or log lines: delivered, filtered,
quarantined or dropped, and why. It runs the code of the functions and sends nothing anywhere.
Without a file, or where a file is -, it reads standard input.

What the input is
  --as auto         told by its first bytes (default)
  --as line         log lines, each an event of CloudWatch Logs; gzip is inflated
  --as record       the data of a Kinesis record, as bytes or in base64; several in base64 with
                    newlines between them; a Lambda event, the answer of get-records, the
                    object of a failed invocation, lines of the quarantine
  --as cloudwatch   envelopes of CloudWatch Logs, as text, gzip or base64; a Lambda event with
                    awslogs.data; the answer of filter-log-events or get-log-events
  --whole           the input is one log line, with the newlines inside it
  --log-group NAME  log group of log lines; JSON lines are then log lines too
  --arrived TIME    when it arrived, for lines without a time or a year (default: now)

What the function is set to
  --config FILE     JSON: the function's environment variables, or what
                    aws lambda get-function-configuration prints; the options below win.
                    Also LINE_FORMATS, LOG_GROUP_TYPES, REDACT and JSON_SCHEMAS
  --time-zone ZONE  of partitions and of times that name none (default UTC)
  --log-types LIST  wanted log types with commas between them, * for any text (default: all)
  --log-type-key, --time-key, --log-id-key NAME
                    where events carry the common schema (default log_type, time, log_id)

What is printed
  --json            one JSON object an event and line: what anything but a terminal gets
  --no-json         the view of a terminal, also into a pipe
`;
