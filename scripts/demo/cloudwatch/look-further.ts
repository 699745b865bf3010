import type { SearchNode } from '../../opensearch/search-node.ts';
import type { AppliedExample } from '../local-stack.ts';

/** What there is to look at. */
export interface Looked {
  stack: Pick<AppliedExample, 'outputs' | 'cloud'>;
  node: Pick<SearchNode, 'url'>;
  keep: boolean;
  /** Path of an object's copy. */
  file: string | undefined;
}

/** Commands with which to look further, in the files and, when it stays up, in engine and cloud. */
export function lookFurtherInCloudWatch({ stack, node, keep, file }: Looked): string[] {
  const { outputs, cloud } = stack;
  const files = [
    'find .local/demo/objects -type f',
    ...(file === undefined ? [] : [`zcat '${file}' | head -n 3`]),
  ];
  if (!keep)
    return [...files, 'make demo STACK=cloudwatch KEEP=1   # leaves it all up, to look at'];
  return [
    ...files,
    `curl '${node.url}/_cat/indices/logs-*?v'`,
    `npx logdrive search --endpoint ${node.url} 'type:platform.report'`,
    ...Object.entries(cloud.variables).map(([name, value]) => `export ${name}=${value}`),
    'aws lambda invoke --function-name shop-orders --cli-binary-format raw-in-base64-out --payload \'{"order":99,"total":7}\' /dev/stdout',
    "aws logs filter-log-events --log-group-name /aws/lambda/shop-orders --query 'events[].message' --output text",
    `aws s3 ls --recursive s3://${outputs.bucket}/logs/`,
    'make cloud-down   # takes it down, OpenSearch too',
  ];
}
