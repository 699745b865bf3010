export const compressions = ['gzip', 'zstd', 'none'] as const;

/** How the content of objects is compressed. */
export type CompressionKind = (typeof compressions)[number];

const longestName = 128;

/**
 * A log type as a part of a key. What is not a letter, a digit, `.`, `_` or `-` becomes `_`, since S3
 * advises against it or Athena would have to unescape it; at most 128 characters.
 */
export function partitionName(logType: string): string {
  return logType.slice(0, longestName).replace(/[^A-Za-z0-9._-]/g, '_');
}

/**
 * The Hive partition of an event: `log_type=<t>/date=YYYY-MM-DD/hour=HH`.
 *
 * @param time the part that `partitionTimeIn` gives
 */
export function partitionPath(logType: string, time: string): string {
  return `log_type=${partitionName(logType)}/${time}`;
}

/**
 * The key of an object: `<prefix>/<path>/<name>.<extension>`.
 *
 * @param prefix without slashes at its ends; may be empty
 * @param path as `partitionPath` gives it
 */
export function objectKey(prefix: string, path: string, name: string, extension: string): string {
  const folder = prefix === '' ? path : `${prefix}/${path}`;
  return `${folder}/${name}.${extension}`;
}

/** How the key of an object of log lines ends. */
export function objectExtension(compression: CompressionKind): string {
  return { gzip: 'ndjson.gz', zstd: 'ndjson.zst', none: 'ndjson' }[compression];
}
