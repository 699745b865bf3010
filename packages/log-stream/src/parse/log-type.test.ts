import { defaultLogType } from './log-type.ts';

test.each([
  ['/aws/lambda/api', 'lambda'],
  ['/aws/apigateway/welcome', 'api_gateway'],
  ['API-Gateway-Execution-Logs_abc/prod', 'api_gateway'],
  ['/aws/rds/cluster/db/postgresql', 'rds'],
  ['/aws/eks/prod/cluster', 'eks'],
  ['/ecs/web', 'ecs'],
  ['/aws/vendedlogs/states/flow', 'step_functions'],
  ['aws-waf-logs-web', 'waf'],
  ['aws-cloudtrail-logs-123456789012', 'cloudtrail'],
  ['CloudTrail/DefaultLogGroup', 'cloudtrail'],
  ['/vpc/flow-logs', 'vpc_flow'],
  ['VPCFlowLogs', 'vpc_flow'],
  ['/aws/lambda/cloudtrail-reader', 'lambda'],
  ['workflow-logic', 'cloudwatch'],
  ['/my/application', 'cloudwatch'],
  ['', 'cloudwatch'],
])('%s holds %s', (logGroup, logType) => {
  expect(defaultLogType(logGroup)).toBe(logType);
});
