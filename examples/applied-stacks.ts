import { join } from 'node:path';
import { applyExample, planAgain } from '../scripts/terraform/terraform.ts';

export interface AppliedStack {
  outputs: Record<string, unknown>;
  /** What a second plan would change. */
  changes: string[];
}

/** Applies an example of this folder and plans it again at once, while the functions are as built. */
export async function applyTwice(
  name: string,
  { dir, env, variables }: { dir: string; env: NodeJS.ProcessEnv; variables: object },
): Promise<AppliedStack> {
  const example = { folder: join(import.meta.dirname, name), stateDir: join(dir, name), env };
  const outputs = await applyExample({ ...example, variables: { ...variables } });
  return { outputs, changes: await planAgain(example) };
}
