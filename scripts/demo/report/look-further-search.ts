import type { CheckedObject } from '../account/auditor.ts';
import { indexPattern, type SearchStack } from '../stacks/search-stack.ts';
import { shownPath } from './print-report.ts';

/** What was looked for, as a query string and as a command line. */
export interface Looked {
  query: string;
  command: string;
}

const byHand = '{"log_type":"orders","time":"2026-11-20T05:06:07Z","message":"by hand"}';

/** Commands with which to look further, in the files and, when it stays up, in the engine and the cloud. */
export function lookFurtherInSearch(
  objects: readonly CheckedObject[],
  { node, cloud, streamName, logGroupName }: Omit<SearchStack, 'outputs'>,
  keep: boolean,
  looked: Looked | undefined,
): string[] {
  const [refused] = objects;
  const files = refused ? [`zcat '${shownPath(refused.file)}' | head -n 1`] : [];
  if (!keep) {
    return [...files, 'make demo STACK=search KEEP=1   # leaves it all up, to be searched'];
  }
  return [
    `curl '${node.url}/_cat/indices/${indexPattern}?v'`,
    ...(looked
      ? [
          `curl '${node.url}/${indexPattern}/_search?pretty&size=1&q=${encodeURIComponent(looked.query)}'`,
          looked.command,
        ]
      : []),
    `npx logdrive search --endpoint ${node.url} --tail   # as they come in`,
    ...files,
    ...Object.entries(cloud.variables).map(([name, value]) => `export ${name}=${value}`),
    `echo '${byHand}' | aws kinesis put-record --stream-name ${streamName} --partition-key 1 --data fileb:///dev/stdin`,
    `aws logs filter-log-events --log-group-name ${logGroupName} --query 'events[].message' --output text`,
    'make cloud-down   # takes it down, OpenSearch too',
  ];
}
