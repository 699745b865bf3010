export const help = `Usage: logdrive replay [options] <source>

Sends again what was set aside. It reads every form in which that is done:

  s3://bucket/prefix   Logdrive's quarantine; invocations that Lambda gave up (aws/lambda/...);
                       Firehose's error prefixes; failed logs of Baikonur Logging
  https://sqs...       the URL of a queue: messages of Lambda's on-failure destination, whose
                       records are fetched from the stream while they are there; dead letters

Each event is first held against the schema, as a function would: what would only be set aside
again stays where it is, and is told by reason.

Where to
  --to stream:NAME     a Kinesis stream, by name or ARN; each event a record of its own
  --to function:NAME   straight to the sink of a function that reads a stream, by calling it
  --dry-run            send nothing; print what would become of each event, one JSON object a line

Which
  --reason LIST        reasons with commas between them, * for any text: missing_time,refused:*
  --log-type LIST      log types, * for any text
  --stream NAME        what arrived in this stream
  --since, --until T   what arrived at or after, and before: 2026-11-21T05:00:00Z, or how long
                       ago: 90m, 6h, 3d

What to mend
  --fix PATCH          a JSON merge patch, for what every event lacks: '{"log_type":"app"}';
                       or a JSONata expression that answers the event, with $arrived, $reason and
                       $stream at hand: '$merge([$, {"time": $arrived}])'
  --config FILE, --time-zone, --log-type-key, --time-key, --log-id-key
                       as the function is set; see logdrive explain --help

How
  --rate N             events a second (default 500; a shard takes 1,000)
  --after tag          objects of which everything was sent get the tag logdrive-replayed, and are
                       passed over from then on (default); messages are deleted
  --after move         objects go under replayed/ in their bucket; messages are deleted
  --after keep         all stays as it is
  --journal FILE       what has been sent, so that a run can be stopped and started again
                       (default logdrive-replay-<source and target>.journal in this folder)

The exit code is 0 when everything selected was sent, 1 when something is left, 2 for a call that
cannot work.
`;
