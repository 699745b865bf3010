import type { SearchNode } from '../../opensearch/search-node.ts';
import type { AppliedExample } from '../local-stack.ts';

const byHand = '{"log_type":"orders","time":"2026-11-20T05:06:07Z","message":"by hand"}';

/** Commands with which to look further, in the files and, when it stays up, in engine and cloud. */
export function lookFurtherInRouting(
  { outputs, cloud }: Pick<AppliedExample, 'outputs' | 'cloud'>,
  { url }: Pick<SearchNode, 'url'>,
  keep: boolean,
): string[] {
  const files = [
    'find .local/demo/objects -type f',
    'find .local/demo/objects/quarantine -type f | head -n 1 | xargs zcat | head -n 1',
  ];
  if (!keep) return [...files, 'make demo STACK=routing KEEP=1   # leaves it all up, to look at'];
  const logGroups = Object.values(outputs.log_group_names ?? {});
  const [forwardLog] = logGroups.filter((name) => String(name).endsWith('-forward'));
  return [
    ...files,
    `curl '${url}/_cat/indices/logs-*?v'`,
    `npx logdrive search --endpoint ${url} 'level:WARN'`,
    ...Object.entries(cloud.variables).map(([name, value]) => `export ${name}=${value}`),
    `aws s3 ls --recursive s3://${outputs.bucket}/`,
    `echo '${byHand}' | aws kinesis put-record --stream-name ${outputs.stream_name} --partition-key 1 --data fileb:///dev/stdin`,
    `aws logs filter-log-events --log-group-name ${forwardLog} --query 'events[].message' --output text`,
    'make cloud-down   # takes it down, OpenSearch too',
  ];
}
