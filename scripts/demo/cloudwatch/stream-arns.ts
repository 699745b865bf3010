/** ARNs of an example's streams in the local cloud, by what they carry, from its output `stream_names`. */
export function streamArns<K extends string>(
  streamNames: unknown,
  account: string,
): Record<K, string> {
  const names = Object.entries(streamNames as Record<K, string>);
  const arns = names.map(([what, name]) => [
    what,
    `arn:aws:kinesis:us-east-1:${account}:stream/${name}`,
  ]);
  return Object.fromEntries(arns);
}
