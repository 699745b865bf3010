import type { LineFormat } from './line-format.ts';

const digits = '0123456789';
const capitals = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** With which characters the lines of a format begin. Formats that are not named here may begin with any. */
const beginnings: Readonly<Record<string, string>> = {
  lambda_report: 'R',
  lambda_start: 'S',
  lambda_end: 'E',
  lambda_init_start: 'I',
  lambda_init_report: 'I',
  lambda_restore_start: 'R',
  lambda_restore_report: 'R',
  lambda_extension: 'E',
  lambda_telemetry: 'T',
  lambda_logs: 'L',
  lambda_fault: 'R',
  lambda_timeout: digits,
  node_text: digits,
  python_text: '[',
  python_unhandled: '[',
  dotnet_text: digits,
  go_zap: digits,
  tabbed_text: digits,
  runtime_json: '{',
  java_spring: digits,
  java_log4j: digits,
  java_logback: digits,
  // Escape begins a colour, a blank a level of four letters.
  rust_tracing: `${digits}\u001b EDT`,
  go_log: digits,
  go_slog: 't',
  ruby_logger: 'DIWEFA',
  php_monolog: '[',
  php_bref: capitals,
  bracketed_level: '[',
  go_panic: 'pf',
  rust_panic: 't\n',
  python_traceback: 'T',
  cloudtrail: '{',
  alb_access: 'hgw',
  nlb_access: 't',
  s3_access: `${digits}abcdef`,
  api_gateway_json: '{',
  json: '{ \t\r\n',
  syslog_5424: '<',
  syslog_3164: `<${digits}${capitals}`,
};

const asciiCount = 128;

/**
 * Answers the formats that a line may be in, in the order given, told by the line's first character.
 *
 * @param known formats to which the table above applies; any other is always among the answers, for a
 *   format of the user's may have any name
 */
export function byFirstCharacter(
  formats: readonly LineFormat[],
  known: ReadonlySet<LineFormat>,
): (line: string) => readonly LineFormat[] {
  const mayBegin = (format: LineFormat, character: string) => {
    const characters = known.has(format) ? beginnings[format.name] : undefined;
    return characters === undefined || (character !== '' && characters.includes(character));
  };
  const lists = Array.from({ length: asciiCount }, (_, code) =>
    formats.filter((format) => mayBegin(format, String.fromCharCode(code))),
  );
  const others = formats.filter((format) => mayBegin(format, ''));
  return (line) => lists[line.charCodeAt(0)] ?? others;
}
