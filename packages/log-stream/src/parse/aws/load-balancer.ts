import { splitColumns } from '../common/columns.ts';
import type { LineFormat } from '../line-format.ts';
import {
  type Column,
  duration,
  endpoint,
  integer,
  readColumns,
  request,
  text,
  textLike,
  time,
} from './column-table.ts';

/** Far more than the columns there are. */
const MAX_COLUMNS = 64;

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/application/load-balancer-access-logs.html */
const ALB: readonly Column[] = [
  ['type', text],
  ['time', time],
  ['elb', text],
  ['client', endpoint],
  ['target', endpoint],
  ['request_processing_time', duration],
  ['target_processing_time', duration],
  ['response_processing_time', duration],
  ['elb_status_code', integer],
  ['target_status_code', integer],
  ['received_bytes', integer],
  ['sent_bytes', integer],
  ['url', request],
  ['user_agent', text],
  ['ssl_cipher', text],
  ['ssl_protocol', textLike(/^(?:TLS|SSL)/)],
  ['target_group_arn', text],
  ['trace_id', text],
  ['domain_name', text],
  ['chosen_cert_arn', text],
  ['matched_rule_priority', integer],
  ['request_creation_time', time],
  ['actions_executed', text],
  ['redirect_url', text],
  ['error_reason', text],
  ['target_port_list', text],
  ['target_status_code_list', text],
  ['classification', text],
  ['classification_reason', text],
  ['conn_trace_id', text],
  ['transformed_host', text],
  ['transformed_uri', text],
  ['request_transform_status', text],
];
/** Up to the trace id; the rest came later. */
const ALB_REQUIRED = 18;
const ALB_START = /^(?:https?|h2|grpcs|wss?) \d{4}-\d\d-\d\dT/;

/**
 * Access log of an Application Load Balancer. Names are AWS's own, with `client:port` as `client_ip` and
 * `client_port` and the request as `method`, `url` and `protocol`; times in seconds.
 */
export const albAccess: LineFormat = {
  name: 'alb_access',
  parse(line) {
    // g h w
    const first = line.charCodeAt(0);
    if ((first !== 0x68 && first !== 0x77 && first !== 0x67) || !ALB_START.test(line)) {
      return undefined;
    }
    const values = splitColumns(line, 0, MAX_COLUMNS);
    return values && readColumns(ALB, values, ALB_REQUIRED);
  },
};

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-access-logs.html */
const NLB: readonly Column[] = [
  ['type', text],
  ['version', text],
  ['time', time],
  ['elb', text],
  ['listener', text],
  ['client', endpoint],
  ['destination', endpoint],
  ['connection_time', duration],
  ['tls_handshake_time', duration],
  ['received_bytes', integer],
  ['sent_bytes', integer],
  ['incoming_tls_alert', text],
  ['chosen_cert_arn', text],
  ['chosen_cert_serial', text],
  ['tls_cipher', text],
  ['tls_protocol_version', text],
  ['tls_named_group', text],
  ['domain_name', text],
  ['alpn_fe_protocol', text],
  ['alpn_be_protocol', text],
  ['alpn_client_preference_list', text],
  ['tls_connection_creation_time', time],
];
/** Up to the domain name; ALPN came later. */
const NLB_REQUIRED = 18;

/** Access log of a Network Load Balancer's TLS listener; times in milliseconds. */
export const nlbAccess: LineFormat = {
  name: 'nlb_access',
  parse(line) {
    if (!line.startsWith('tls ')) return undefined;
    // The list of protocols has quotes inside, none around.
    const values = line.split(' ', MAX_COLUMNS + 1);
    return values.length > MAX_COLUMNS ? undefined : readColumns(NLB, values, NLB_REQUIRED);
  },
};
