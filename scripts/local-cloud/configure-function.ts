import {
  GetFunctionConfigurationCommand,
  type LambdaClient,
  UpdateFunctionConfigurationCommand,
  waitUntilFunctionUpdatedV2,
} from '@aws-sdk/client-lambda';

export interface FunctionChanges {
  /** Environment variables besides those that the function has. */
  variables?: Record<string, string>;
  timeoutSeconds: number;
}

/** Changes a function that stands, and waits until it runs so. */
export async function configureFunction(
  lambda: LambdaClient,
  FunctionName: string,
  { variables, timeoutSeconds }: FunctionChanges,
): Promise<void> {
  const { Environment } = await lambda.send(new GetFunctionConfigurationCommand({ FunctionName }));
  await lambda.send(
    new UpdateFunctionConfigurationCommand({
      FunctionName,
      Timeout: timeoutSeconds,
      Environment: { Variables: { ...Environment?.Variables, ...variables } },
    }),
  );
  await waitUntilFunctionUpdatedV2({ client: lambda, maxWaitTime: 60 }, { FunctionName });
}
