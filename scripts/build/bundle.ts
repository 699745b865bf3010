import { join } from 'node:path';
import * as esbuild from 'esbuild';
import { leanOpenSearch } from './lean-opensearch.ts';
import { leanSdk } from './lean-sdk.ts';
import { sdkSchemas } from './sdk-schemas.ts';

/** A program with all it imports, as one CommonJS file. */
export interface Bundle {
  text: string;
  /** The files that went into it, relative to the clone. */
  inputs: string[];
}

/**
 * Bundles a file of the clone at `root`, named from there. The text depends on the sources alone: not
 * on the folder that the clone lies in.
 *
 * @throws when esbuild cannot bundle, or when the text would depend on this machine's folders.
 */
async function bundle(entry: string, root: string): Promise<Bundle> {
  const result = await esbuild.build({
    entryPoints: [join(root, entry)],
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
    throw new Error(`${entry} cannot be built the same way elsewhere: ${outside ?? root} is in it`);
  }
  return { text, inputs };
}

/** Bundles `functions/<name>/src/index.ts`. */
export function bundleFunction(name: string, root: string): Promise<Bundle> {
  return bundle(join('functions', name, 'src/index.ts'), root);
}

/** Bundles what the layer with JSON Schemas holds: `createSchemaCheck` and ajv. */
export function bundleSchemaLayer(root: string): Promise<Bundle> {
  return bundle('packages/log-stream/src/schema/json-schemas.ts', root);
}
