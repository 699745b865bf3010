import { testProof } from '../testing-proof.ts';
import { subscription } from './subscription.ts';

testProof(subscription);
