import { kinesisToEs } from './functions/kinesis-to-es.ts';
import { kinesisToS3 } from './functions/kinesis-to-s3.ts';
import type { Subject } from './world/subject.ts';

/** The functions under proof. */
export const subjects: readonly Subject[] = [kinesisToS3, kinesisToEs];
