import { functionMutants } from './function-mutants.ts';
import type { Mutant } from './mutant.ts';
import { packageMutants } from './package-mutants.ts';

/** Each of these must be caught. */
export const mutants: readonly Mutant[] = [...packageMutants, ...functionMutants];
