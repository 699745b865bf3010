import { PutObjectCommand, type PutObjectCommandInput, type S3Client } from '@aws-sdk/client-s3';
import type { ObjectStore, StoredObject } from '../delivery/object-store.ts';
import { retry } from '../delivery/retry.ts';
import { isRetryableS3Error, statusOf } from './s3-errors.ts';

export interface S3ObjectOptions {
  bucket: string;
  /** Customer key for server-side encryption; without it the bucket's own default holds. */
  kmsKeyArn?: string;
  /** Gives the owner of the bucket full control, for a bucket of another account with ACLs on. */
  bucketOwnerFullControl?: boolean;
  tags?: Readonly<Record<string, string>>;
}

/**
 * Objects in an S3 bucket, each written once (`If-None-Match: *`).
 *
 * @param client built with `maxAttempts: 1`: the deadline bounds the retries here
 */
export function s3ObjectStore(client: S3Client, options: S3ObjectOptions): ObjectStore {
  const fixed = putOptions(options);
  return {
    async putOnce(object, deadline) {
      const command = () => new PutObjectCommand({ ...fixed, ...bodyOf(object) });
      try {
        await retry(() => client.send(command(), { abortSignal: deadline.signal }), {
          deadline,
          isRetryable: (error) => !deadline.signal.aborted && isRetryableS3Error(error),
        });
        return 'written';
      } catch (error) {
        if (statusOf(error) === 412) return 'already_there';
        throw error;
      }
    },
  };
}

function putOptions(options: S3ObjectOptions): Omit<PutObjectCommandInput, 'Key' | 'Body'> {
  const { bucket, kmsKeyArn, bucketOwnerFullControl = false, tags = {} } = options;
  const tagging = new URLSearchParams(tags).toString();
  return {
    Bucket: bucket,
    IfNoneMatch: '*',
    ...(kmsKeyArn && { ServerSideEncryption: 'aws:kms', SSEKMSKeyId: kmsKeyArn }),
    ...(bucketOwnerFullControl && { ACL: 'bucket-owner-full-control' }),
    ...(tagging && { Tagging: tagging }),
  };
}

function bodyOf({ key, body, contentType }: StoredObject) {
  return { Key: key, Body: body, ContentType: contentType };
}
