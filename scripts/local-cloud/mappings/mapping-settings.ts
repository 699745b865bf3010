import type { EventSourceMappingConfiguration } from '@aws-sdk/client-lambda';
import { defaultMappingSettings, type MappingSettings } from '@logdrive/log-stream/testing';

/** A mapping of a Kinesis stream, as Lambda's API tells of it. */
export interface KinesisMapping {
  uuid: string;
  streamArn: string;
  functionArn: string;
  /** Name of the function, by which people know the mapping. */
  functionName: string;
  settings: MappingSettings;
  /** ARN of the on-failure destination. */
  onFailureArn: string | undefined;
}

/**
 * Reads what ListEventSourceMappings says of a mapping; undefined for one that is not of a Kinesis
 * stream, or has a filter, which the local AWS keeps to by itself.
 *
 * @param longestWindow seconds; a longer batching window is cut to it
 */
export function readMapping(
  mapping: EventSourceMappingConfiguration,
  longestWindow = Number.POSITIVE_INFINITY,
): KinesisMapping | undefined {
  const { UUID: uuid, EventSourceArn: streamArn, FunctionArn: functionArn } = mapping;
  if (uuid === undefined || streamArn === undefined || functionArn === undefined) return undefined;
  if (!/^arn:[^:]+:kinesis:/.test(streamArn)) return undefined;
  if ((mapping.FilterCriteria?.Filters ?? []).length > 0) return undefined;
  return {
    uuid,
    streamArn,
    functionArn,
    functionName: functionArn.split(':')[6] ?? functionArn,
    settings: readSettings(mapping, longestWindow),
    onFailureArn: mapping.DestinationConfig?.OnFailure?.Destination,
  };
}

function readSettings(
  mapping: EventSourceMappingConfiguration,
  longestWindow: number,
): MappingSettings {
  const defaults = defaultMappingSettings;
  const window = mapping.MaximumBatchingWindowInSeconds ?? defaults.maximumBatchingWindowInSeconds;
  return {
    batchSize: mapping.BatchSize ?? defaults.batchSize,
    maximumBatchingWindowInSeconds: Math.min(window, longestWindow),
    parallelizationFactor: mapping.ParallelizationFactor ?? defaults.parallelizationFactor,
    maximumRetryAttempts: mapping.MaximumRetryAttempts ?? defaults.maximumRetryAttempts,
    maximumRecordAgeInSeconds:
      mapping.MaximumRecordAgeInSeconds ?? defaults.maximumRecordAgeInSeconds,
    bisectBatchOnFunctionError: mapping.BisectBatchOnFunctionError ?? false,
    reportBatchItemFailures:
      mapping.FunctionResponseTypes?.includes('ReportBatchItemFailures') ?? false,
    startingPosition: mapping.StartingPosition === 'LATEST' ? 'LATEST' : 'TRIM_HORIZON',
  };
}
