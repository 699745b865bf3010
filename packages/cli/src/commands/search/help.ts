import { endpointHelp } from '../../opensearch/endpoint-options.ts';

export const help = `Usage: logdrive search --endpoint URL [options] [query]

Prints the newest events of a search engine, oldest first. The query is a query string, as
OpenSearch Dashboards takes it: words, "a phrase", level:ERROR AND duration_ms:>500.

${endpointHelp}
What is looked for
  --since TIME      events from this time on, such as 2026-11-21T05:00:00Z, or how long ago,
                    such as 90m, 6h, 3d (default 1d)
  --until TIME      events before this time, in the same forms
  --log-type NAME   events of this log type; may be given several times
  --index PATTERN   indices or data streams to look into (default logs-*)
  --limit N         how many events, the newest, 1 to 10,000 (default 50)
  --tail, -f        then go on with the events that come in, until Ctrl-C
  --log-type-key, --time-key NAME
                    where events carry log type and time (default log_type, time)

What is printed
  --json            each event as a line of JSON: what anything but a terminal gets
  --no-json         the view of a terminal, also into a pipe
`;
