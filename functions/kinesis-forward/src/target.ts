interface CommonTarget {
  /** 1 to 32 letters, digits, `-` or `_`; part of the names of its figures. */
  name: string;
  /** Wanted log types, `*` stands for any text; empty: all. */
  logTypes: readonly string[];
  /** Log types that are not wanted after all; `*` as above. */
  except: readonly string[];
  /** Bytes that a record or message may have. */
  recordBytes: number;
}

/** A Kinesis data stream to forward to. */
export interface StreamTarget extends CommonTarget {
  kind: 'stream';
  streamArn: string;
  /** Member that gives the partition key, dots lead into objects; undefined: the key is kept. */
  partitionKey: string | undefined;
  /** Whether small records are packed together, as the Kinesis Producer Library does. */
  aggregate: boolean;
}

/** An SQS queue to forward to. */
export interface QueueTarget extends CommonTarget {
  kind: 'queue';
  queueUrl: string;
  fifo: boolean;
  /** Member that gives the message group of a FIFO queue; undefined: the partition key. */
  groupId: string | undefined;
  /** Where a message goes that is larger than the queue takes. */
  largeMessages: 'quarantine' | 's3';
}

export type Target = StreamTarget | QueueTarget;

/** Whether the target has a list of its own; without one it takes everything, readable or not. */
export function hasList({ logTypes, except }: CommonTarget): boolean {
  return logTypes.length > 0 || except.length > 0;
}
