import { endpointHelp } from '../../opensearch/endpoint-options.ts';

export const help = `Usage: logdrive opensearch setup --endpoint URL [options]

Puts index templates, lifecycle policies and dashboards in place, as the Terraform module
kinesis-to-es does. Only what is not as it shall be is written, and nothing is ever deleted.

${endpointHelp}
What is put in place
  --folder FOLDER   files to take (default: modules/kinesis-to-es/opensearch of the clone)
  --index-prefix TEXT
                    what the names of the indices begin with (default logs-)
  --data-streams    for data streams in place of indices by day
  --retention-days N
                    how old indices are when they are deleted (default 30)
  --number-field NAME
                    the number of your applications that the Lambda dashboard draws
                    (default duration_ms)
  --log-type-key, --log-id-key, --time-key NAME
                    where events carry the common schema (default log_type, log_id, time)
  --dashboards-url URL
                    OpenSearch Dashboards, where it has an address of its own; it gets the
                    same credentials (default: behind the endpoint, at /_dashboards)
  --no-policies     leave lifecycle policies as they are
  --no-dashboards   leave dashboards as they are

What is done
  --dry-run         say what would change and change nothing
  --export FILE     write the dashboards to a file to import by hand, and do nothing else
  --json            print one JSON object: what anything but a terminal gets
  --no-json         the view of a terminal, also into a pipe
`;
