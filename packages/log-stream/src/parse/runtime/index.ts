import type { LineFormat } from '../line-format.ts';
import { bracketedLevel } from './bracketed-level.ts';
import { dotnetText } from './dotnet.ts';
import { goLog } from './go-log.ts';
import { goSlog } from './go-slog.ts';
import { goZap } from './go-zap.ts';
import { javaLog4j, javaLogback } from './java-log4j.ts';
import { javaSpring } from './java-spring.ts';
import { javaUnhandled } from './java-unhandled.ts';
import { nodeText, tabbedText } from './node.ts';
import { goPanic, rustPanic } from './panic.ts';
import { phpBref, phpMonolog } from './php-monolog.ts';
import { pythonText, pythonUnhandled } from './python.ts';
import { pythonRawTraceback } from './python-raw-traceback.ts';
import { rubyLogger } from './ruby-logger.ts';
import { runtimeJson } from './runtime-json.ts';
import { rustTracing } from './rust-tracing.ts';

/**
 * Lines of the Lambda runtimes and of what custom runtimes and their logging libraries write, as
 * documents with `time`, `level` (one of TRACE DEBUG INFO WARN ERROR FATAL), `requestId` and `message`,
 * and for errors `errorType`, `errorMessage` and `stackTrace[]`: the names of Lambda's JSON log format.
 * What a line does not say is absent. A message that is a JSON object is merged: see message.ts.
 *
 * The order matters: what says most of itself comes first, `[LEVEL] ...` and Java's two lines last.
 */
export const runtimeFormats: readonly LineFormat[] = [
  nodeText,
  pythonText,
  pythonUnhandled,
  dotnetText,
  goZap,
  tabbedText,
  runtimeJson,
  javaSpring,
  javaLog4j,
  javaLogback,
  rustTracing,
  goLog,
  goSlog,
  rubyLogger,
  phpMonolog,
  phpBref,
  bracketedLevel,
  goPanic,
  rustPanic,
  pythonRawTraceback,
  javaUnhandled,
];
