import { testProof } from '../testing-proof.ts';
import { kinesisForward } from './kinesis-forward.ts';

testProof(kinesisForward);
