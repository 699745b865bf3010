import {
  badRecord,
  delivered,
  filtered,
  goodRecord,
  quarantined,
  type WildRecord,
  wildEvent,
  wildLogType,
  wildTime,
  writtenAnew,
} from './expected.ts';
import { partitionOf } from './shop-events.ts';

const schema = `"log_type":"${wildLogType}","time":"${wildTime}"`;

/** Records of JSON that parsers stumble over. */
export function wildJson(): WildRecord[] {
  return [...notAnEvent(), ...strangeButGood(), ...severalInOne(), ...strangeMembers()];
}

function notAnEvent(): WildRecord[] {
  const event = wildEvent(100);
  return [
    badRecord('an array', `[${event}]`, 'not_object'),
    badRecord('a text', '"text"', 'not_object'),
    badRecord('a number', '12', 'not_object'),
    badRecord('null', 'null', 'not_object'),
    badRecord('a line of text', 'panic: index out of range [5] with length 3', 'not_json'),
    badRecord('NaN', `{${schema},"n":NaN}`, 'not_json'),
    badRecord('Infinity', `{${schema},"n":-Infinity}`, 'not_json'),
    badRecord('single quotes', `{'log_type':'${wildLogType}'}`, 'not_json'),
    badRecord('cut off', event.slice(0, -3), 'not_json'),
    badRecord('an event too deep for an empty id to be filled', deep('"log_id":"",'), 'schema'),
  ];
}

function strangeButGood(): WildRecord[] {
  return [
    goodRecord(
      'keys of prototypes',
      `{${schema},"__proto__":{"a":1},"constructor":2,"toString":3}`,
    ),
    goodRecord('numeric keys', `{${schema},"2":"b","1":"a","0":null}`),
    goodRecord('repeated keys', `{"log_type":"first",${schema},"n":1,"n":2}`),
    goodRecord('integers over 2^53', `{${schema},"n":12345678901234567890,"m":-9007199254740993}`),
    goodRecord('numbers in their own spelling', `{${schema},"n":1.0,"m":1E400,"o":-0.0}`),
    goodRecord('100,000 levels', deep('')),
    goodRecord('100,000 levels with an id', deep('"log_id":"deep",')),
    goodRecord('braces in a message', wildEvent(101, { message: '}{"},{"]}' })),
    goodRecord('escapes', `{${schema},"m":"\\u0000\\ud83d\\ude00\\/ \\ud800"}`),
    goodRecord('line separators of Unicode', `{${schema},"m":"a\u2028b\u2029c\u0085d"}`),
    goodRecord('blanks between tokens', `{ ${schema} , "m" : [ ] }`),
    spread('blanks around', ` \t\r\n${wildEvent(102)}\n\n`, wildEvent(102)),
    spread('printed over lines', `{\n  ${schema},\r\n  "n": 1\n}`, `{   ${schema},    "n": 1 }`),
  ];
}

function severalInOne(): WildRecord[] {
  const hundred = Array.from({ length: 100 }, (_, n) => wildEvent(200 + n));
  const lines = hundred.map((line, n) => (n === 41 ? 'bad' : line));
  return [
    {
      kind: 'one bad event among a hundred good ones',
      data: Buffer.from(lines.join('\n')),
      events: lines.map((line) =>
        line === 'bad' ? quarantined('bad', 'not_json') : delivered(line),
      ),
    },
    {
      kind: 'objects with nothing between them',
      data: Buffer.from(wildEvent(300) + wildEvent(301)),
      events: [300, 301].map((n) => delivered(wildEvent(n))),
    },
    {
      kind: 'lines that end in CR LF, and blank ones',
      data: Buffer.from(`${wildEvent(302)}\r\n\r\n\n${wildEvent(303)}\r\n`),
      events: [302, 303].map((n) => delivered(wildEvent(n))),
    },
    {
      kind: 'wanted and unwanted log types in one record',
      data: Buffer.from(`${wildEvent(304)}\n{"log_type":"unwanted","time":"never"}`),
      events: [delivered(wildEvent(304)), filtered('{"log_type":"unwanted","time":"never"}')],
    },
  ];
}

function strangeMembers(): WildRecord[] {
  const time = `"time":"${wildTime}"`;
  const logType = `"log_type":"${wildLogType}"`;
  const wrongTypes = ['null', '""', '7', '["wild"]', '{}'].map(
    (value) => `"log_type":${value},${time}`,
  );
  const noTimes = ['null', '""'].map((value) => `${logType},"time":${value}`);
  const odd = `${wildLogType}/odd type:é`;
  return [
    ...[time, ...wrongTypes].map((members) =>
      badRecord('no log type', `{${members}}`, 'missing_log_type'),
    ),
    ...[logType, ...noTimes].map((members) => badRecord('no time', `{${members}}`, 'missing_time')),
    ...['null', '""'].map((id) => anew('an empty id', `{${schema},"log_id":${id},"n":1.0}`)),
    goodRecord('an id that is a number', `{${schema},"log_id":42}`),
    goodRecord('an id that is an object', `{${schema},"log_id":{"a":1}}`),
    goodRecord('a log type that no key takes', wildEvent(400, { log_type: odd }), {
      partition: partitionOf('wild_odd_type__', new Date(wildTime)),
    }),
  ];
}

function spread(kind: string, data: string, line: string): WildRecord {
  return { kind, data: Buffer.from(data), events: [delivered(line)] };
}

function anew(kind: string, line: string): WildRecord {
  return { kind, data: Buffer.from(line), events: [writtenAnew(line)] };
}

function deep(members: string): string {
  const levels = 100_000;
  return `{${schema},${members}"deep":${'['.repeat(levels)}${']'.repeat(levels)}}`;
}
