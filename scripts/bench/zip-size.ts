import type { BuiltZip } from '../build.ts';
import type { Figure } from './figure.ts';

const mostKilobytes = 160;

/** Size of each function's zip; Lambda loads a small one sooner. */
export function zipSize(zips: readonly BuiltZip[]): Figure[] {
  return zips.map(({ name, zipBytes }) => {
    const kilobytes = zipBytes / 1024;
    return {
      name: `zip of ${name}`,
      value: `${kilobytes.toFixed(0)} KB`,
      goal: `at most ${mostKilobytes} KB`,
      met: kilobytes <= mostKilobytes,
    };
  });
}
