import { sampleEvents } from '../testing/sink-contract.ts';
import { batchLogLine } from './metrics.ts';

const { batch } = sampleEvents(1);

const units: Record<string, string> = { BytesWritten: 'Bytes', EventToAckMaxMs: 'Milliseconds' };

test('is one line of embedded metrics that names each metric once, with its value', () => {
  const line = batchLogLine({
    functionName: 'archive',
    intake: { batch, records: 4, controlMessages: 2 },
    account: { received: 2, delivered: 1, filtered: 1, quarantined: 0, retried: 0 },
    reasons: {},
    figures: { ObjectsWritten: 1, BytesWritten: 300, EventToAckMaxMs: 1_200 },
    durationMs: 12,
    nowMs: 1_790_000_000_000,
  });
  expect(line).not.toContain('\n');
  const parsed = JSON.parse(line);
  expect(parsed).toMatchObject({
    level: 'INFO',
    message: 'batch done',
    FunctionName: 'archive',
    RecordsReceived: 4,
    EventsReceived: 2,
    EventsDelivered: 1,
    EventsFiltered: 1,
    EventsQuarantined: 0,
    EventsRetried: 0,
    ControlMessages: 2,
    BytesWritten: 300,
  });
  const [directive] = parsed._aws.CloudWatchMetrics;
  expect(directive).toMatchObject({ Namespace: 'Logdrive', Dimensions: [['FunctionName']] });
  for (const { Name, Unit } of directive.Metrics) {
    expect(typeof parsed[Name]).toBe('number');
    expect(Unit).toBe(units[Name] ?? 'Count');
  }
});

test('no directive names more than the format allows, and every metric is in one', () => {
  const figures = Object.fromEntries(
    Array.from({ length: 200 }, (_, index) => [`Delivered.target-${index}`, index]),
  );
  const line = batchLogLine({
    functionName: 'forward',
    intake: { batch, records: 4, controlMessages: 0 },
    account: { received: 2, delivered: 2, filtered: 0, quarantined: 0, retried: 0 },
    reasons: {},
    figures,
    durationMs: 12,
    nowMs: 1_790_000_000_000,
  });
  const parsed = JSON.parse(line);
  const directives: { Namespace: string; Dimensions: string[][]; Metrics: { Name: string }[] }[] =
    parsed._aws.CloudWatchMetrics;
  expect(directives.map(({ Metrics }) => Metrics.length)).toEqual([100, 100, 7]);
  for (const directive of directives) {
    expect(directive).toMatchObject({ Namespace: 'Logdrive', Dimensions: [['FunctionName']] });
  }
  const names = directives.flatMap(({ Metrics }) => Metrics.map(({ Name }) => Name));
  expect(names.slice(0, 7)).toContain('EventsQuarantined');
  expect(new Set(names).size).toBe(207);
  expect(names).toEqual(expect.arrayContaining(Object.keys(figures)));
});
