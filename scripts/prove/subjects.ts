import { kinesisForward } from './functions/kinesis-forward.ts';
import { kinesisToEs } from './functions/kinesis-to-es.ts';
import { kinesisToS3 } from './functions/kinesis-to-s3.ts';
import { subscription } from './functions/subscription.ts';
import type { Subject } from './world/subject.ts';

/** The functions under proof. */
export const subjects: readonly Subject[] = [
  kinesisToS3,
  kinesisToEs,
  kinesisForward,
  subscription,
];
