import type { LogEvent } from '@logdrive/log-stream';

/** How an endpoint wants events. */
export interface Shape {
  headers: Record<string, string>;
  body(events: readonly LogEvent[]): string;
}

const json = { 'content-type': 'application/json' };

/** Splunk's HTTP event collector: `https://<host>:8088/services/collector/event`. */
export function splunkHec(token: string): Shape {
  const line = ({ logType, timeMs, bytes }: LogEvent) =>
    `{"time":${timeMs / 1000},"sourcetype":${JSON.stringify(logType)},"event":${bytes}}`;
  return {
    headers: { ...json, authorization: `Splunk ${token}` },
    body: (events) => events.map(line).join('\n'),
  };
}

/** Grafana Loki: `https://<host>/loki/api/v1/push`; a stream of Loki's for each log type. */
export function loki(authorization: string): Shape {
  return {
    headers: { ...json, authorization },
    body(events) {
      const streams = Map.groupBy(events, ({ logType }) => logType);
      const value = ({ timeMs, bytes }: LogEvent) => [`${timeMs}000000`, bytes.toString()];
      return JSON.stringify({
        streams: Array.from(streams, ([logType, own]) => ({
          stream: { log_type: logType },
          values: own.map(value),
        })),
      });
    },
  };
}

/** Datadog: `https://http-intake.logs.<site>/api/v2/logs`. */
export function datadog(apiKey: string): Shape {
  const entry = ({ logType, bytes }: LogEvent) => ({
    ddsource: logType,
    message: bytes.toString(),
  });
  return {
    headers: { ...json, 'dd-api-key': apiKey },
    body: (events) => JSON.stringify(events.map(entry)),
  };
}
