import type { LineFormat } from '../line-format.ts';
import { lineTime } from '../line-time.ts';
import { parseObject } from '../runtime/json-object.ts';

const START = /^\{\s*"eventVersion"\s*:/;

/**
 * A CloudTrail event, as trails deliver it to CloudWatch Logs: management, data, Insights and network
 * activity events alike. The event is kept as it is, its `eventTime` added as `time`.
 *
 * A file that CloudTrail delivers to S3, `{"Records": [...]}`, holds events by the thousand: it is no
 * line, and is not this format. Nor is an event inside EventBridge's envelope, which has its own `time`.
 */
export const cloudTrail: LineFormat = {
  name: 'cloudtrail',
  keepsJson: true,
  parse(line, context) {
    if (line.charCodeAt(0) !== 0x7b || !START.test(line)) return undefined;
    const event = parseObject(line);
    if (typeof event?.eventTime !== 'string' || typeof event.eventVersion !== 'string') {
      return undefined;
    }
    const time = lineTime(event.eventTime, context);
    return time === undefined ? undefined : { ...event, time };
  },
};
