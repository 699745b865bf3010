import type { Command, Io } from '../../command.ts';
import { Output } from '../../output.ts';
import { pipelineFor } from '../../pipeline/settings.ts';
import { createFix } from './fix/create-fix.ts';
import type { Heard } from './heard.ts';
import { help } from './help.ts';
import { openSource, openTarget } from './index.ts';
import { Journal, journalPath } from './journal.ts';
import { parseReplayOptions, type ReplayOptions } from './options.ts';
import { ProgressLine } from './progress.ts';
import { replay } from './replay.ts';
import { dryRunLine, summary } from './report.ts';
import { Tally } from './tally.ts';

export const replayCommand: Command = {
  async run(args, io) {
    const options = parseReplayOptions(args, Date.now());
    const output = new Output(io.stdout);
    if (options.help) {
      await output.write(help);
      return 0;
    }
    return run(options, output, io);
  },
};

async function run(options: ReplayOptions, output: Output, io: Io): Promise<number> {
  const { dryRun, selection, rate, from, to = '' } = options;
  const pipeline = await pipelineFor(options);
  const fix = options.fix === undefined ? undefined : createFix(options.fix);
  const name = `${from} to ${to}`;
  const journal = new Journal(options.journal ?? journalPath(name), name);
  const target = dryRun || options.target === undefined ? undefined : openTarget(options.target);
  const source = await openSource(options, io);
  const tally = new Tally();
  const progress = new ProgressLine(io.stderr, source.total);
  let printed = Promise.resolve();
  const onEvent = (event: Heard) => {
    if (dryRun) printed = printed.then(() => output.write(dryRunLine(event, options.to)));
    progress.show(tally);
  };
  const onProblem = (message: string) => {
    progress.clear();
    io.stderr.write(`logdrive: ${message}\n`);
  };
  try {
    const parts = { source, selection, pipeline, fix, target, journal, rate, tally };
    const complete = await replay({ ...parts, onEvent, onProblem });
    return complete ? 0 : 1;
  } finally {
    progress.clear();
    await printed;
    if (tally.containers > 0) (dryRun ? io.stderr : io.stdout).write(summary(tally, dryRun));
  }
}
