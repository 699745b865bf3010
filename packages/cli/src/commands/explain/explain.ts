import type { Pipeline } from '../../pipeline/pipeline.ts';
import { explainRecord } from './explain-record.ts';
import type { Explanation } from './explanation.ts';
import type { Piece, ReadOptions } from './input/piece.ts';
import { readPieces } from './input/read-pieces.ts';

/** Explanations handed on together; what is in memory at a time, but for those of one record. */
const together = 256;

/**
 * What becomes of everything that an input holds, in its order, as it is read. Whatever the input
 * holds, it does not throw for it.
 *
 * @throws InputError when the input cannot be what it is taken for
 */
export async function* explain(
  chunks: AsyncIterable<Buffer>,
  options: ReadOptions,
  pipeline: Pipeline,
): AsyncGenerator<Explanation[]> {
  for await (const pieces of readPieces(chunks, options)) {
    let explanations: Explanation[] = [];
    for (const piece of pieces) {
      for (const explanation of explainPiece(piece, pipeline)) explanations.push(explanation);
      if (explanations.length < together) continue;
      yield explanations;
      explanations = [];
    }
    if (explanations.length > 0) yield explanations;
  }
}

function explainPiece(piece: Piece, pipeline: Pipeline): Explanation[] {
  return 'lost' in piece ? [piece.lost] : explainRecord(piece.record, pipeline);
}
