/** `make cloud-down`: stops the local AWS that `make cloud-up` started, and all it started. */
import { join } from 'node:path';
import { LOCAL } from '../paths.ts';
import { stopLastingCloud } from './lasting-cloud.ts';

const stopped = await stopLastingCloud(join(LOCAL, 'cloud'));
console.error(stopped ? 'The local cloud is stopped.' : 'No local cloud was running.');
