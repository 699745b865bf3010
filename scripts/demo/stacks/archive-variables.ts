import type { DemoOptions } from '../options.ts';
import { wantedLogTypes } from '../samples/shop-events.ts';
import { schemaVariable } from './schema-variable.ts';

/** Variables of the example that the demo sets; all others have their defaults. */
export function archiveVariables({ logs, keys }: DemoOptions): Record<string, unknown> {
  return {
    // Terraform waits a minute for the rules by which objects expire; these live for a minute or two.
    retention_days: 0,
    ...(logs.length === 0 && { log_types: [...wantedLogTypes, 'terraform', 'local-*'] }),
    ...schemaVariable(keys),
  };
}
