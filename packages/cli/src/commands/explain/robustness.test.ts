import { setImmediate as nextTurn } from 'node:timers/promises';
import { InputError } from '../../errors.ts';
import { createPipeline, type Pipeline } from '../../pipeline/pipeline.ts';
import { RecordMaker } from '../../records/record-maker.ts';
import { Random } from '../../testing/random.ts';
import { mutatedEnvelope, randomBytes } from '../../testing/random-inputs.ts';
import { explain } from './explain.ts';
import { type Explanation, explanationLine } from './explanation.ts';
import { inputKinds, type ReadOptions } from './input/piece.ts';
import { ReadableView } from './view/readable.ts';

/** `EXPLAIN_RUNS=100000` runs the long version, and prints its figures. */
const runs = Number(process.env.EXPLAIN_RUNS ?? 3000);
let pipeline: Pipeline;
beforeAll(async () => {
  pipeline = await createPipeline({ LOG_TYPES: '["*a*"]', TIME_ZONE: 'Asia/Tokyo' });
});
const view = new ReadableView(process.stdout);
const arrivedMs = Date.UTC(2026, 10, 21, 5);

interface Figure {
  ms: number;
  input: Buffer;
  options: ReadOptions;
}

class Figures {
  readonly times: number[] = [];
  /** Five, the slowest first: to keep all inputs would be what takes the memory. */
  readonly slowest: Figure[] = [];

  add(figure: Figure): void {
    this.times.push(figure.ms);
    if (figure.ms <= (this.slowest[4]?.ms ?? 0)) return;
    this.slowest.push({ ...figure, input: Buffer.from(figure.input) });
    this.slowest.sort((a, b) => b.ms - a.ms).splice(5);
  }
}

/** What an input is explained to be; undefined for a compressed file of lines that is refused. */
async function explainAll(input: Buffer, options: ReadOptions): Promise<Explanation[] | undefined> {
  const found: Explanation[] = [];
  const chunks = (async function* () {
    yield input;
  })();
  try {
    for await (const explanations of explain(chunks, options, pipeline)) {
      found.push(...explanations);
    }
  } catch (error) {
    const compressedLines =
      options.kind === 'line' && /^(1f8b|28b52ffd)/.test(input.toString('hex'));
    if (error instanceof InputError && compressedLines) return undefined;
    throw error;
  }
  return found;
}

/** What must hold for any input. */
function check(found: readonly Explanation[]): void {
  for (const explanation of found) {
    const line = explanationLine(explanation);
    if (line.includes('\n') || JSON.parse(line).status !== explanation.status) {
      throw new Error(`not one line of JSON: ${line}`);
    }
    if (view.text(explanation) === '') throw new Error('no view');
  }
}

async function runAll({ make, seed, silent }: Inputs): Promise<Figures> {
  const random = new Random(seed);
  const figures = new Figures();
  for (let run = 0; run < runs; run += 1) {
    // zlib frees the memory of failed attempts in between two turns of the event loop only.
    if (run % 100 === 0) await nextTurn();
    const input = make(random);
    const kind = inputKinds[run % inputKinds.length] ?? 'auto';
    const logGroup = random.pick([undefined, '/aws/lambda/api', 'flow-logs']);
    const whole = kind === 'line' && random.below(4) === 0;
    const options = { kind, logGroup, whole, records: new RecordMaker(() => arrivedMs) };
    try {
      const started = performance.now();
      const found = await explainAll(input, options);
      figures.add({ ms: performance.now() - started, input, options });
      if (found !== undefined) check(found);
      if (found?.length === 0 && !silent(input)) throw new Error('nothing came of it');
    } catch (error) {
      throw new Error(`run ${run} as ${kind}: ${input.toString('base64')}`, { cause: error });
    }
  }
  return figures;
}

/** Times by rank, and how long the slowest take when they are run again: a pause is not theirs. */
async function report(name: string, { times, slowest }: Figures): Promise<void> {
  const sorted = times.toSorted((a, b) => a - b);
  const at = (share: number) => sorted[Math.floor((sorted.length - 1) * share)]?.toFixed(3);
  const again: string[] = [];
  for (const figure of slowest) again.push(await describe(figure));
  const mebibytes = (bytes: number) => `${(bytes / 2 ** 20).toFixed()} MiB`;
  const { heapUsed, rss } = process.memoryUsage();
  console.log(`${name}: ${runs} inputs
  median ${at(0.5)} ms, 99 % ${at(0.99)} ms, 99.9 % ${at(0.999)} ms; the slowest:
  ${again.join('\n  ')}
  heap ${mebibytes(heapUsed)}, resident ${mebibytes(rss)}`);
}

async function describe({ ms, input, options }: Figure): Promise<string> {
  const again: number[] = [];
  for (let run = 0; run < 11; run += 1) {
    const started = performance.now();
    await explainAll(input, options);
    again.push(performance.now() - started);
  }
  const middle = again.sort((a, b) => a - b)[5]?.toFixed(3);
  return `${ms.toFixed(3)} ms, ${middle} ms again: ${input.length} bytes as ${options.kind}`;
}

interface Inputs {
  make: (random: Random) => Buffer;
  seed: number;
  /** Whether nothing may come of the input. */
  silent: (input: Buffer) => boolean;
}

const gzipFirst = 0x1f;
/** Blanks have nothing to say, compressed or not. */
const blank = (input: Buffer) => input[0] === gzipFirst || input.every((byte) => byte <= 0x20);

test.each<[string, Inputs]>([
  ['random bytes', { make: randomBytes, seed: 1, silent: blank }],
  // An envelope may be without log events, and its packing may hide it.
  ['mutated envelopes', { make: mutatedEnvelope, seed: 2, silent: () => true }],
])(
  '%s are explained without a throw',
  async (name, inputs) => {
    const figures = await runAll(inputs);
    if (process.env.EXPLAIN_RUNS !== undefined) await report(name, figures);
    expect(figures.times).toHaveLength(runs);
  },
  Math.max(60_000, runs * 20),
);
