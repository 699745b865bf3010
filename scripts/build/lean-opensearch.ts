import type { OnResolveArgs, Plugin } from 'esbuild';

/**
 * Parts of the OpenSearch client that a function never reaches, by the name under which the client
 * imports them, and the few lines that stand in for them.
 */
export const standIns: Readonly<Record<string, string>> = {
  // A method for every route of every plugin: 500 files, most of what loading the client costs. The
  // functions ask by path (see `OpenSearch` in packages/log-stream/src/opensearch/connection.ts).
  '../api/OpenSearchApi': 'module.exports = class {};',
  './Helpers': 'module.exports = class {};',
  // The signer's own way to find credentials; it is always given some. A lazy import, and those keep
  // esbuild from flattening the modules of the AWS SDK (see lean-sdk.ts).
  '@aws-sdk/credential-provider-node': 'module.exports = {};',
  // Only for numbers past 2^53 in answers, which the client takes apart when told to.
  json11: 'module.exports = {};',
  // Prints the client's own steps when DEBUG is set, request bodies among them.
  debug: 'module.exports = () => () => {};',
};

const client = /[\\/]@opensearch-project[\\/]opensearch[\\/]/;
const isClient = (input: string): boolean => /@opensearch-project\/opensearch\//.test(input);

/**
 * Puts the stand-ins in place. The build fails when the client was bundled and one of them found
 * nothing to replace: the client has changed, and the bundle has silently grown again.
 */
export function leanOpenSearch(replacements: Readonly<Record<string, string>> = standIns): Plugin {
  return {
    name: 'lean-opensearch',
    setup(build) {
      const replaced = new Set<string>();
      const names = Object.keys(replacements);
      build.onResolve({ filter: anyOf(names) }, ({ path, importer }: OnResolveArgs) => {
        if (!client.test(importer)) return undefined;
        replaced.add(path);
        return { path, namespace: 'opensearch-stand-in', sideEffects: false };
      });
      build.onLoad({ filter: /.*/, namespace: 'opensearch-stand-in' }, ({ path }) => ({
        contents: replacements[path] ?? '',
      }));
      build.onEnd((result) => {
        if (!Object.keys(result.metafile?.inputs ?? {}).some(isClient)) return {};
        const unused = names.filter((name) => !replaced.has(name));
        return { errors: unused.map((name) => ({ text: `nothing imports ${name} any more` })) };
      });
    },
  };
}

function anyOf(names: readonly string[]): RegExp {
  return new RegExp(`^(${names.map((name) => name.replaceAll('.', '\\.')).join('|')})$`);
}
