#!/usr/bin/env -S node --disable-warning=ExperimentalWarning
// The sources are TypeScript and run as they are; an older Node would answer with a syntax error.
if (process.features.typescript) {
  const { main } = await import('../src/main.ts');
  process.exitCode = await main(process.argv.slice(2), process);
} else {
  const mend = 'in the clone, `npx logdrive` runs on the Node that `npm ci` installs';
  process.stderr.write(
    `logdrive: Node.js 22.18 or newer is needed, this is ${process.version}: ${mend}\n`,
  );
  process.exitCode = 1;
}
