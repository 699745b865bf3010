import type { Mutant } from './mutant.ts';

const archive: Pick<Mutant, 'subject'> = { subject: 'kinesis-to-s3' };
const search: Pick<Mutant, 'subject'> = { subject: 'kinesis-to-es' };
const forward: Pick<Mutant, 'subject'> = { subject: 'kinesis-forward' };
const stream: Pick<Mutant, 'subject'> = { subject: 'subscription' };

/** Of the functions' own code. */
export const functionMutants: readonly Mutant[] = [
  {
    ...archive,
    name: 'archive: an object that cannot be written counts as written',
    file: 'functions/kinesis-to-s3/src/s3-sink.ts',
    from: "return { key, outcome: 'failed', bytes: 0 };",
    to: "return { key, outcome: 'written', bytes: 0 };",
  },
  {
    ...archive,
    name: 'archive: nobody asks whether the quarantine was written',
    file: 'functions/kinesis-to-s3/src/handler.ts',
    from: 'accountFor(intake, kept ? result : undefined)',
    to: 'accountFor(intake, kept ? result : result)',
  },
  {
    ...archive,
    name: 'archive: the last record is reported, not the first',
    file: 'functions/kinesis-to-s3/src/handler.ts',
    from: 'account.retried > 0 ? intake.batch.first : intake.leftFrom',
    to: 'account.retried > 0 ? intake.batch.last : intake.leftFrom',
  },
  {
    ...archive,
    name: 'archive: the first event of a batch decides the hour of all',
    file: 'functions/kinesis-to-s3/src/partitions.ts',
    from: 'addTo(byTime, timeOf(event.timeMs), event);',
    to: 'addTo(byTime, timeOf(events[0]?.timeMs ?? 0), event);',
  },
  {
    ...archive,
    name: 'archive: a failed partition is left out of what comes back',
    file: 'functions/kinesis-to-s3/src/s3-sink.ts',
    from: 'failed.flatMap((partition) => partition.events)',
    to: 'failed.slice(1).flatMap((partition) => partition.events)',
  },
  {
    ...search,
    name: 'search: 409 on create is taken as refused',
    file: 'functions/kinesis-to-es/src/bulk-item.ts',
    from: "(status === 409 && action === 'create')",
    to: "(status === 999 && action === 'create')",
  },
  {
    ...search,
    name: 'search: an item with 503 is taken as refused',
    file: 'functions/kinesis-to-es/src/bulk-item.ts',
    from: 'if (status === 429 || status >= 500 ||',
    to: 'if (status === 429 ||',
  },
  {
    ...search,
    name: 'search: a 200 is taken as success of all items',
    file: 'functions/kinesis-to-es/src/bulk-item.ts',
    from: 'if (status === 201) return created;',
    to: 'if (status > 0) return created;',
  },
  {
    ...search,
    name: 'search: items are read in the wrong order',
    file: 'functions/kinesis-to-es/src/delivery.ts',
    from: 'const item = items[index] as Item;',
    to: 'const item = items[items.length - 1 - index] as Item;',
  },
  {
    ...search,
    name: 'search: a document has another id each time it is sent',
    file: 'functions/kinesis-to-es/src/bulk-body.ts',
    from: 'JSON.stringify(documentId(event.logId))',
    to: 'JSON.stringify(documentId(event.logId + Math.random()))',
  },
  {
    ...search,
    name: 'search: what is left at the deadline is forgotten',
    file: 'functions/kinesis-to-es/src/delivery.ts',
    from: 'for (const { event } of left) this.retry.push(event);',
    to: '',
  },
  {
    ...search,
    name: 'search: a refused document is counted as written',
    file: 'functions/kinesis-to-es/src/delivery.ts',
    from: 'this.refused.push(entry.event.reject(`refused:$' + '{type}`, reason));',
    to: 'this.counts.created += 1;',
  },
  {
    ...forward,
    name: 'forward: only the first target can bring a record back',
    file: 'functions/kinesis-forward/src/settle.ts',
    from: '  for (const { pieces, outcomes } of targets) {',
    to: '  for (const { pieces, outcomes } of targets.slice(0, 1)) {',
  },
  {
    ...forward,
    name: 'forward: nobody asks whether the quarantine was written',
    file: 'functions/kinesis-forward/src/settle.ts',
    from: 'if (await quarantine.keep(lines, batch, deadline)) return settlementAt(end, answered);',
    to: 'await quarantine.keep(lines, batch, deadline);\n  if (end >= 0) return settlementAt(end, answered);',
  },
  {
    ...forward,
    name: 'forward: a 200 of SQS is taken as success of all entries',
    file: 'functions/kinesis-forward/src/sqs-sink.ts',
    from: "if (taken.has(id)) return { status: 'delivered' };",
    to: "if (taken.size > 0) return { status: 'delivered' };",
  },
  {
    ...forward,
    name: 'forward: what a target has acknowledged is sent to it again',
    file: 'functions/kinesis-forward/src/acknowledged.ts',
    from: "else if (outcomes[index]?.status === 'delivered') this.#keys.add(key);",
    to: '',
  },
  {
    ...forward,
    name: 'forward: messages that failed are forgotten',
    file: 'functions/kinesis-forward/src/sqs-lanes.ts',
    from: '[...again, ...fresh] : [...fresh, ...again]',
    to: '[...fresh] : [...fresh]',
  },
  {
    ...forward,
    name: 'forward: a target gets what only another one wants',
    file: 'functions/kinesis-forward/src/route.ts',
    from: 'if (wants !== undefined && (logType === undefined || !wants(logType))) return undefined;',
    to: 'if (wants !== undefined && logType === undefined) return undefined;',
  },
  {
    ...stream,
    name: 'subscription: what was not written counts as delivered',
    file: 'functions/subscription/src/stream-sink.ts',
    from: "if (outcome.status === 'retry') to.retry.push(event);",
    to: "if (outcome.status === 'retry') to.delivered += 1;",
  },
  {
    ...stream,
    name: 'subscription: outcomes are given to the wrong events',
    file: 'functions/subscription/src/stream-sink.ts',
    from: 'settle(event, outcomes[index], progress);',
    to: 'settle(event, outcomes[outcomes.length - 1 - index], progress);',
  },
];
