import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

/**
 * Lets esbuild drop the descriptions of operations that a function does not call.
 *
 * An SDK client describes all operations of its service in one file, S3 in some 480 arrays, and a
 * function needs a handful. Many hold objects with keys such as `[_h]`. What such a key does when it
 * is evaluated esbuild cannot know, so it keeps them all: a seventh of the zip. The keys are string
 * constants of the same file; with the strings in their places, the rest can go.
 */
export function sdkSchemas(): Plugin {
  return {
    name: 'sdk-schemas',
    setup(build) {
      const filter = /@aws-sdk\/client-[^/]+\/dist-es\/schemas\/schemas_\d+\.js$/;
      build.onLoad({ filter }, async ({ path }) => ({
        contents: inlineKeys(await readFile(path, 'utf8')),
      }));
    },
  };
}

/**
 * Puts the string of `const _h = "http";` in the place of each key `[_h]:`.
 *
 * @throws when a key has no such constant: the file is not what it used to be.
 */
export function inlineKeys(source: string): string {
  const constants = new Map(
    [...source.matchAll(/^const (_\w+) = ("[^"\\]*");$/gm)].map(([, name, text]) => [name, text]),
  );
  return source.replace(/\[(_\w+)\]:/g, (key: string, name: string) => {
    const text = constants.get(name);
    if (text === undefined) throw new Error(`no string constant for the key ${key}`);
    return `${text}:`;
  });
}
