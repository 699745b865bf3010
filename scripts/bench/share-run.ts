/**
 * Measures one share and prints it as JSON.
 *
 *     node scripts/bench/share-run.ts <name>
 */
import { forwardShare } from './kinesis-forward.ts';
import { indexingShare } from './kinesis-to-es.ts';
import type { Share } from './share.ts';
import { subscriptionShare } from './subscription.ts';

const shares: Readonly<Record<string, () => Promise<Share>>> = {
  'kinesis-forward-all': () => forwardShare('everything passed on', []),
  'kinesis-forward-list': () =>
    forwardShare('a list of log types', ['access', 'orders', 'payments', 'audit']),
  'kinesis-to-es': indexingShare,
  subscription: subscriptionShare,
};

const measure = shares[process.argv[2] ?? ''];
if (measure === undefined) throw new Error(`give one of ${Object.keys(shares).join(', ')}`);
process.stdout.write(JSON.stringify(await measure()));
