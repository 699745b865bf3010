import {
  type CommonSchema,
  ConfigError,
  type Conform,
  createConform,
  createLogTypeFilter,
  createSchemaCheck,
  type DecodedEvent,
  type DecodeOptions,
  type Env,
  EnvReader,
  type LogEvent,
  objectExtension,
  objectKey,
  partitionPath,
  partitionTimeIn,
  type Reject,
  readEventSettings,
  readObjectSettings,
  readTransformSettings,
  type SchemaCheck,
  transformVariables,
} from '@logdrive/log-stream';

/** What a function would do with an event, and what is known of it whatever that is. */
export interface Verdict {
  /** As the function has it: undefined for an event that is filtered. */
  answer: LogEvent | Reject | undefined;
  logType: string | undefined;
}

/**
 * Where an event goes: the key of its object, with `*` for the object's own name, or the name of its
 * index when the settings are those of a function that writes to a search engine.
 */
export type Place = { s3Key: string } | { index: string };

/** What a function would do with events, put together from its own settings. */
export interface Pipeline {
  /** How records are decoded: the line formats. */
  decode: DecodeOptions;
  judge: (decoded: DecodedEvent) => Verdict;
  /** Holds an event against the schema as if its log type were wanted: to say more of a filtered one. */
  conformAny: Conform;
  placeOf: (logType: string, timeMs: number) => Place;
}

/** The variables of a function that say what becomes of an event; all others are passed over. */
export const settingVariables = [
  'LOG_TYPES',
  'LOG_TYPE_KEY',
  'LOG_ID_KEY',
  'TIME_KEY',
  'TIME_ZONE',
  'PREFIX',
  'COMPRESSION',
  'ENDPOINT',
  'INDEX',
  'DATA_STREAM',
  ...transformVariables,
  'JSON_SCHEMAS',
] as const;

export type SettingVariable = (typeof settingVariables)[number];

/**
 * @param variables a function's environment variables
 * @throws ConfigError naming every variable that is wrong, with the mend
 */
export async function createPipeline(variables: Env): Promise<Pipeline> {
  const env = new EnvReader(variables);
  const { keys, timeZone, logTypes, jsonSchemas } = readEventSettings(env);
  const { prefix, compression } = readObjectSettings(env);
  const transform = readTransformSettings(env);
  const check = await readSchemas(jsonSchemas, env);
  const isSearch = ['ENDPOINT', 'INDEX', 'DATA_STREAM'].some((name) => env.optional(name));
  const indexOf = isSearch ? await readIndex(env, timeZone) : undefined;
  env.done();
  const schema = { keys, timeZone, ...transform.schema, check };
  const timeOf = partitionTimeIn(timeZone);
  const extension = objectExtension(compression);
  return {
    decode: transform.decode,
    judge: createJudge(schema, createLogTypeFilter(logTypes)),
    conformAny: createConform({ ...schema, wants: () => true }),
    placeOf: (logType, timeMs) =>
      indexOf === undefined
        ? { s3Key: objectKey(prefix, partitionPath(logType, timeOf(timeMs)), '*', extension) }
        : { index: indexOf(logType, timeMs) },
  };
}

/** INDEX and DATA_STREAM, as kinesis-to-es has them. The client of a search engine is loaded only here. */
async function readIndex(env: EnvReader, timeZone: string) {
  const { createIndexName, indexPatternProblem } = await import('@logdrive/log-stream/opensearch');
  const dataStream = env.flag('DATA_STREAM');
  const pattern = env.text('INDEX', `logs-{log_type}${dataStream ? '' : '-{yyyy}.{MM}.{dd}'}`);
  const problem = indexPatternProblem(pattern);
  if (problem === undefined) return createIndexName({ pattern, timeZone, dataStream });
  env.invalid('INDEX', problem);
  return undefined;
}

/** JSON_SCHEMAS: a JSON object of JSON Schemas by log type. */
async function readSchemas(
  schemas: Readonly<Record<string, unknown>>,
  env: EnvReader,
): Promise<SchemaCheck> {
  try {
    return await createSchemaCheck(schemas);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    for (const problem of error.problems) env.problem('JSON_SCHEMAS', `is wrong: ${problem}`);
    return () => undefined;
  }
}

function createJudge(schema: CommonSchema, wanted: (logType: string) => boolean) {
  let logType: string | undefined;
  const wants = (read: string) => {
    logType = read;
    return wanted(read);
  };
  const conform = createConform({ ...schema, wants });
  return (decoded: DecodedEvent): Verdict => {
    logType = undefined;
    const answer = conform(decoded);
    return { answer, logType };
  };
}
