import { EnvReader, readEventSettings } from '@logdrive/log-stream';

const env = new EnvReader(process.env);
readEventSettings(env);
env.done();
export const handler = async () => ({ batchItemFailures: [] });
