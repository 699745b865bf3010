import type { BuiltZip } from '../build.ts';
import type { Figure } from './figure.ts';

/** Lambda loads a small zip sooner. Each client of AWS's beyond the first weighs some 25 KB. */
const mostKilobytes: Readonly<Record<string, number>> = {
  'kinesis-to-s3': 160,
  'kinesis-to-es': 200,
  'kinesis-forward': 200,
  subscription: 200,
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
