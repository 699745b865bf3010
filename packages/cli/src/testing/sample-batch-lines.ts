import { type Account, batchLogLine, createLog } from '@logdrive/log-stream';

const batch = {
  arrivedMs: Date.UTC(2026, 10, 21, 5),
  stream: 'logs',
  shard: 'shardId-000000000000',
  first: '49590338271490256608559692538361571095921575989136588898',
  last: '49590338271490256608559692538361571095921575989136588899',
};

/** Log lines of the functions themselves, made by their own code. */
export function batchLines(): string[] {
  const accounts: Account[] = [
    { received: 100, delivered: 100, filtered: 0, quarantined: 0, retried: 0 },
    { received: 50, delivered: 40, filtered: 7, quarantined: 3, retried: 0 },
    { received: 20, delivered: 0, filtered: 0, quarantined: 0, retried: 20 },
  ];
  const lines = accounts.map(batchLine);
  const log = createLog((line) => lines.push(line));
  log.error('the batch comes back', new Error('the endpoint is not there'), { shard: batch.shard });
  return lines;
}

function batchLine(account: Account, index: number): string {
  return batchLogLine({
    functionName: 'logdrive-search',
    intake: { batch, records: 10, controlMessages: 0 },
    account,
    reasons: account.quarantined > 0 ? { not_json: 2, 'refused:mapper_parsing_exception': 1 } : {},
    // As kinesis-to-es has them.
    figures: {
      EventToAckP50Ms: 900,
      EventToAckP95Ms: 2_000,
      EventToAckMaxMs: 4_000,
      ArrivalToAckP50Ms: 300,
      ArrivalToAckP95Ms: 600,
      ArrivalToAckMaxMs: 1_200,
    },
    durationMs: 250 + index,
    nowMs: Date.UTC(2026, 10, 21, 5),
  });
}
