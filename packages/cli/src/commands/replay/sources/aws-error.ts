import { InputError } from '../../../errors.ts';

const meanings: Readonly<Record<string, string>> = {
  NoSuchBucket:
    'there is no such bucket: check its name, and the Region and account of your AWS environment',
  PermanentRedirect: 'the bucket is in another Region: set AWS_REGION',
  AccessDenied: 'access is denied: your AWS credentials lack a permission for it',
  AccessDeniedException: 'access is denied: your AWS credentials lack a permission for it',
  CredentialsProviderError: 'there are no AWS credentials: set AWS_PROFILE, or sign in',
  ExpiredToken: 'the AWS credentials have expired: sign in again',
  ExpiredTokenException: 'the AWS credentials have expired: sign in again',
  InvalidAccessKeyId: 'AWS does not know the access key: check AWS_ACCESS_KEY_ID or AWS_PROFILE',
  UnrecognizedClientException: 'AWS does not know the access key: check AWS_PROFILE',
  QueueDoesNotExist: 'there is no such queue: check its URL, and the Region',
  'AWS.SimpleQueueService.NonExistentQueue':
    'there is no such queue: check its URL, and the Region',
  ResourceNotFoundException: 'there is no such stream or function: check its name, and the Region',
  NoSuchKey: 'it is gone',
};

/** What an AWS client threw, in one line that names the mend. */
export function awsError(what: string, error: unknown): InputError {
  const { name, message } = error as Error;
  const meaning = meanings[name] ?? `${name}: ${message.split('\n')[0]}`;
  return new InputError(`${what}: ${meaning}`, { cause: error });
}
