/**
 * Lines for a POSIX shell that turn the AWS and Terraform settings of `base` into those of `wanted`.
 * What `always` names is exported even where it does not differ, so that the lines are worth reading
 * in any shell.
 */
export function shellExports(
  base: NodeJS.ProcessEnv,
  wanted: NodeJS.ProcessEnv,
  always: readonly string[],
): string[] {
  const ours = (name: string) => /^(AWS|TF)_/.test(name);
  const unset = Object.keys(base).filter((name) => ours(name) && wanted[name] === undefined);
  const exported = Object.entries(wanted).filter(
    ([name, value]) => ours(name) && (value !== base[name] || always.includes(name)),
  );
  return [
    ...unset.sort().map((name) => `unset ${name}`),
    ...exported.sort().map(([name, value]) => `export ${name}=${quote(value ?? '')}`),
  ];
}

function quote(value: string): string {
  return /^[\w./:@%+,-]+$/.test(value) ? value : `'${value.replaceAll("'", `'\\''`)}'`;
}
