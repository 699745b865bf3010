/** A package.json, as far as it is read here; everything else is taken over as it is. */
export interface Manifest<Entry = string> {
  name: string;
  version: string;
  /** Where each entry leads, in the sources: `"./s3": "./src/s3/index.ts"`. */
  exports: Record<string, Entry>;
  [member: string]: unknown;
}

/** The same entry for those who install the package. */
export interface PublishedEntry {
  types: string;
  /** For `import` and, since it is an ES module without top-level await, for `require` too. */
  default: string;
}

export type PublishedManifest = Manifest<PublishedEntry | string>;

/** Members that are for work on the sources alone; the scripts keep the sources from being packed. */
const ownMembers = ['scripts', 'devDependencies', 'private'];

/**
 * The package.json to publish, from that of the sources: its entries lead to what tsc made of
 * `src`, and to the package.json itself, which tools ask for.
 *
 * @throws Error for an entry that is not a TypeScript file below `src`
 */
export function publishedManifest(source: Manifest): PublishedManifest {
  const kept = Object.entries(source).filter(([member]) => !ownMembers.includes(member));
  const entries = Object.entries(source.exports);
  return {
    ...(Object.fromEntries(kept) as Manifest),
    exports: {
      ...Object.fromEntries(entries.map(([entry, path]) => [entry, publishedEntry(entry, path)])),
      './package.json': './package.json',
    },
  };
}

function publishedEntry(entry: string, path: string): PublishedEntry {
  const [, name] = /^\.\/src\/(.+)\.ts$/.exec(path) ?? [];
  if (name === undefined) {
    throw new Error(`exports["${entry}"] is "${path}": name a TypeScript file, ./src/<file>.ts`);
  }
  return { types: `./${name}.d.ts`, default: `./${name}.js` };
}
