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
