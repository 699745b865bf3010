import type { DecodeOutput } from './decode-output.ts';
import { decodeText } from './decode-text.ts';
import { decompress, isCompressed } from './decompress.ts';
import { readAggregate } from './kpl-aggregate.ts';

/** Compressed, and compressed again on the way: seen. Beyond that it is no log any more. */
const maxLayers = 2;

/** Decodes the data of one Kinesis record into `output`. */
export function decodeData(data: Buffer, output: DecodeOutput): void {
  const userRecords = readAggregate(data);
  if (userRecords === undefined) {
    decodeUserRecord(data, output);
    return;
  }
  for (const userRecord of userRecords) {
    output.startUserRecord(userRecord);
    decodeUserRecord(userRecord.data, output);
  }
}

/** Data that is no aggregate: text, or compressed text. */
function decodeUserRecord(data: Buffer, output: DecodeOutput): void {
  let text = data;
  for (let layer = 0; isCompressed(text); layer += 1) {
    if (layer === maxLayers) {
      output.reject('inflate_limit', `compressed more than ${maxLayers} times over`, data);
      return;
    }
    const budget = output.inflateBudget;
    const result = decompress(text, budget);
    output.inflated(result.inflated);
    if (result.bytes === undefined) {
      output.reject(result.reason, result.detail, data);
      return;
    }
    text = result.bytes;
  }
  decodeText(text, data, output);
}
