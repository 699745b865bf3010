import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CreateFunctionCommand, InvokeCommand, type LambdaClient } from '@aws-sdk/client-lambda';
import { strToU8, zipSync } from 'fflate';
import { CLONE } from '../../paths.ts';

const folder = join(CLONE, 'examples', 'routing-cloudwatch', 'functions');

/** The functions that write logs for the demo and the tests: their code is in the example's folder. */
export const demoFunctions = {
  'shop-orders': { runtime: 'nodejs22.x', file: 'orders/index.mjs' },
  'shop-payments': { runtime: 'python3.12', file: 'payments/index.py' },
} as const;

export type DemoFunction = keyof typeof demoFunctions;

/** The log group that a function writes to. */
export function logGroupOf(name: DemoFunction): string {
  return `/aws/lambda/${name}`;
}

export const demoLogGroups: readonly string[] = Object.keys(demoFunctions).map((name) =>
  logGroupOf(name as DemoFunction),
);

/** Creates the functions, outside Terraform as somebody else's would be. */
export async function createDemoFunctions(lambda: LambdaClient, account: string): Promise<void> {
  for (const [name, { runtime, file }] of Object.entries(demoFunctions)) {
    const entry = file.slice(file.indexOf('/') + 1);
    await lambda.send(
      new CreateFunctionCommand({
        FunctionName: name,
        Runtime: runtime,
        Handler: 'index.handler',
        Role: `arn:aws:iam::${account}:role/${name}`,
        Timeout: 30,
        Code: { ZipFile: zipSync({ [entry]: strToU8(readFileSync(join(folder, file), 'utf8')) }) },
      }),
    );
  }
}

/** @returns whether the function has thrown */
export async function invoke(
  lambda: LambdaClient,
  name: DemoFunction,
  payload: object,
): Promise<boolean> {
  const { FunctionError } = await lambda.send(
    new InvokeCommand({ FunctionName: name, Payload: JSON.stringify(payload) }),
  );
  return FunctionError !== undefined;
}
