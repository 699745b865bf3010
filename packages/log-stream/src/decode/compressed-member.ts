/** What a piece of compressed data held, and how many bytes of the data it took up. */
export interface CompressedMember {
  bytes: Buffer;
  length: number;
}
