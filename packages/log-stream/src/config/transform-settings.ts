import type { DecodeOptions } from '../decode/decode-batch.ts';
import { chooseFormats, type FormatChoice } from '../parse/choose-formats.ts';
import { createLogGroupTypes } from '../parse/log-group-types.ts';
import { createLineParser } from '../parse/registry.ts';
import type { CommonSchema } from '../schema/common-schema.ts';
import { createRedactor } from '../schema/redact.ts';
import type { RedactRule } from '../schema/redact-rule.ts';
import type { EnvReader } from './env-reader.ts';

/** What the user decides of how log lines become events. */
export interface TransformSettings {
  /** For `takeIn` and `decodeBatch`: the line formats. */
  decode: DecodeOptions;
  /** For `createConform`, beside the event settings: log types of log groups, and what to redact. */
  schema: Pick<CommonSchema, 'logTypeOf' | 'redact'>;
}

/** The variables that `readTransformSettings` reads. */
export const transformVariables = ['LINE_FORMATS', 'LOG_GROUP_TYPES', 'REDACT'] as const;

/**
 * Reads LINE_FORMATS (a JSON array of what `chooseFormats` takes), LOG_GROUP_TYPES (a JSON object of
 * log types by log group pattern, see `createLogGroupTypes`) and REDACT (a JSON array of rules, see
 * `createRedactor`); problems go to `env`. What is not set stays at the package's default.
 */
export function readTransformSettings(env: EnvReader): TransformSettings {
  const decode: TransformSettings['decode'] = {};
  const schema: TransformSettings['schema'] = {};
  const formats = env.list('LINE_FORMATS', '["-logfmt","*"]');
  const parseLine =
    formats &&
    env.made('LINE_FORMATS', () => createLineParser(chooseFormats(formats as FormatChoice[])));
  if (parseLine !== undefined) decode.parseLine = parseLine;

  const groups = env.object('LOG_GROUP_TYPES', '{"/app/*":"app"}') as Record<string, string>;
  const logTypeOf = env.made('LOG_GROUP_TYPES', () => createLogGroupTypes(groups));
  if (logTypeOf !== undefined) schema.logTypeOf = logTypeOf;

  const rules = env.list('REDACT', '[{"path":"user.email","action":"mask"}]');
  const redact = rules && env.made('REDACT', () => createRedactor(rules.filter(isRule(env))));
  if (redact !== undefined) schema.redact = redact;
  return { decode, schema };
}

function isRule(env: EnvReader) {
  return (rule: unknown): rule is RedactRule => {
    if (typeof rule === 'object' && rule !== null) return true;
    env.problem('REDACT', `holds ${JSON.stringify(rule)}: give rules with path and action`);
    return false;
  };
}
