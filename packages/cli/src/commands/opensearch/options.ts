import { join } from 'node:path';
import { endpointProblem, indexPatternProblem } from '@logdrive/log-stream/opensearch';
import { UsageError } from '../../errors.ts';
import { type EndpointValues, endpointOptions } from '../../opensearch/endpoint-options.ts';
import type { SetupFiles, SetupTokens } from '../../opensearch/setup-files.ts';
import { parseOptions } from '../../parse-options.ts';

export interface SetupCommandOptions {
  help: boolean;
  endpoint: EndpointValues;
  /** OpenSearch Dashboards; undefined: behind the endpoint. */
  dashboardsUrl: string | undefined;
  files: SetupFiles;
  /** Whether to put policies in place. */
  policies: boolean;
  /** Whether to import saved objects. */
  dashboards: boolean;
  dryRun: boolean;
  /** File for the saved objects, in place of setting up. */
  export: string | undefined;
  /** Whether to print JSON; undefined: unless on a terminal. */
  json: boolean | undefined;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;

const moduleFiles = join(import.meta.dirname, '../../../../../modules/kinesis-to-es/opensearch');

const tokenOptions = {
  'index-prefix': text,
  'retention-days': text,
  'number-field': text,
  'log-type-key': text,
  'log-id-key': text,
  'time-key': text,
} as const;

/** @throws UsageError that names the option and the mend */
export function parseSetupOptions(args: readonly string[]): SetupCommandOptions {
  const { values, positionals } = parseOptions('logdrive opensearch', args, {
    ...endpointOptions,
    ...tokenOptions,
    help: { ...flag, short: 'h' },
    folder: text,
    'data-streams': flag,
    'dashboards-url': text,
    dashboards: flag,
    policies: flag,
    'dry-run': flag,
    export: text,
    json: flag,
  });
  if (!values.help) mustBeSetup(positionals);
  const folder = values.folder ?? moduleFiles;
  return {
    help: values.help ?? false,
    endpoint: values,
    dashboardsUrl: readDashboardsUrl(values['dashboards-url']),
    files: { folder, dataStreams: values['data-streams'] ?? false, tokens: readTokens(values) },
    policies: values.policies ?? true,
    dashboards: values.dashboards ?? true,
    dryRun: values['dry-run'] ?? false,
    export: values.export,
    json: values.json,
  };
}

function mustBeSetup([verb, ...others]: readonly string[]): void {
  const mend = 'give setup: logdrive opensearch setup --endpoint URL';
  if (verb === undefined) throw new UsageError(`what to do is missing: ${mend}`);
  if (verb !== 'setup') throw new UsageError(`there is no ${JSON.stringify(verb)}: ${mend}`);
  if (others.length > 0) {
    throw new UsageError(
      `${JSON.stringify(others[0])} is not expected: files are given by --folder`,
    );
  }
}

function readDashboardsUrl(given: string | undefined): string | undefined {
  const problem = given === undefined ? undefined : endpointProblem(given);
  if (problem === undefined) return given?.replace(/\/+$/, '');
  throw new UsageError(`--dashboards-url is ${JSON.stringify(given)}: ${problem}`);
}

type Given = { [name in keyof typeof tokenOptions]?: string | undefined };

function readTokens(given: Given): SetupTokens {
  return {
    index_prefix: readPrefix(given['index-prefix']),
    retention_days: readDays(given['retention-days']),
    number_field: readMember('--number-field', given['number-field'], 'duration_ms'),
    log_type_key: readMember('--log-type-key', given['log-type-key'], 'log_type'),
    log_id_key: readMember('--log-id-key', given['log-id-key'], 'log_id'),
    time_key: readMember('--time-key', given['time-key'], 'time'),
  };
}

function readPrefix(given = 'logs-'): string {
  const form = 'give what your index names begin with, such as logs-';
  const problem = given === '' || given.includes('{') ? form : indexPatternProblem(given);
  if (problem === undefined) return given;
  throw new UsageError(`--index-prefix is ${JSON.stringify(given)}: ${problem}`);
}

function readDays(given = '30'): number {
  const days = Number(given);
  if (/^\d{1,5}$/.test(given) && days >= 1) return days;
  throw new UsageError(`--retention-days is ${JSON.stringify(given)}: give whole days, 1 or more`);
}

/** As the Terraform module takes it: the name goes into JSON, and into queries. */
function readMember(option: string, given: string | undefined, otherwise: string): string {
  const name = given ?? otherwise;
  if (/^[A-Za-z0-9_@.-]{1,100}$/.test(name)) return name;
  const mend = 'give the name of a member, of letters, digits, _, @, . and -';
  throw new UsageError(`${option} is ${JSON.stringify(given)}: ${mend}`);
}
