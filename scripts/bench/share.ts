import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import type { Figure } from './figure.ts';

/** Speed of one of ours as a share of a floor's, measured in one process. */
export interface Share {
  name: string;
  share: number;
  /** What else there is to say of it. */
  beside: string;
}

/** `aim` where it is not reached, and `least` is a mark below which something has grown dear. */
interface Bounds {
  least: number;
  aim?: number;
}

const processes = 3;

/**
 * The middle one of three processes: how the memory and the compiled code of a process happen to lie tells
 * on such a share, by some 3 %, from its first round to its last.
 *
 * @param which of those in `share-run.ts`
 */
export function middleShare(which: string, { least, aim }: Bounds): Figure {
  const shares = Array.from({ length: processes }, () => shareOf(which));
  const [, middle] = shares.sort((a, b) => a.share - b.share);
  if (middle === undefined) throw new Error(`${which} was not measured`);
  const { name, share, beside } = middle;
  return {
    name,
    value: `${share.toFixed(2)} (${beside})`,
    goal: `at least ${least.toFixed(2)}${aim === undefined ? '' : ` (aim: ${aim.toFixed(2)})`}`,
    met: share >= least,
  };
}

function shareOf(which: string): Share {
  const script = join(import.meta.dirname, 'share-run.ts');
  const args = ['--disable-warning=ExperimentalWarning', script, which];
  const run = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (run.status !== 0) throw new Error(`${script} ${which} failed: ${run.stderr}`);
  return JSON.parse(run.stdout) as Share;
}
