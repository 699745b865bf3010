import { join } from 'node:path';
import { LOCAL } from '../paths.ts';

const demo = join(LOCAL, 'demo');

/** Where a run of the demo leaves its files, in the clone's ignored folder. */
export const folders = {
  demo,
  /** The bucket's objects. */
  objects: join(demo, 'objects'),
  /** The lines that were delivered, put back into their files. */
  restored: join(demo, 'restored'),
  /** Copies of what was sent and would be gone or changed: standard input, the run's own logs. */
  sent: join(demo, 'sent'),
  /** The local cloud of one run. */
  cloud: join(demo, 'cloud'),
  /** All of a run with CHAOS=1. */
  chaos: join(LOCAL, 'chaos'),
  /** The local cloud that stays; `make cloud-down` stops it. */
  lastingCloud: join(LOCAL, 'cloud'),
};
