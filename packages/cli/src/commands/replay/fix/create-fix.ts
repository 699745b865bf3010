import { parseLossless } from '@logdrive/log-stream';
import jsonata from 'jsonata';
import { UsageError } from '../../../errors.ts';
import { isObject, parseObject } from '../../../records/json-object.ts';
import { type Fix, FixError, type Surroundings } from './fix.ts';
import { mergePatch } from './merge-patch.ts';

/**
 * A fix out of what `--fix` was given: a JSON merge patch when it is a JSON object, else a JSONata
 * expression that answers the whole event, with `$arrived` (ISO 8601), `$reason` and `$stream` at hand:
 * `$merge([$, {"time": $arrived}])`.
 *
 * @throws UsageError when it is neither
 */
export function createFix(text: string): Fix {
  const patch = parseObject(text);
  const fix = patch === undefined ? jsonataFix(text) : patchFix(text);
  return (json, around) =>
    fix(json, around).catch((error: unknown) => {
      throw error instanceof RangeError ? new FixError('it is nested too deeply') : error;
    });
}

/** Numbers keep their spelling: 9007199254740993 stays what it is. */
function patchFix(text: string): Fix {
  const patch = parseLossless(text);
  return async (json) => JSON.stringify(mergePatch(parseLossless(json), patch));
}

function jsonataFix(text: string): Fix {
  const expression = compile(text);
  return async (json, around) => {
    const event: unknown = JSON.parse(json);
    if (JSON.stringify(event) !== JSON.stringify(parseLossless(json)) && losesDigits(json)) {
      throw new FixError('it holds a number that JSONata would change: give a JSON merge patch');
    }
    const answer = await expression.evaluate(event, bindings(around)).catch((error: unknown) => {
      throw new FixError(`the expression fails: ${codeOf(error)}`);
    });
    if (!isObject(answer)) throw new FixError('the expression does not answer an object');
    return JSON.stringify(answer);
  };
}

function compile(text: string): jsonata.Expression {
  try {
    return jsonata(text);
  } catch (error) {
    const { message } = error as Error;
    throw new UsageError(`--fix is neither a JSON merge patch nor JSONata: ${message}`);
  }
}

/** jsonata's messages quote values; its codes do not. */
function codeOf(error: unknown): string {
  const { code = 'unknown', position } = error as { code?: string; position?: number };
  return position === undefined ? code : `${code} at character ${position}`;
}

/** Whether a number in it has more digits than JavaScript holds; `1.50` for `1.5` loses nothing. */
function losesDigits(json: string): boolean {
  return /\d{16}/.test(json.replaceAll(/"(?:[^"\\]|\\.)*"/g, ''));
}

function bindings({ reason, arrivedMs, stream }: Surroundings): Record<string, unknown> {
  const arrived = arrivedMs === undefined ? undefined : new Date(arrivedMs).toISOString();
  return { reason, arrived, stream };
}
