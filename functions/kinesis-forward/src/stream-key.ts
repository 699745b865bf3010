import { hash } from 'node:crypto';

const mostCharacters = 256;

/**
 * A text as Kinesis takes it for a partition key: the text itself where it has at most 256 characters
 * of well-formed Unicode, else its SHA-256 in hexadecimal, so that equal texts stay together.
 */
export function partitionKeyOf(text: string): string {
  return text.length <= mostCharacters && text.isWellFormed() ? text : hash('sha256', text);
}
