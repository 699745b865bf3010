import type { Command, Io } from '../../command.ts';
import { InputError, UsageError } from '../../errors.ts';
import { Output } from '../../output.ts';
import { pipelineFor } from '../../pipeline/settings.ts';
import { RecordMaker } from '../../records/record-maker.ts';
import { explain } from './explain.ts';
import { type Explanation, explanationLine } from './explanation.ts';
import { help } from './help.ts';
import { openInput } from './input/open-input.ts';
import type { ReadOptions } from './input/piece.ts';
import { type ExplainOptions, parseExplainOptions } from './options.ts';
import { ReadableView } from './view/readable.ts';
import { safeText } from './view/safe-text.ts';

export const explainCommand: Command = {
  async run(args, io) {
    const options = parseExplainOptions(args);
    const output = new Output(io.stdout);
    if (options.help) {
      await output.write(help);
      return 0;
    }
    if (options.files.length === 0 && io.stdin.isTTY) {
      throw new UsageError('nothing to explain: give a file, pipe something in, or - to type');
    }
    return explainFiles(options, output, io);
  },
};

async function explainFiles(options: ExplainOptions, output: Output, io: Io): Promise<number> {
  const pipeline = await pipelineFor(options);
  const view = createView(options, io);
  const readOptions = readOptionsOf(options);
  const files = options.files.length === 0 ? ['-'] : options.files;
  let exitCode = 0;
  for (const file of files) {
    try {
      const found = explain(openInput(file, io.stdin), readOptions, pipeline);
      for await (const explanations of found) await output.write(view.text(explanations));
    } catch (error) {
      if (!(error instanceof InputError)) throw error;
      // The other files can still be explained.
      const name = file === '-' ? 'standard input' : file;
      io.stderr.write(`logdrive: ${name}: ${error.message}\n`);
      exitCode = 1;
    }
  }
  await output.write(view.end());
  return exitCode;
}

function readOptionsOf({ kind, logGroup, whole, arrivedMs }: ExplainOptions): ReadOptions {
  const records = new RecordMaker(() => arrivedMs ?? Date.now());
  return { kind, logGroup, whole, records };
}

/** How explanations are printed. */
interface View {
  text: (explanations: readonly Explanation[]) => string;
  end: () => string;
}

function createView({ json }: ExplainOptions, { stdout }: Io): View {
  if (!(json ?? !stdout.isTTY)) {
    const view = new ReadableView(stdout);
    const text = (explanation: Explanation) => view.text(explanation);
    return { text: (all) => all.map(text).join(''), end: () => view.summary() };
  }
  const line = stdout.isTTY
    ? (explanation: Explanation) => safeText(explanationLine(explanation))
    : explanationLine;
  return { text: (all) => all.map((one) => `${line(one)}\n`).join(''), end: () => '' };
}
