import { Readable } from 'node:stream';
import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  GetObjectTaggingCommand,
  ListObjectsV2Command,
  PutObjectTaggingCommand,
  type S3Client,
} from '@aws-sdk/client-s3';
import { InputError } from '../../../errors.ts';
import { readHead } from '../../../streams/head.ts';
import { inflate } from '../../../streams/inflate.ts';
import { isBlank, splitLines } from '../../../streams/split-lines.ts';
import { awsError } from './aws-error.ts';
import type { Container, Source } from './source.ts';

export type After = 'tag' | 'move' | 'keep';

export interface S3SourceOptions {
  bucket: string;
  prefix: string;
  /** What becomes of an object of which everything has been sent. */
  after: After;
}

interface Listed {
  key: string;
  etag: string;
}

const tag = 'logdrive-replayed';
const moved = 'replayed/';
/** A whole invocation, base64 in JSON in JSON, is the longest line there is. */
const longestLine = 32 * 1024 * 1024;

/**
 * The objects under a prefix, but for those that an earlier replay has tagged or moved away.
 *
 * @throws InputError when the bucket cannot be listed, or there is nothing
 */
export async function s3Source(client: S3Client, options: S3SourceOptions): Promise<Source> {
  const objects = await list(client, options);
  if (objects.length === 0) {
    throw new InputError(`there are no objects under s3://${options.bucket}/${options.prefix}`);
  }
  return {
    total: objects.length,
    async *containers() {
      for (const object of objects) {
        if (options.after === 'tag' && (await isTagged(client, options.bucket, object))) continue;
        yield containerOf(client, object, options);
      }
    },
    async close() {},
  };
}

async function list(client: S3Client, { bucket, prefix }: S3SourceOptions): Promise<Listed[]> {
  const objects: Listed[] = [];
  let token: string | undefined;
  do {
    const command: ListObjectsV2Command = new ListObjectsV2Command({
      Bucket: bucket,
      Prefix: prefix,
      ContinuationToken: token,
    });
    const page = await client.send(command).catch((error) => {
      throw awsError(`s3://${bucket}/${prefix}`, error);
    });
    for (const { Key: key, ETag: etag = '', Size: size = 0 } of page.Contents ?? []) {
      if (key !== undefined && size > 0 && !key.startsWith(moved)) objects.push({ key, etag });
    }
    token = page.NextContinuationToken;
  } while (token !== undefined);
  return objects;
}

function containerOf(
  client: S3Client,
  { key, etag }: Listed,
  { bucket, after }: S3SourceOptions,
): Container {
  const name = `s3://${bucket}/${key}`;
  const at = { Bucket: bucket, Key: key };
  const failed = (error: unknown) => {
    throw error instanceof InputError
      ? new InputError(`${name}: ${error.message}`)
      : awsError(name, error);
  };
  return {
    name,
    key: `${name} ${etag}`,
    async *lines() {
      try {
        const { Body: body } = await client.send(new GetObjectCommand(at));
        if (body instanceof Readable) yield* linesOf(body);
      } catch (error) {
        failed(error);
      }
    },
    async finish() {
      if (after === 'tag') await addTag(client, at).catch(failed);
      if (after !== 'move') return;
      const from = `${bucket}/${encodeURIComponent(key).replaceAll('%2F', '/')}`;
      const to = { Bucket: bucket, Key: `${moved}${key}`, CopySource: from };
      await client.send(new CopyObjectCommand(to)).catch(failed);
      await client.send(new DeleteObjectCommand(at)).catch(failed);
    },
    leave() {},
  };
}

/** The lines of an object, whether it is gzip or not; blank ones left out. */
async function* linesOf(body: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const { head, whole } = await readHead(body);
  const text = head[0] === 0x1f && head[1] === 0x8b ? inflate(whole) : whole;
  for await (const lines of splitLines(text, longestLine)) {
    for (const { bytes, length } of lines) {
      if (length > longestLine) throw new InputError('a line has more than 32 MiB');
      if (!isBlank(bytes)) yield bytes;
    }
  }
}

async function isTagged(client: S3Client, bucket: string, { key }: Listed): Promise<boolean> {
  const command = new GetObjectTaggingCommand({ Bucket: bucket, Key: key });
  const { TagSet: tags = [] } = await client.send(command).catch((error) => {
    throw awsError(`s3://${bucket}/${key}`, error);
  });
  return tags.some(({ Key: name }) => name === tag);
}

/** The tags that the object has are kept. */
async function addTag(client: S3Client, at: { Bucket: string; Key: string }): Promise<void> {
  const { TagSet: tags = [] } = await client.send(new GetObjectTaggingCommand(at));
  const own = { Key: tag, Value: new Date().toISOString() };
  const command = new PutObjectTaggingCommand({ ...at, Tagging: { TagSet: [...tags, own] } });
  await client.send(command);
}
