const quarantine = { QUARANTINE_BUCKET: 'quarantine' };
const streamArn = (name: string) => `arn:aws:kinesis:eu-west-1:123456789012:stream/${name}`;

/** What each function wants to load: the variables that have no default. */
export const functionEnvironments: Readonly<Record<string, Record<string, string>>> = {
  'kinesis-to-s3': { BUCKET: 'logs' },
  'kinesis-to-es': { ...quarantine, ENDPOINT: 'https://search.example.com', AUTH: 'none' },
  'kinesis-forward': {
    ...quarantine,
    SOURCE_STREAM_ARN: streamArn('all'),
    TARGETS: JSON.stringify([{ name: 'orders', stream_arn: streamArn('orders') }]),
  },
  subscription: {
    ...quarantine,
    TARGET_STREAM_ARN: streamArn('logs'),
    _HANDLER: 'index.handler',
  },
};
