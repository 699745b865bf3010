import { InputError } from '../../errors.ts';
import type { Pipeline } from '../../pipeline/pipeline.ts';
import { RecordMaker } from '../../records/record-maker.ts';
import type { Fix } from './fix/fix.ts';
import { setAsideInLine } from './forms/line.ts';
import type { SetAside } from './forms/set-aside.ts';
import type { Heard } from './heard.ts';
import type { Journal } from './journal.ts';
import { type Prepared, prepare } from './prepare.ts';
import { isSelected, type Selection } from './select.ts';
import { Sender, TargetError } from './sender.ts';
import type { Container, Source } from './sources/source.ts';
import type { Tally } from './tally.ts';
import type { Target } from './targets/target.ts';

export interface Replay {
  source: Source;
  selection: Selection;
  pipeline: Pipeline;
  fix: Fix | undefined;
  /** Undefined: nothing is sent, and nothing is noted. */
  target: Target | undefined;
  journal: Journal;
  /** Events a second, at the most. */
  rate: number;
  tally: Tally;
  /** Hears of each event in its turn. */
  onEvent: (event: Heard) => void;
  /** Hears of an object or a message that cannot be read. */
  onProblem: (message: string) => void;
}

/**
 * Reads what was set aside, and sends what is selected and would now be delivered, call by call. What
 * has been sent is noted before the next call is made, so that a run can be stopped at any time and
 * started again.
 *
 * @returns whether all that was selected has been sent
 * @throws InputError when the source cannot be read further, or the target takes no more
 */
export async function replay(work: Replay): Promise<boolean> {
  const sender = new Sender(work);
  let complete = true;
  try {
    for await (const container of work.source.containers()) {
      work.tally.containers += 1;
      complete = (await readContainer(container, work, sender)) && complete;
    }
    await sender.flush();
  } finally {
    await work.source.close();
  }
  return complete && work.tally.leftCount === 0;
}

/** @returns whether it could be read */
async function readContainer(container: Container, work: Replay, sender: Sender): Promise<boolean> {
  const load = sender.open(container);
  const records = new RecordMaker(() => Date.now(), container.key);
  try {
    for await (const line of container.lines()) {
      for (const entry of setAsideInLine(line, records))
        await load.add(entry, await piecesOf(entry, work));
    }
    await sender.close(load);
    return true;
  } catch (error) {
    // Of the target, the next object would hear the same.
    if (error instanceof TargetError || !(error instanceof InputError)) throw error;
    work.onProblem(error.message);
    load.spoil();
    return false;
  }
}

/** Undefined in place of what is not selected, of which only the number of its events counts. */
async function piecesOf(entry: SetAside, work: Replay): Promise<(Prepared | undefined)[]> {
  const { selection, pipeline, fix } = work;
  const selected = isSelected(entry, selection);
  const prepared = await prepare(entry, pipeline, selected ? fix : undefined);
  const isWanted = (piece: Prepared) =>
    selection.logType === undefined ||
    (piece.status === 'ready' && selection.logType(piece.event.logType));
  return prepared.map((piece) => (selected && isWanted(piece) ? piece : undefined));
}
