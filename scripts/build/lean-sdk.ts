import { dirname } from 'node:path';
import type { OnLoadArgs, OnResolveArgs, Plugin, PluginBuild } from 'esbuild';

/**
 * Parts of the AWS SDK that a Lambda function can never reach, and the few lines that stand in for
 * them. They are most of what the SDK adds to the time that a cold start takes to load the code.
 */
export const standIns: Readonly<Record<string, string>> = {
  // The default chain also looks for credentials in profiles, SSO, login sessions, other processes,
  // web identity tokens and the instance metadata: six more clients. Lambda hands a Node function
  // its role's credentials in the environment and nowhere else.
  '@aws-sdk/credential-provider-node': `
    export { fromEnv as defaultProvider } from '@aws-sdk/credential-provider-env';
  `,
  // Every client prepares for event streams (S3 Select, SubscribeToShard), which no function uses.
  // The SDK also imports them lazily, and one lazy import keeps esbuild from flattening the
  // modules and from dropping what is unused in them.
  '@smithy/core/event-streams': `
    export const eventStreamSerdeProvider = () => undefined;
    export const resolveEventStreamSerdeConfig = (config) =>
      Object.assign(config, { eventStreamMarshaller: undefined });
    export class EventStreamSerde {
      constructor() {
        throw new Error('scripts/build/lean-sdk.ts leaves event streams out of the bundle');
      }
    }
  `,
};

const isClient = (input: string): boolean => /@aws-sdk\/client-[^/]+\//.test(input);

/**
 * Puts the stand-ins in place. The build fails when an SDK client was bundled and one of them found
 * nothing to replace: the SDK has changed, and the bundle has silently grown again.
 */
export function leanSdk(replacements: Readonly<Record<string, string>> = standIns): Plugin {
  return {
    name: 'lean-sdk',
    setup(build: PluginBuild) {
      const replaced = new Set<string>();
      const names = Object.keys(replacements);

      build.onResolve({ filter: anyOf(names) }, async (args: OnResolveArgs) => {
        if (args.namespace === 'stand-in') return undefined;
        replaced.add(args.path);
        return {
          path: args.path,
          namespace: 'stand-in',
          sideEffects: false,
          pluginData: { resolveDir: await folderOf(args, build) },
        };
      });
      build.onLoad({ filter: /.*/, namespace: 'stand-in' }, (args: OnLoadArgs) => ({
        contents: replacements[args.path] ?? '',
        resolveDir: args.pluginData.resolveDir,
      }));
      build.onEnd((result) => {
        if (!Object.keys(result.metafile?.inputs ?? {}).some(isClient)) return {};
        const unused = names.filter((name) => !replaced.has(name));
        return { errors: unused.map((name) => ({ text: `nothing imports ${name} any more` })) };
      });
    },
  };
}

/** The folder of the real module: a stand-in may import what the module that it replaces may. */
async function folderOf(args: OnResolveArgs, build: PluginBuild): Promise<string> {
  const { path, importer, resolveDir, kind } = args;
  const real = await build.resolve(path, { importer, resolveDir, kind, namespace: 'stand-in' });
  return dirname(real.path);
}

function anyOf(names: readonly string[]): RegExp {
  return new RegExp(`^(${names.join('|')})$`);
}
