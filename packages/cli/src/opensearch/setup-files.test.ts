import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SavedObject } from '@logdrive/log-stream/opensearch';
import { parseSetupPayload } from '../../../log-stream/src/opensearch/setup/payload.ts';
import { parseSetupOptions } from '../commands/opensearch/options.ts';
import { searchSource } from '../testing/panel-search.ts';
import { readSetupFiles } from './setup-files.ts';

const read = (...options: string[]) =>
  readSetupFiles(parseSetupOptions(['setup', ...options]).files);

const chosen = [
  ...['--index-prefix', 'app-', '--retention-days', '7', '--number-field', 'took.ms'],
  ...['--log-type-key', 'kind', '--log-id-key', 'uuid', '--time-key', '@timestamp'],
];

test.each([[[]], [chosen], [[...chosen, '--data-streams']]])(
  'the files with %j are a payload that may be sent',
  async (options) => {
    const payload = await read(...options);
    expect(parseSetupPayload(payload)).toBe(payload);
    expect(Object.keys(payload.index_templates)).toHaveLength(4);
    expect(Object.keys(payload.policies)).toHaveLength(1);
  },
);

test('what the user chose stands everywhere in place of the default', async () => {
  const text = JSON.stringify(await read(...chosen));
  expect(text).not.toMatch(
    /logs-|"time"|log_type|log_id|30d|your application's duration_ms|field\\":\\"time/,
  );
  for (const words of ['app-lambda*', '"7d"', 'took.ms', '"kind"', '"uuid"', '@timestamp']) {
    expect(text).toContain(words);
  }
});

test('a template of a data stream differs from that of indices by its timestamp alone', async () => {
  const indices = await read();
  const streams = await read('--data-streams');
  expect(streams.component_templates).toEqual(indices.component_templates);
  const expected = Object.entries(indices.index_templates).map(([name, body]) => [
    name,
    { ...body, data_stream: { timestamp_field: { name: 'time' } } },
  ]);
  expect(streams.index_templates).toEqual(Object.fromEntries(expected));
});

test('an index template names component templates that there are', async () => {
  const { component_templates: parts, index_templates: templates } = await read();
  const named = Object.values(templates).flatMap(
    (body) => (body as { composed_of: string[] }).composed_of,
  );
  expect([...new Set(named)].sort()).toEqual(Object.keys(parts).sort());
});

describe('saved objects', () => {
  let objects: SavedObject[];
  beforeAll(async () => {
    objects = Object.values((await read()).saved_objects).flat();
  });
  const ofType = (type: string) => objects.filter((object) => object.type === type);
  const key = ({ type, id }: { type: string; id: string }) => `${type} ${id}`;

  test('each has an id of its own, and refers to those that there are', () => {
    const keys = objects.map(key);
    expect(new Set(keys).size).toBe(keys.length);
    const references = objects.flatMap(({ references = [] }) => references.map(key));
    expect(references.filter((reference) => !keys.includes(reference))).toEqual([]);
  });

  test('each visualization and search is a panel of one dashboard, which names it rightly', () => {
    const shown = ofType('dashboard').flatMap(({ attributes, references = [] }) => {
      const panels = JSON.parse(String(attributes.panelsJSON)) as { panelRefName: string }[];
      return panels.map(({ panelRefName }) => {
        const reference = references.find(({ name }) => name === panelRefName);
        return reference === undefined ? panelRefName : key(reference);
      });
    });
    const all = [...ofType('visualization'), ...ofType('search')].map(key);
    expect(shown.sort()).toEqual(all.sort());
  });

  test('no two panels of a dashboard lie over each other, and none beside the grid', () => {
    for (const { attributes } of ofType('dashboard')) {
      const panels = JSON.parse(String(attributes.panelsJSON)) as { gridData: Grid }[];
      const cells = panels.flatMap(({ gridData }) => cellsOf(gridData));
      expect(new Set(cells).size).toBe(cells.length);
      expect(Math.max(...panels.map(({ gridData }) => gridData.x + gridData.w))).toBe(48);
    }
  });

  test('the JSON inside a visualization says the same as what is around it', () => {
    for (const { attributes } of ofType('visualization')) {
      const { title, params, aggs } = JSON.parse(String(attributes.visState));
      expect(title).toBe(attributes.title);
      const metrics = aggs.filter(({ schema }: { schema: string }) => schema === 'metric');
      const ids = metrics.map(({ id }: { id: string }) => id);
      const series = params.seriesParams?.map(({ data }: { data: { id: string } }) => data.id);
      expect(series ?? ids).toEqual(ids);
    }
    for (const object of [...ofType('visualization'), ...ofType('search')]) {
      expect(searchSource(object).query.language).toBe('lucene');
    }
  });
});

interface Grid {
  x: number;
  y: number;
  w: number;
  h: number;
}

function cellsOf({ x, y, w, h }: Grid): string[] {
  return Array.from({ length: w * h }, (_, at) => `${x + (at % w)},${y + Math.floor(at / w)}`);
}

describe('a folder of one’s own', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'logdrive-setup-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  test('without any files is refused', async () => {
    await expect(read('--folder', folder)).rejects.toThrow(/has no setup files: give --folder/);
  });

  test('with a file that is no JSON is refused with its name', async () => {
    mkdirSync(join(folder, 'component_templates'));
    writeFileSync(join(folder, 'component_templates/a.json'), '{');
    await expect(read('--folder', folder)).rejects.toThrow(/a\.json is not JSON: /);
  });
});
