import { createVpcFlowFormat } from './vpc-flow.ts';

const context = { timeZone: 'UTC', referenceMs: 0 };

/** The custom formats of AWS's documentation, with lines that it shows for them. */
const tcpFlags =
  'version vpc-id subnet-id instance-id interface-id account-id type srcaddr dstaddr srcport dstport ' +
  'pkt-srcaddr pkt-dstaddr protocol bytes packets start end action tcp-flags log-status';
const tcpFlagsLine =
  '3 vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-01234567890123456 eni-1235b8ca123456789 ' +
  '123456789010 IPv4 10.0.0.62 52.213.180.42 5001 43638  10.0.0.62 52.213.180.42 6 967 14 ' +
  '1566933133 1566933193 ACCEPT 19 OK';
const natGateway = 'instance-id interface-id srcaddr dstaddr pkt-srcaddr pkt-dstaddr';
const trafficPath =
  'version srcaddr dstaddr srcport dstport protocol start end type packets bytes account-id vpc-id ' +
  'subnet-id instance-id interface-id region az-id sublocation-type sublocation-id action tcp-flags ' +
  'pkt-srcaddr pkt-dstaddr pkt-src-aws-service pkt-dst-aws-service traffic-path flow-direction log-status';

function parse(fields: string, line: string) {
  return createVpcFlowFormat(fields.split(' ')).parse(line, context);
}

test('an order of the user’s own', () => {
  expect(parse(tcpFlags, tcpFlagsLine)).toEqual({
    version: 3,
    vpc_id: 'vpc-abcdefab012345678',
    subnet_id: 'subnet-aaaaaaaa012345678',
    instance_id: 'i-01234567890123456',
    interface_id: 'eni-1235b8ca123456789',
    account_id: '123456789010',
    type: 'IPv4',
    srcaddr: '10.0.0.62',
    dstaddr: '52.213.180.42',
    srcport: 5001,
    dstport: 43638,
    pkt_srcaddr: '10.0.0.62',
    pkt_dstaddr: '52.213.180.42',
    protocol: 6,
    bytes: 967,
    packets: 14,
    start: '2019-08-27T19:12:13.000Z',
    end: '2019-08-27T19:13:13.000Z',
    action: 'ACCEPT',
    tcp_flags: 19,
    log_status: 'OK',
    time: '2019-08-27T19:12:13.000Z',
  });
});

test('an order that does not begin with the version, and has no time', () => {
  const line = '- eni-1235b8ca123456789 10.0.1.5 10.0.0.220 10.0.1.5 203.0.113.5';
  expect(parse(natGateway, line)).toEqual({
    instance_id: null,
    interface_id: 'eni-1235b8ca123456789',
    srcaddr: '10.0.1.5',
    dstaddr: '10.0.0.220',
    pkt_srcaddr: '10.0.1.5',
    pkt_dstaddr: '203.0.113.5',
  });
  expect(parse(natGateway, 'six words that are no flow log')).toBeUndefined();
  expect(parse(natGateway, `${line} 1`)).toBeUndefined();
});

test('all fields of version 5, in AWS’s example of an order', () => {
  const line =
    '5 10.0.0.71 52.95.128.179 34210 80 6 1616729292 1616729349 IPv4 7 471 123456789012 ' +
    'vpc-abcdefab012345678 subnet-aaaaaaaa012345678 i-0c50d5961bcb2d47b eni-1235b8ca123456789 ' +
    'ap-southeast-2 apse2-az3 - - ACCEPT 3 10.0.0.71 52.95.128.179 - S3 8 egress OK';
  expect(parse(trafficPath, line)).toMatchObject({
    pkt_src_aws_service: null,
    pkt_dst_aws_service: 'S3',
    traffic_path: 8,
    flow_direction: 'egress',
    time: '2021-03-26T03:28:12.000Z',
  });
});

test.each([
  ['hyphens', 'account-id end my-field'],
  ['underscores', 'account_id end my_field'],
  ['log_format', ['account-id', 'end', 'my-field'].map((name) => `\${${name}}`).join(' ')],
])('names with %s; a field that AWS does not know is text', (_, fields) => {
  expect(parse(fields, '000456789010 1616729349 007')).toEqual({
    account_id: '000456789010',
    end: '2021-03-26T03:29:09.000Z',
    my_field: '007',
    time: '2021-03-26T03:29:09.000Z',
  });
});

test('beside the user’s order the usual ones are read', () => {
  const line = '2 123456789010 eni-1235b8ca123456789 - - - - - - - 1431280876 1431280934 - NODATA';
  expect(parse(tcpFlags, line)).toMatchObject({ log_status: 'NODATA', srcaddr: null });
});

test('a header in the user’s order', () => {
  expect(parse(natGateway, natGateway)).toEqual({
    message: natGateway,
    columns: natGateway.split(' '),
  });
  expect(parse(natGateway, 'instance-id is missing here, sorry')).toBeUndefined();
});

test.each([
  [[], 'one or more'],
  [['version', 'start', 'version'], 'named once'],
  [['account-id', 'account_id'], 'named once'],
  [['a', 'b'], 'no field of a VPC flow log is known among a, b'],
])('%j is no order of fields', (fields, problem) => {
  expect(() => createVpcFlowFormat(fields)).toThrow(problem);
});
