/** What an application writes of its own: a number in milliseconds among other members. */
export const applicationLines: readonly string[] = [12, 7.5, 180].map((durationMs, index) =>
  JSON.stringify({
    level: index === 2 ? 'ERROR' : 'INFO',
    message: 'sale closed',
    sale: { id: `s-${index}`, total: 20 + index },
    duration_ms: durationMs,
  }),
);

const cloudTrail = {
  eventVersion: '1.09',
  eventTime: '2026-11-21T04:43:28Z',
  awsRegion: 'eu-west-1',
  eventType: 'AwsApiCall',
  eventCategory: 'Management',
  managementEvent: true,
  recipientAccountId: '123456789012',
  sourceIPAddress: '192.0.2.7',
};

/** Events that the table of AWS's own examples lacks: a call that failed, a login of root. */
export const cloudTrailLines: readonly string[] = [
  {
    ...cloudTrail,
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::123456789012:assumed-role/deploy/ci',
      accountId: '123456789012',
      sessionContext: { sessionIssuer: { type: 'Role', userName: 'deploy' } },
    },
    eventSource: 's3.amazonaws.com',
    eventName: 'PutBucketPolicy',
    userAgent: 'aws-sdk-go/1.44',
    errorCode: 'AccessDenied',
    errorMessage: 'Access Denied',
    requestParameters: { bucketName: 'logs', bucketPolicy: { Statement: [{ Effect: 'Allow' }] } },
    responseElements: null,
    readOnly: false,
  },
  {
    ...cloudTrail,
    userIdentity: {
      type: 'Root',
      arn: 'arn:aws:iam::123456789012:root',
      accountId: '123456789012',
    },
    eventSource: 'signin.amazonaws.com',
    eventName: 'ConsoleLogin',
    userAgent: 'Mozilla/5.0',
    responseElements: { ConsoleLogin: 'Success' },
    additionalEventData: { MFAUsed: 'Yes' },
    readOnly: true,
  },
].map((event) => JSON.stringify(event));
