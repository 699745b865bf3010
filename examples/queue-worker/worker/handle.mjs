/**
 * What is done with a log event: here it is printed, a line each. Put your own work in its place.
 *
 * Standard queues deliver at least once, and a worker may die between its work and the deletion: the
 * same event may come again. `logId` is the same then; write under it, and twice does no harm.
 *
 * @param {import('@logdrive/log-stream').LogEvent} event
 * @throws when it cannot be done: the message comes again
 */
export async function handle({ bytes }) {
  process.stdout.write(`${bytes}\n`);
}
