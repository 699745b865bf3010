import { policyProblems, savedObjectProblems, templateProblems } from './payload-problems.ts';
import { SetupError } from './setup-error.ts';

/** An object of OpenSearch Dashboards' as its export writes it on a line. */
export interface SavedObject {
  type: string;
  id: string;
  attributes: Record<string, unknown>;
  references?: { name: string; type: string; id: string }[];
  migrationVersion?: Record<string, string>;
}

/** Everything that setting up puts in place, by its name. What is left out is left as it is. */
export interface SetupPayload {
  logdrive: 'setup';
  component_templates?: Record<string, object>;
  index_templates?: Record<string, object>;
  policies?: Record<string, object>;
  saved_objects?: Record<string, SavedObject[]>;
}

const parts = ['component_templates', 'index_templates', 'policies', 'saved_objects'] as const;

/** Whether an invocation's event asks for setting up. */
export function isSetupPayload(event: unknown): boolean {
  return isObject(event) && event.logdrive === 'setup';
}

/**
 * Checks a payload before anything is sent.
 *
 * @throws SetupError naming all that is wrong with it, each with its mend
 */
export function parseSetupPayload(payload: unknown): SetupPayload {
  if (!isObject(payload) || payload.logdrive !== 'setup') {
    throw new SetupError(`the payload is not for setting up: give {"logdrive": "setup", ...}`);
  }
  const problems = Object.entries(payload).flatMap(([part, things]) =>
    part === 'logdrive' ? [] : partProblems(part, things),
  );
  if (problems.length > 0) throw new SetupError(problems.join('; '));
  return payload as unknown as SetupPayload;
}

function partProblems(part: string, things: unknown): string[] {
  const known = parts.find((name) => name === part);
  if (known === undefined) return [`there is no ${part}: give any of ${parts.join(', ')}`];
  if (!isObject(things))
    return [`${part} is no object: give one, of names and what they stand for`];
  return Object.entries(things).flatMap(([name, thing]) => {
    const problem = nameProblem(name) ?? tokenProblem(thing) ?? checks[known](thing);
    return problem === undefined ? [] : [`${part}.${name} ${problem}`];
  });
}

const checks = {
  component_templates: templateProblems.component,
  index_templates: templateProblems.index,
  policies: policyProblems,
  saved_objects: savedObjectProblems,
};

function nameProblem(name: string): string | undefined {
  if (/^[a-z0-9][a-z0-9._-]*$/.test(name)) return undefined;
  return 'is no name: begin with a small letter or digit, then those, ., _ and -';
}

/** `${retention_days}` in a file stands for what the user chose. */
function tokenProblem(thing: unknown): string | undefined {
  const token = /\$\{\w+\}/.exec(JSON.stringify(thing) ?? '')?.[0];
  return token && `still has ${token} in it: replace it by its value`;
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
