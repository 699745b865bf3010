import { KinesisClient } from '@aws-sdk/client-kinesis';
import {
  LambdaClient,
  paginateListEventSourceMappings,
  UpdateEventSourceMappingCommand,
} from '@aws-sdk/client-lambda';
import { S3Client } from '@aws-sdk/client-s3';
import { SQSClient } from '@aws-sdk/client-sqs';
import type { LocalCloud } from '../cloud.ts';
import type { MappingFigures } from './backlog.ts';
import { DrivenMapping, type MappingClients } from './driven-mapping.ts';
import { type KinesisMapping, readMapping } from './mapping-settings.ts';

export interface TakeOverOptions {
  cloud: Pick<LocalCloud, 'endpoint' | 'variables'>;
  /** Seconds to which longer batching windows are cut, for those who do not want to wait. */
  longestWindow?: number;
  /** Whose mappings, 12 digits; by default the account of the cloud's own variables. */
  account?: string;
}

/** The mappings that were taken over. */
export interface DrivenMappings {
  /** How far each of them is. */
  backlog(): MappingFigures[];
  /**
   * Ends them; invocations under way have five seconds to end. They stay switched off: the local AWS
   * would hand everything over again that came since they were taken over. `terraform apply` switches
   * them on. May be called twice.
   *
   * @throws Error why one of them had ended by itself
   */
  stop(): Promise<void>;
}

/**
 * FOR THE LOCAL CLOUD ONLY. Takes the local AWS's event source mappings for Kinesis over, and runs them
 * as Lambda would: batching window, batch size and 6 MB, parallelization, partial responses, bisecting,
 * retries, record age, on-failure destination. MiniStack ignores all of these but the batch size; see
 * docs/local-cloud.md. The rules are those of the model in docs/event-source-mapping.md.
 *
 * Only public calls are used. The mappings themselves are switched off, which is all that Terraform sees
 * of it. Take over before the first record is sent: where the local AWS has come in a
 * stream nobody can ask, so it is read from the mapping's starting position.
 *
 * @throws RangeError when a mapping has settings that Lambda would refuse
 */
export async function takeOverMappings(options: TakeOverOptions): Promise<DrivenMappings> {
  const clients = createMappingClients(options);
  const mappings = await enabledMappings(clients.lambda, options.longestWindow);
  await Promise.all(mappings.map(({ uuid }) => switchOff(clients.lambda, uuid)));
  const driven = mappings.map((mapping) => new DrivenMapping(mapping, clients));
  let stopped: Promise<void> | undefined;
  return {
    backlog: () => driven.map((mapping) => mapping.figures()),
    stop() {
      stopped ??= stopAll(driven, clients);
      return stopped;
    },
  };
}

async function enabledMappings(
  lambda: LambdaClient,
  longestWindow: number | undefined,
): Promise<KinesisMapping[]> {
  const mappings: KinesisMapping[] = [];
  for await (const page of paginateListEventSourceMappings({ client: lambda }, {})) {
    for (const configuration of page.EventSourceMappings ?? []) {
      const mapping = readMapping(configuration, longestWindow);
      if (mapping && configuration.State === 'Enabled') mappings.push(mapping);
    }
  }
  return mappings;
}

async function switchOff(lambda: LambdaClient, UUID: string): Promise<void> {
  await lambda.send(new UpdateEventSourceMappingCommand({ UUID, Enabled: false }));
}

async function stopAll(driven: readonly DrivenMapping[], clients: MappingClients): Promise<void> {
  const ends = await Promise.allSettled(driven.map((mapping) => mapping.stop()));
  for (const client of Object.values(clients)) client.destroy();
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
}

function createMappingClients({ cloud, account }: TakeOverOptions): MappingClients {
  const { AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY } = cloud.variables;
  const config = {
    endpoint: cloud.endpoint,
    region: AWS_REGION ?? '',
    credentials: {
      accessKeyId: account ?? AWS_ACCESS_KEY_ID ?? '',
      secretAccessKey: AWS_SECRET_ACCESS_KEY ?? '',
    },
  };
  return {
    kinesis: new KinesisClient({
      ...config,
      requestHandler: { disableConcurrentStreams: false, sessionTimeout: 10_000 },
    }),
    // One attempt: another one of the client's own would be an invocation that nobody counts.
    lambda: new LambdaClient({ ...config, maxAttempts: 1 }),
    s3: new S3Client(config),
    sqs: new SQSClient(config),
  };
}
