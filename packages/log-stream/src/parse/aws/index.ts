import type { LineFormat } from '../line-format.ts';
import { apiGatewayClf, apiGatewayJson } from './api-gateway.ts';
import { cloudFront } from './cloudfront.ts';
import { cloudTrail } from './cloudtrail.ts';
import { albAccess, nlbAccess } from './load-balancer.ts';
import { s3Access } from './s3-access.ts';
import { vpcFlow } from './vpc-flow.ts';

/**
 * Logs that AWS services write, in the order in which they are tried. Those in JSON come before any
 * format that takes every JSON object, that in common log format before the common log format.
 */
export const awsFormats: readonly LineFormat[] = [
  vpcFlow,
  cloudTrail,
  albAccess,
  nlbAccess,
  s3Access,
  cloudFront,
  apiGatewayJson,
  apiGatewayClf,
];
