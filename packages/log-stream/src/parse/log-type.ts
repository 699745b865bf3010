/** Log types of the groups that AWS services write to, by how the group's name begins. */
const byPrefix: ReadonlyArray<readonly [prefix: string, logType: string]> = [
  ['/aws/lambda/', 'lambda'],
  ['/aws/apigateway/', 'api_gateway'],
  ['API-Gateway-Execution-Logs_', 'api_gateway'],
  ['/aws/rds/', 'rds'],
  ['/aws/eks/', 'eks'],
  ['/aws/ecs/', 'ecs'],
  ['/ecs/', 'ecs'],
  ['/aws/codebuild/', 'codebuild'],
  ['/aws/states/', 'step_functions'],
  ['/aws/vendedlogs/states/', 'step_functions'],
  ['aws-waf-logs-', 'waf'],
];

/** Log types of groups that users name, told by the word that the name nearly always holds. */
const byWord: ReadonlyArray<readonly [word: RegExp, logType: string]> = [
  [/cloudtrail/i, 'cloudtrail'],
  [/flow[-_]?logs?\b/i, 'vpc_flow'],
];

/**
 * The log type of a CloudWatch Logs event that names none itself, from its log group:
 * `/aws/lambda/api` is `lambda`; a group that says nothing is `cloudwatch`.
 */
export function defaultLogType(logGroup: string): string {
  for (const [prefix, logType] of byPrefix) {
    if (logGroup.startsWith(prefix)) return logType;
  }
  for (const [word, logType] of byWord) {
    if (word.test(logGroup)) return logType;
  }
  return 'cloudwatch';
}
