import type { SetupClient } from './setup-client.ts';
import { refusal } from './setup-error.ts';

export type FlatType = 'flat_object' | 'flattened' | 'kept';

/** What is at the endpoint, as far as setting up has to know. */
export interface Engine {
  /** For messages: `OpenSearch 2.19.1`. */
  name: string;
  /**
   * Ways to index an object of any members as one field, the best first: `flat_object` since OpenSearch
   * 2.7, `flattened` in Elasticsearch under Elastic's licence, and to keep it unsearchable everywhere.
   */
  flatTypes: readonly FlatType[];
  /** Whether a data stream may name another timestamp field than `@timestamp`. */
  ownTimestampField: boolean;
}

/**
 * Asks the engine what it is.
 *
 * @throws SetupError when the credentials are refused
 */
export async function engineAt(client: SetupClient): Promise<Engine> {
  const answer = await client.request({ method: 'GET', path: '/' });
  if (answer.statusCode === 401) throw refusal('the engine', answer);
  const version = (answer.body as { version?: Record<string, unknown> } | undefined)?.version;
  // A role may be allowed to write templates and not to ask for the version.
  if (answer.statusCode >= 300 || typeof version?.number !== 'string') return unnamed;
  const { number, distribution, build_flavor: flavor } = version;
  return distribution === 'opensearch' ? openSearch(number) : elasticsearch(number, flavor);
}

const unnamed: Engine = {
  name: 'the engine (it does not say what it is)',
  flatTypes: ['flat_object', 'flattened', 'kept'],
  ownTimestampField: true,
};

/** Collections do not say what they are; what they take is found by trying. */
export const serverlessCollection: Engine = {
  ...unnamed,
  name: 'OpenSearch Serverless',
};

function openSearch(number: string): Engine {
  const [major = 0, minor = 0] = number.split('.').map(Number);
  const hasFlatObject = major > 2 || (major === 2 && minor >= 7);
  return {
    name: `OpenSearch ${number}`,
    flatTypes: [hasFlatObject ? 'flat_object' : 'kept'],
    ownTimestampField: true,
  };
}

function elasticsearch(number: string, flavor: unknown): Engine {
  return {
    name: `Elasticsearch ${number}`,
    flatTypes: flavor === 'oss' ? ['kept'] : ['flattened', 'kept'],
    ownTimestampField: false,
  };
}
