import type { CheckedObject } from '../account/auditor.ts';
import { folders } from '../folders.ts';
import type { LocalStack } from '../stack.ts';
import { shownPath } from './print-report.ts';

const byHand = '{"log_type":"orders","time":"2026-11-20T05:06:07Z","message":"by hand"}';

/** Commands with which to look further, in the files and, when it stays up, in the local cloud. */
export function lookFurther(
  objects: readonly CheckedObject[],
  { stack, cloud }: LocalStack,
  keep: boolean,
): string[] {
  const { bucket, objects: prefix, quarantine } = stack.locations;
  const delivered = objects.find(({ key }) => key.startsWith(prefix));
  const refused = objects.find(({ key }) => key.startsWith(quarantine));
  const files = [
    `find ${shownPath(folders.objects)} -type f`,
    ...(delivered ? [`zcat '${shownPath(delivered.file)}' | head`] : []),
    ...(refused ? [`zcat '${shownPath(refused.file)}' | head -n 1`] : []),
  ];
  if (!keep) return [...files, 'make demo KEEP=1   # leaves it all up, for the AWS CLI to look at'];
  return [
    ...Object.entries(cloud.variables).map(([name, value]) => `export ${name}=${value}`),
    ...files,
    `aws s3 ls --recursive s3://${bucket}/`,
    `aws logs filter-log-events --log-group-name ${stack.logGroupName} --query 'events[].message' --output text`,
    `echo '${byHand}' | aws kinesis put-record --stream-name ${stack.streamName} --partition-key 1 --data fileb:///dev/stdin`,
    'make cloud-down   # takes it down',
  ];
}
