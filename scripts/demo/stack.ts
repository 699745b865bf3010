import type { AppliedExample } from './local-stack.ts';

/** What the demo must know of an applied example. */
export interface Stack {
  streamName: string;
  logGroupName: string;
  locations: Locations;
}

/** The archive on a local cloud, with all that its report speaks of. */
export interface LocalStack extends AppliedExample {
  stack: Stack;
}

/** Where a stack puts what it writes. */
export interface Locations {
  bucket: string;
  /** Key prefixes, with the slash at their ends. */
  objects: string;
  quarantine: string;
}

/**
 * Reads an example's outputs.
 *
 * @throws Error when one is missing, or objects and quarantine are not in one bucket, which is all
 *   that the demo reads
 */
export function parseStack(outputs: Record<string, unknown>): Stack {
  const urls = (outputs.locations ?? {}) as Record<string, unknown>;
  const objects = parseS3Url(urls.objects);
  const quarantine = parseS3Url(urls.quarantine);
  if (objects.bucket !== quarantine.bucket) throw new Error('objects and quarantine lie apart');
  return {
    streamName: outputText(outputs, 'stream_name'),
    logGroupName: outputText(outputs, 'log_group_name'),
    locations: {
      bucket: objects.bucket,
      objects: objects.prefix,
      quarantine: quarantine.prefix,
    },
  };
}

/** @throws Error when the example has no such output */
export function outputText(outputs: Record<string, unknown>, name: string): string {
  const value = outputs[name];
  if (typeof value === 'string') return value;
  throw new Error(`the example has no output ${name}`);
}

/** @throws Error when it is no S3 URL */
export function parseS3Url(url: unknown): { bucket: string; prefix: string } {
  const [, bucket, prefix] = /^s3:\/\/([^/]+)\/(.*)$/.exec(String(url)) ?? [];
  if (bucket === undefined || prefix === undefined) throw new Error(`not an S3 URL: ${url}`);
  return { bucket, prefix };
}
