import { readFile } from 'node:fs/promises';
import type { Env } from '@logdrive/log-stream';
import { InputError, UsageError } from '../errors.ts';
import { fileProblem } from '../file-problem.ts';
import { isObject, parseObject } from '../records/json-object.ts';
import { settingVariables } from './pipeline.ts';

/**
 * The variables of a function from a JSON file: an object of them, or what `aws lambda
 * get-function-configuration` or `get-function` prints. A value may be JSON itself, such as a list of
 * log types, in place of JSON in a text.
 *
 * @throws InputError when the file cannot be read, UsageError when it holds something else
 */
export async function readConfigFile(path: string): Promise<Env> {
  const text = await readFile(path, 'utf8').catch((error) => {
    throw new InputError(`${path}: ${fileProblem(error)}`);
  });
  const document = parseObject(text);
  const given = document && variablesIn(document);
  if (given === undefined || !settingVariables.some((name) => Object.hasOwn(given, name))) {
    const names = settingVariables.join(', ');
    throw new UsageError(
      `${path} is no configuration: give JSON with any of ${names}, or what aws lambda get-function-configuration prints`,
    );
  }
  return Object.fromEntries(
    Object.entries(given)
      .filter(([, value]) => value !== null)
      .map(([name, value]) => [name, typeof value === 'string' ? value : JSON.stringify(value)]),
  );
}

function variablesIn(document: Record<string, unknown>): Record<string, unknown> {
  const { Configuration: configuration = document } = document;
  const environment = isObject(configuration) ? configuration.Environment : undefined;
  const variables = isObject(environment) ? environment.Variables : undefined;
  return isObject(variables) ? variables : document;
}
