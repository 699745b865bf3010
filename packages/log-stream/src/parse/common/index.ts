import type { LineFormat } from '../line-format.ts';
import { commonLog } from './common-log.ts';
import { genericText } from './generic-text.ts';
import { keyValue } from './key-value.ts';
import { logfmt } from './logfmt.ts';
import { prefixedJson } from './prefixed-json.ts';
import { syslog3164 } from './syslog-3164.ts';
import { syslog5424 } from './syslog-5424.ts';

/**
 * Formats that programs of every kind write, in the order in which they are tried: what says most of
 * itself first. The last one takes every line.
 */
export const commonFormats: readonly LineFormat[] = [
  syslog5424,
  syslog3164,
  commonLog,
  logfmt,
  prefixedJson,
  keyValue,
  genericText,
];
