import { S3Client } from '@aws-sdk/client-s3';
import type { AwsCredentials } from '@logdrive/log-stream/opensearch';

/**
 * The credentials that the AWS command line would take: of the environment, a profile, or a role. Every
 * client of the SDK finds them in the same way.
 */
export function awsCredentials(region: string): Promise<AwsCredentials> {
  return new S3Client({ region }).config.credentials();
}
