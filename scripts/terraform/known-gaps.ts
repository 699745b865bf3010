/**
 * What a second plan wants to change on the local AWS, and on no account: members that MiniStack does
 * not keep. The tests hold the second plan of every example against this list.
 *
 * @see planAgain
 */
export const knownGaps: readonly string[] = [
  'update aws_cloudwatch_metric_alarm: actions_enabled, alarm_description, dimensions, period, statistic, treat_missing_data',
  'update aws_lambda_event_source_mapping: metrics_config',
];
