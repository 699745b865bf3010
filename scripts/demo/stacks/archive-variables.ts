import { defaultKeys } from '@logdrive/log-stream';
import type { DemoOptions } from '../options.ts';
import { wantedLogTypes } from '../samples/shop-events.ts';

/** Variables of the example that the demo sets; all others have their defaults. */
export function archiveVariables({ logs, keys }: DemoOptions): Record<string, unknown> {
  const renamed = JSON.stringify(keys) !== JSON.stringify(defaultKeys);
  return {
    // Terraform waits a minute for the rules by which objects expire; these live for a minute or two.
    retention_days: 0,
    ...(logs.length === 0 && { log_types: [...wantedLogTypes, 'terraform', 'local-*'] }),
    ...(renamed && {
      schema: { log_type_key: keys.logType, log_id_key: keys.logId, time_key: keys.time },
    }),
  };
}
