import { join } from 'node:path';
import {
  CloudWatchLogsClient,
  CreateLogGroupCommand,
  ResourceAlreadyExistsException,
} from '@aws-sdk/client-cloudwatch-logs';
import {
  CreateFunctionCommand,
  LambdaClient,
  type LambdaClientConfig,
  ResourceConflictException,
} from '@aws-sdk/client-lambda';
import * as esbuild from 'esbuild';
import { zipOneFile } from '../../build/zip.ts';

/** Begins the names of the bridge's functions and filters. */
export const bridgeName = 'local-logs-bridge';

/** Creates the function that writes to one stream, in the account of `connection`, and returns its ARN. */
export async function createBridgeFunction(
  streamArn: string,
  connection: LambdaClientConfig,
): Promise<string> {
  const [, , , , account, resource = ''] = streamArn.split(':');
  const name = `${bridgeName}-${account}-${resource.replace('stream/', '')}`.slice(0, 64);
  const logs = new CloudWatchLogsClient(connection);
  const lambda = new LambdaClient(connection);
  try {
    // The tag keeps the product from subscribing it: each line would make another.
    await unlessThere(
      logs.send(
        new CreateLogGroupCommand({
          logGroupName: `/aws/lambda/${name}`,
          tags: { 'logdrive:pipeline': bridgeName },
        }),
      ),
    );
    const command = new CreateFunctionCommand({
      FunctionName: name,
      Runtime: 'nodejs22.x',
      Handler: 'index.handler',
      Role: 'arn:aws:iam::000000000000:role/any',
      Timeout: 60,
      Environment: { Variables: { STREAM_ARN: streamArn } },
      Code: { ZipFile: await functionZip() },
    });
    await unlessThere(lambda.send(command));
    return functionArn(name, connection);
  } finally {
    logs.destroy();
    lambda.destroy();
  }
}

async function functionArn(name: string, connection: LambdaClientConfig): Promise<string> {
  const { accessKeyId } = connection.credentials as { accessKeyId: string };
  const account = /^\d{12}$/.test(accessKeyId) ? accessKeyId : '000000000000';
  return `arn:aws:lambda:${String(connection.region)}:${account}:function:${name}`;
}

async function unlessThere(creation: Promise<unknown>): Promise<void> {
  try {
    await creation;
  } catch (error) {
    const there =
      error instanceof ResourceAlreadyExistsException || error instanceof ResourceConflictException;
    if (!there) throw error;
  }
}

let zip: Promise<Uint8Array> | undefined;

function functionZip(): Promise<Uint8Array> {
  zip ??= esbuild
    .build({
      entryPoints: [join(import.meta.dirname, 'function.ts')],
      bundle: true,
      write: false,
      platform: 'node',
      target: 'node22',
      format: 'cjs',
      logLevel: 'silent',
    })
    .then(({ outputFiles }) => zipOneFile('index.js', outputFiles[0]?.text ?? ''));
  return zip;
}
