import { testProof } from '../testing-proof.ts';
import { kinesisToS3 } from './kinesis-to-s3.ts';

testProof(kinesisToS3);
