import type { BuiltZip } from '../build.ts';
import type { Figure } from './figure.ts';

/** Lambda loads a small zip sooner. The client of OpenSearch and three clients of AWS's weigh more. */
const mostKilobytes: Readonly<Record<string, number>> = {
  'kinesis-to-s3': 160,
  'kinesis-to-es': 260,
  'kinesis-forward': 260,
  subscription: 260,
};

export function zipSize({ name, zipBytes }: BuiltZip): Figure {
  const kilobytes = zipBytes / 1024;
  const most = mostKilobytes[name] ?? 160;
  return {
    name: 'zip',
    value: `${kilobytes.toFixed(0)} KB`,
    goal: `at most ${most} KB`,
    met: kilobytes <= most,
  };
}
