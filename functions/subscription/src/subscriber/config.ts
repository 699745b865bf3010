import { type Env, EnvReader } from '@logdrive/log-stream';
import type { SubscriptionFilter } from './log-groups.ts';
import type { Selection } from './selection.ts';

export interface SubscriberConfig {
  selection: Selection;
  filter: SubscriptionFilter;
}

/**
 * Reads the subscriber's environment variables, as modules/subscription sets them.
 *
 * @throws ConfigError naming every variable that is wrong, with the mend
 */
export function parseSubscriberConfig(variables: Env): SubscriberConfig {
  const env = new EnvReader(variables);
  const config = {
    selection: {
      include: env.texts('LOG_GROUPS'),
      tags: env.textMap('LOG_GROUP_TAGS'),
      exclude: env.texts('LOG_GROUPS_EXCLUDED'),
    },
    filter: {
      name: env.text('FILTER_NAME'),
      destinationArn: env.text('DESTINATION_ARN'),
      roleArn: env.optional('ROLE_ARN'),
      pattern: env.text('FILTER_PATTERN', ''),
    },
  };
  if (config.selection.exclude.length === 0) {
    env.problem('LOG_GROUPS_EXCLUDED', 'is empty: name the log groups of the pipeline itself');
  }
  env.done();
  return config;
}
