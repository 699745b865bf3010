import { splitColumns } from '../common/columns.ts';
import type { LineFormat } from '../line-format.ts';
import {
  type Column,
  integer,
  readColumns,
  request,
  text,
  textLike,
  time,
} from './column-table.ts';

/** https://docs.aws.amazon.com/AmazonS3/latest/userguide/LogFormat.html */
const COLUMNS: readonly Column[] = [
  ['bucket_owner', text],
  ['bucket', text],
  ['time', time],
  ['remote_ip', text],
  ['requester', text],
  ['request_id', text],
  ['operation', text],
  ['key', text],
  ['path', request],
  ['http_status', integer],
  ['error_code', text],
  ['bytes_sent', integer],
  ['object_size', integer],
  ['total_time', integer],
  ['turn_around_time', integer],
  ['referer', text],
  ['user_agent', text],
  ['version_id', text],
  ['host_id', text],
  ['signature_version', textLike(/^SigV/)],
  ['cipher_suite', text],
  ['authentication_type', text],
  ['host_header', text],
  ['tls_version', textLike(/^TLS/i)],
  ['access_point_arn', text],
  ['acl_required', text],
  ['source_region', text],
];
/** Up to the version id, as the oldest lines have it. */
const REQUIRED = 18;
const MAX_COLUMNS = 64;
/** The owner of the bucket is a canonical user id, of 64 hexadecimal digits. */
const OWNER_LENGTH = 64;
const START = /^[0-9a-f]{64} \S{1,255} \[\d\d\/[A-Z][a-z]{2}\/\d{4}:/;

/**
 * S3 server access log. Names are those of the documentation; the request is `method`, `path` and
 * `protocol`; times in milliseconds.
 */
export const s3Access: LineFormat = {
  name: 's3_access',
  parse(line) {
    if (line.charCodeAt(OWNER_LENGTH) !== 0x20 || !START.test(line)) return undefined;
    const values = splitColumns(line, 0, MAX_COLUMNS);
    return values && readColumns(COLUMNS, values, REQUIRED);
  },
};
