import { testProof } from '../testing-proof.ts';
import { kinesisToEs } from './kinesis-to-es.ts';

testProof(kinesisToEs);
