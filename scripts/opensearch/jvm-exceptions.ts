import { existsSync, readFileSync } from 'node:fs';

/**
 * The option with which a Java program writes each exception it throws to a file of a few megabytes:
 * the OpenSearch runner ends without a word of why.
 */
export function logToFile(file: string): string {
  return `-Xlog:exceptions=info:file=${file}:none:filecount=1,filesize=4m`;
}

/** What the program threw last, as `java/lang/IllegalArgumentException: unknown setting ...`. */
export function thrownLast(file: string, count = 3): string[] {
  if (!existsSync(file)) return [];
  const thrown = readFileSync(file, 'utf8').matchAll(
    /^Exception <a '([^']+)'\{0x[0-9a-f]+\}: (.+?)>(?: \(0x[0-9a-f]+\) ?)?$/gm,
  );
  const causes = [...thrown].map(([, name, message]) => `${name}: ${message}`);
  const telling = causes.filter((cause) => !cause.startsWith('java/lang/InterruptedException'));
  return [...new Set(telling.reverse())].slice(0, count).reverse();
}
