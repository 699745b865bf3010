import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve, sep } from 'node:path';
import { GetObjectCommand, paginateListObjectsV2, type S3Client } from '@aws-sdk/client-s3';
import { openLog } from '../logs/open-log.ts';

/** An object of the bucket, saved as a file. */
export interface SavedObject {
  key: string;
  /** Path of the file that holds the object as it is, compressed or not. */
  file: string;
  /** Size of the object in bytes. */
  size: number;
  /** The lines of its content. */
  lines: Buffer[];
}

/** Reads the objects of a bucket, each once, and leaves them as files under a folder. */
export class BucketReader {
  readonly #client: S3Client;
  readonly #bucket: string;
  readonly #folder: string;
  readonly #prefix: string;
  readonly #seen = new Set<string>();

  /** @param prefix of the keys of the objects to read */
  constructor(client: S3Client, bucket: string, folder: string, prefix = '') {
    this.#client = client;
    this.#bucket = bucket;
    this.#folder = resolve(folder);
    this.#prefix = prefix;
  }

  /** The objects that have come since the last call. */
  async *newObjects(): AsyncGenerator<SavedObject> {
    const list = { Bucket: this.#bucket, Prefix: this.#prefix };
    const pages = paginateListObjectsV2({ client: this.#client }, list);
    for await (const { Contents = [] } of pages) {
      for (const { Key: key } of Contents) {
        if (key === undefined || this.#seen.has(key)) continue;
        this.#seen.add(key);
        yield await this.#save(key);
      }
    }
  }

  async #save(key: string): Promise<SavedObject> {
    const command = new GetObjectCommand({ Bucket: this.#bucket, Key: key });
    const { Body } = await this.#client.send(command);
    const body = (await Body?.transformToByteArray()) ?? new Uint8Array();
    const file = resolve(join(this.#folder, key));
    if (!file.startsWith(this.#folder + sep)) throw new Error(`the key ${key} leaves its folder`);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, body);
    return { key, file, size: body.length, lines: await linesOf(file) };
  }
}

/**
 * The lines of a saved object. They are split here and not as a log file's are: a line must be what
 * lies between two newlines, to the byte.
 *
 * @throws Error when the last line has no newline: the object would be cut off
 */
async function linesOf(file: string): Promise<Buffer[]> {
  const chunks: Buffer[] = [];
  for await (const chunk of openLog(file)) chunks.push(chunk);
  const content = Buffer.concat(chunks);
  const lines: Buffer[] = [];
  let from = 0;
  for (let at = content.indexOf('\n'); at >= 0; at = content.indexOf('\n', from)) {
    lines.push(content.subarray(from, at));
    from = at + 1;
  }
  if (from < content.length) throw new Error(`${file} does not end in a newline`);
  return lines;
}
