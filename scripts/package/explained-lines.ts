/**
 * Writes into the README of packages/log-stream, for each line format, a command that explains one of
 * its lines and what that prints.
 *
 *     node scripts/package/explained-lines.ts
 */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lineFormats } from '@logdrive/log-stream';
import { CLONE } from '../paths.ts';

const readmeFile = join(CLONE, 'packages/log-stream/README.md');
const marks = { begin: '<!-- explained: begin -->\n', end: '<!-- explained: end -->' };

interface Family {
  title: string;
  folder: string;
  logGroup: string;
}

const families: readonly Family[] = [
  { title: "Lambda's own lines", folder: 'lambda', logGroup: '/aws/lambda/api' },
  { title: "The runtimes' lines", folder: 'runtime', logGroup: '/aws/lambda/api' },
  { title: "Other services' lines", folder: 'aws', logGroup: '/logs/aws' },
  { title: 'Common formats', folder: 'common', logGroup: '/logs/server' },
];

const jsonExample = '{"level":"info","message":"order 42 placed","price":12.50}';

/** A line that is neither trivial nor longer than it must be, and that a terminal can show. */
function exampleLine(folder: string, format: string): string | undefined {
  if (format === 'json') return folder === 'common' ? jsonExample : undefined;
  const file = join(CLONE, 'packages/log-stream/src/parse', folder, 'fixtures', `${format}.json`);
  try {
    const rows: { line: string }[] = JSON.parse(readFileSync(file, 'utf8'));
    const lines = rows.map(({ line }) => line).filter((line) => !line.includes('\u001b'));
    return lines.sort((a, b) => a.length - b.length).find((line) => line.length > 24) ?? lines[0];
  } catch {
    return undefined;
  }
}

/** As `printf` of any shell takes it. */
function quoted(line: string): string {
  const escapes: Record<string, string> = { '\\': '\\\\', '%': '%%', '\t': '\\t', '\n': '\\n' };
  const text = line.replaceAll(/[\\%\t\n]/g, (character) => escapes[character] ?? character);
  return `'${text.replaceAll("'", String.raw`'\''`)}'`;
}

function explained(line: string, logGroup: string): string {
  const command = `printf ${quoted(line)} |\n  npx logdrive explain --whole --log-group ${logGroup} --arrived 2026-11-21T05:00:00Z | cat`;
  const prints = execFileSync('sh', ['-c', command], { cwd: CLONE, encoding: 'utf8' });
  return `\`\`\`sh\n${command}\n\`\`\`\n\n\`\`\`json\n${prints}\`\`\`\n`;
}

function familyText({ title, folder, logGroup }: Family): string {
  const examples = lineFormats.flatMap(({ name }) => {
    const line = exampleLine(folder, name);
    return line === undefined ? [] : [`\`${name}\`\n\n${explained(line, logGroup)}`];
  });
  return `<details><summary>${title}</summary>\n\n${examples.join('\n')}\n</details>\n`;
}

const readme = readFileSync(readmeFile, 'utf8');
const begin = readme.indexOf(marks.begin) + marks.begin.length;
const end = readme.indexOf(marks.end);
const text = families.map(familyText).join('\n');
writeFileSync(readmeFile, readme.slice(0, begin) + text + readme.slice(end));
