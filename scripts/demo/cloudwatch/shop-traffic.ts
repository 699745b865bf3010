import type { Clients } from '../clients.ts';
import { containerLines } from './captured-lines.ts';
import { invoke } from './demo-functions.ts';
import { writeLines } from './log-lines.ts';

/** The log group of the shop's containers, as ECS's `awslogs` driver would write to it. */
export const containerGroup = '/ecs/shop-web';

const orders = 12;
/** One invocation of each function fails. */
const failing = 5;
const tasks = 4;
/** What Lambda and a function write at the least: START, a line, END, REPORT. */
const linesAnInvocation = 4;

/**
 * Some orders: each is an invocation of both functions, and the containers write too.
 *
 * @returns how many lines that makes at the least
 */
export async function shopTraffic({ lambda, logs }: Clients): Promise<number> {
  for (let order = 1; order <= orders; order += 1) {
    const fails = order === failing;
    await invoke(lambda, 'shop-orders', { order, total: fails ? -5 : 40 + order });
    await invoke(lambda, 'shop-payments', { order, amount: fails ? 20_000 : 40 + order });
  }
  for (let task = 1; task <= tasks; task += 1) {
    const logStream = `web/web/${task}`;
    await writeLines(logs, { logGroup: containerGroup, logStream }, containerLines);
  }
  return orders * 2 * linesAnInvocation + tasks * containerLines.length;
}
