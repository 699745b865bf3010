import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { JsonObject } from '../../decode/decoded-event.ts';

/**
 * The same programs were captured with the text and with the JSON log format. What this package makes of
 * the text must be what the runtime itself says in JSON.
 */
function documents(format: string): JsonObject[] {
  const file = join(import.meta.dirname, 'fixtures', `${format}.json`);
  const rows: { from: string; document: JsonObject }[] = JSON.parse(readFileSync(file, 'utf8'));
  return rows.filter(({ from }) => from.startsWith('captured')).map(({ document }) => document);
}

const json = documents('runtime_json');

function errorOf({ errorType, errorMessage, stackTrace }: JsonObject): JsonObject {
  return { errorType, errorMessage, stackTrace };
}

describe('Python', () => {
  const logged = documents('python_text').filter(({ errorType }) => errorType !== undefined);
  const unhandled = documents('python_unhandled');

  test.each([...logged, ...unhandled].map((text) => [text.errorMessage, text] as const))(
    'the error %j reads as in JSON',
    (errorMessage, text) => {
      const same = json.filter((document) => document.errorMessage === errorMessage);
      expect(same.map(errorOf)).toContainEqual(errorOf(text));
    },
  );

  test('there were errors of both kinds to compare', () => {
    expect([logged.length, unhandled.length]).toEqual([2, 8]);
  });

  test('levels and messages read as in JSON', () => {
    const pairs = json.map(({ level, message }) => `${level} ${message}`);
    for (const { level, message, errorType } of documents('python_text')) {
      if (errorType === undefined && !String(message).startsWith('LAMBDA_WARNING')) {
        // JSON does not look into messages that are JSON.
        if (message !== undefined) expect(pairs).toContain(`${level} ${message}`);
      }
    }
  });
});

test('Node: an error that was logged reads as in JSON', () => {
  const find = (rows: JsonObject[]) =>
    rows.find(({ message }) => String(message).startsWith('could not place order OrderError'));
  const [text, same] = [find(documents('node_text')), find(json)];
  expect(text).toBeDefined();
  expect(errorOf(text as JsonObject)).toEqual(errorOf(same as JsonObject));
  expect(text?.message).toBe(same?.message);
});

test('Node: an error that nobody caught has the members of the error in JSON', () => {
  const text = documents('node_text').find(({ message }) => message === 'Invoke Error');
  const same = json.map(({ message }) => message as JsonObject).find((error) => error?.errorType);
  const { name, code, order, ...error } = same as JsonObject;
  expect(text).toMatchObject({ ...error, error: { name, code, order } });
});
