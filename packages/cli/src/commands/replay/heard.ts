import type { SetAside } from './forms/set-aside.ts';
import type { Prepared } from './prepare.ts';

/** What becomes of one event. */
export interface Heard {
  container: string;
  entry: SetAside;
  prepared: Prepared | undefined;
  action: 'send' | 'sent_before' | 'leave' | 'not_selected';
}
