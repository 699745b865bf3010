/** A log group as far as subscribing is concerned. */
export interface LogGroup {
  name: string;
  /** Without the `:*` that some answers of CloudWatch end it with. */
  arn: string;
  /** `STANDARD`, `INFREQUENT_ACCESS` or `DELIVERY`. */
  logGroupClass: string;
}

/** A subscription filter of a log group. */
export interface SubscriptionFilter {
  name: string;
  destinationArn: string;
  /** The role that CloudWatch Logs takes on to write; undefined where the destination is a function. */
  roleArn: string | undefined;
  /** Which lines are sent; empty: all. */
  pattern: string;
}

/** What the subscriber needs of CloudWatch Logs. Every call may take its time: it keeps to quotas. */
export interface LogGroups {
  /** All log groups of the account and Region, those of the name's prefix only where one is given. */
  list(prefix?: string): AsyncIterable<LogGroup>;
  tagsOf(group: LogGroup): Promise<Readonly<Record<string, string>>>;
  /** Undefined when the group is gone. */
  filtersOf(group: LogGroup): Promise<SubscriptionFilter[] | undefined>;
  /** Adds the filter or overwrites the one of its name. */
  put(group: LogGroup, filter: SubscriptionFilter): Promise<'done' | 'gone' | 'two_filters'>;
  /** Removes the filter of this name; one that is gone already counts as removed. */
  remove(group: LogGroup, filterName: string): Promise<void>;
}
