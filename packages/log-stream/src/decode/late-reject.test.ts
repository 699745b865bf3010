import { takeIn } from '../delivery/intake.ts';
import { createConform } from '../schema/common-schema.ts';
import { cloudwatchData, cloudwatchEnvelope, kinesisRecord } from '../testing/factories.ts';
import { RawEnvelope } from './raw-envelope.ts';

test('the bytes of an event out of an envelope that is refused are made when they are asked for', () => {
  const envelope = cloudwatchEnvelope(['a', 'b']);
  const { events } = takeIn([kinesisRecord({ data: cloudwatchData(envelope) })], createConform());
  const made = jest.spyOn(RawEnvelope.prototype, 'withOnly');
  const rejects = events.map((event) => event.reject('refused:es', 'too bad'));
  expect(made).not.toHaveBeenCalled();
  expect(rejects.map(({ reason, detail, position }) => [reason, detail, position])).toEqual([
    ['refused:es', 'too bad', 0],
    ['refused:es', 'too bad', 1],
  ]);
  const logEvents = rejects.map(({ bytes }) => JSON.parse(bytes.toString()).logEvents);
  expect(logEvents).toEqual(envelope.logEvents.map((each) => [each]));
  expect(made).toHaveBeenCalledTimes(2);
});
