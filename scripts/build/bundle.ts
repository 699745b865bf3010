import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { leanOpenSearch } from './lean-opensearch.ts';
import { leanSdk } from './lean-sdk.ts';
import { sdkSchemas } from './sdk-schemas.ts';

/** One function with all it imports, as one CommonJS file. */
export interface Bundle {
  text: string;
  /** The files that went into it, relative to the clone. */
  inputs: string[];
}

/**
 * Bundles `functions/<name>/src/index.ts` of the clone at `root`. The text depends on the sources
 * alone: not on the folder that the clone lies in.
 *
 * @throws when esbuild cannot bundle, or when the text would depend on this machine's folders.
 */
export async function bundleFunction(name: string, root: string): Promise<Bundle> {
  const result = await esbuild.build({
    entryPoints: [join(root, 'functions', name, 'src/index.ts')],
    // Names that esbuild leaves in the text are relative to this folder.
    absWorkingDir: root,
    bundle: true,
    write: false,
    metafile: true,
    platform: 'node',
    target: 'node22',
    format: 'cjs',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'silent',
    // The ES modules of a package can be taken apart and dropped where unused; CommonJS cannot.
    mainFields: ['module', 'main'],
    // Identifiers keep their names, so that a stack trace reads like the sources without a source
    // map to load. Shorter names would save 20 KB in the zip and no measurable time.
    minifyWhitespace: true,
    minifySyntax: true,
    // Node prints the line of an uncaught error: it must not be the whole file.
    lineLimit: 160,
    plugins: [leanOpenSearch(), leanSdk(), sdkSchemas()],
  });
  const text = result.outputFiles[0]?.text ?? '';
  const inputs = Object.keys(result.metafile.inputs);
  const outside = inputs.find((input) => input.startsWith('../'));
  if (outside !== undefined || text.includes(root)) {
    throw new Error(`${name} cannot be built the same way elsewhere: ${outside ?? root} is in it`);
  }
  return { text, inputs };
}
