import { homedir } from 'node:os';
import type { SourceFile } from './files.ts';

/**
 * Finds what belongs to one machine and not to the repository: absolute paths of a person's or this
 * clone's folders, package registries other than the public ones, and built zips.
 *
 * @param own folders of this machine, such as the clone's own path.
 */
export function machineTraces(
  files: readonly SourceFile[],
  own: readonly string[] = [homedir()],
): string[] {
  const folders = own.filter((folder) => folder.split('/').length > 2);
  return files.flatMap((file) => [...builtZip(file), ...traces(file, folders)]);
}

/** Main never carries a zip: a release commit does. */
function builtZip({ path }: SourceFile): string[] {
  return path.endsWith('.zip') ? [`${path}: a built zip must not be committed`] : [];
}

const personal = /(?:^|[\s"'`=(:])(\/(?:root|(?:home|Users)\/[\w.-]+)\/[\w.-]+)/;
/** `resolved` in a lock file, `registry=` in .npmrc, `index-url` of pip, Go and Maven settings. */
const registry =
  /(?:"resolved": "|registry\s*=\s*|index-url[\s=]+|GOPROXY=|find-links[\s=]+)((?:https?:\/)?\/[^\s",]+)/;
const publicRegistries = /^https:\/\/(registry\.npmjs\.org|pypi\.org|proxy\.golang\.org)(\/|$)/;

function traces({ path, text }: SourceFile, folders: readonly string[]): string[] {
  return text.split('\n').flatMap((line, index) => {
    const host = registry.exec(line)?.[1];
    const trace =
      folders.find((folder) => line.includes(`${folder}/`)) ??
      personal.exec(line)?.[1] ??
      (host !== undefined && !publicRegistries.test(host) ? host : undefined);
    return trace === undefined ? [] : [`${path}:${index + 1}: belongs to one machine: ${trace}`];
  });
}
