import { gzipSync } from 'node:zlib';
import { FakeOpenSearch, type FakeOpenSearchOptions } from './fake-opensearch.ts';

async function bulk(fake: FakeOpenSearch, lines: string, gzip = false) {
  const headers = gzip ? { 'content-encoding': 'gzip' } : {};
  const body = gzip ? gzipSync(lines) : Buffer.from(lines);
  const url = '/_bulk?filter_path=errors,items.*.status';
  const answer = await fake.answer({ method: 'POST', url, headers, body });
  return { status: answer.status, body: answer.body && JSON.parse(String(answer.body)) };
}

const create = (id: string, source: string) =>
  `{"create":{"_index":"logs","_id":"${id}"}}\n${source}\n`;
const index = (id: string, source: string) => create(id, source).replace('create', 'index');
const fakeWith = (options: FakeOpenSearchOptions = {}) => new FakeOpenSearch(options);

test('create writes once, index each time', async () => {
  const fake = fakeWith();
  const { body } = await bulk(fake, create('a', '{"n":1}') + create('a', '{"n":2}'));
  expect(body).toMatchObject({
    errors: true,
    items: [{ create: { status: 201 } }, { create: { status: 409 } }],
  });
  expect(fake.lines()).toEqual(['{"n":1}']);
  await bulk(fake, index('a', '{"n":3}'), true);
  expect(fake.lines()).toEqual(['{"n":3}']);
});

test('a body too large is refused by its size when inflated', async () => {
  const fake = fakeWith({ mostBytes: 100 });
  const { status } = await bulk(fake, create('a', `{"pad":"${'x'.repeat(100)}"}`), true);
  expect(status).toBe(413);
  expect(fake.lines()).toEqual([]);
});

test.each(['{"create":{}}\n{}', '{"create":{}}\n', '{"delete":{}}\n{}\n'])(
  'refuses %j as a whole',
  async (lines) => {
    expect((await bulk(fakeWith(), lines)).status).toBe(400);
  },
);
