/** `make engine-down`: stops the search engine that `make engine-up` started. */
import { join } from 'node:path';
import { LOCAL } from '../paths.ts';
import { stopLastingEngine } from './lasting-engine.ts';

const stopped = await stopLastingEngine(join(LOCAL, 'engine'));
console.error(stopped ? 'The search engine is stopped.' : 'No search engine was running.');
