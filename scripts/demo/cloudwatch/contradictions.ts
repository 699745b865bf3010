import type { FunctionFigures } from '../account/function-log.ts';
import type { HopAccount } from './hop.ts';

/**
 * What a function's own log says against what was found behind its hop, in words. Events that came back
 * are counted each time. A log that lacks a line says nothing of the numbers: the local AWS may lose the
 * last one, which is printed after the answer.
 */
export function contradictions(figures: FunctionFigures, hop: HopAccount): string[] {
  const { received, delivered, filtered, quarantined, retried, errors } = figures;
  const problems = errors.map((error) => `${hop.name}: the function says ${error}`);
  if (received !== delivered + filtered + quarantined + retried) {
    problems.push(`${hop.name}: the function's own counts do not add up`);
  }
  const said = JSON.stringify({ delivered, filtered, quarantined });
  const found = JSON.stringify({
    delivered: hop.delivered,
    filtered: hop.filtered,
    quarantined: hop.quarantined,
  });
  if (received - retried >= hop.sent && said !== found) {
    problems.push(`${hop.name}: the function counts ${said}, there is ${found}`);
  }
  return problems;
}
