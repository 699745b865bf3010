import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { CommandError, lastLines, runCommand } from '../processes/run-command.ts';
import { ensureArtifact } from './artifacts.ts';

const STORE_PASSWORD = 'changeit';
const STORES = { keystore: 'node.p12', truststore: 'trusted.p12' };

/** What a node with the security plugin needs besides the settings of any node. */
export interface Security {
  jars: string;
  plugin: string;
  settings: Record<string, unknown>;
  access: { username: string; password: string; caFile: string };
}

/**
 * Puts the security plugin's users and roles and a fresh certificate into the node's folder of
 * settings. The certificate is its own authority: what trusts `caFile` trusts this node only.
 *
 * @throws CommandError when Java's keytool fails
 */
export async function prepareSecurity(conf: string): Promise<Security> {
  const plugin = await ensureArtifact('security');
  cpSync(join(plugin, 'config'), join(conf, 'opensearch-security'), { recursive: true });
  const caFile = join(conf, 'ca.pem');
  await makeCertificate(conf, caFile);
  return {
    jars: join(plugin, '*'),
    plugin: 'org.opensearch.security.OpenSearchSecurityPlugin',
    settings: { ...settingsFor('http'), ...settingsFor('transport'), ...common },
    // As the plugin's own file of users has it.
    access: { username: 'admin', password: 'admin', caFile },
  };
}

const common = {
  'plugins.security.ssl.http.enabled': true,
  'plugins.security.ssl.transport.enforce_hostname_verification': false,
  'plugins.security.allow_default_init_securityindex': true,
  'plugins.security.nodes_dn': ['CN=logdrive-local'],
  // The administrator may make users and roles by the API.
  'plugins.security.restapi.roles_enabled': ['all_access'],
};

function settingsFor(layer: 'http' | 'transport'): Record<string, unknown> {
  const name = `plugins.security.ssl.${layer}`;
  const stores = (['keystore', 'truststore'] as const).map((store) => ({
    [`${name}.${store}_type`]: 'PKCS12',
    [`${name}.${store}_filepath`]: STORES[store],
    [`${name}.${store}_password`]: STORE_PASSWORD,
  }));
  return Object.assign({}, ...stores);
}

async function makeCertificate(conf: string, caFile: string): Promise<void> {
  const [keys, trusted] = [STORES.keystore, STORES.truststore].map((store) => [
    ...['-alias', 'node', '-storetype', 'PKCS12', '-storepass', STORE_PASSWORD],
    ...['-keystore', join(conf, store)],
  ]) as [string[], string[]];
  await keytool([
    ...['-genkeypair', ...keys, '-keyalg', 'EC', '-groupname', 'secp256r1', '-validity', '30'],
    ...['-dname', 'CN=logdrive-local', '-ext', 'san=ip:127.0.0.1,dns:localhost', '-ext', 'bc:c'],
  ]);
  await keytool(['-exportcert', ...keys, '-rfc', '-file', caFile]);
  await keytool(['-importcert', ...trusted, '-noprompt', '-file', caFile]);
}

async function keytool(args: string[]): Promise<void> {
  const options = { cwd: import.meta.dirname, env: process.env };
  const { exit, stdout, stderr } = await runCommand('keytool', args, options);
  if (exit === 0) return;
  throw new CommandError(`keytool ${args[0]} failed (${exit}):\n${lastLines(stdout + stderr, 5)}`);
}
