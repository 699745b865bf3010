import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { SavedObject, SetupPayload } from '@logdrive/log-stream/opensearch';
import { InputError, UsageError } from '../errors.ts';

/** What stands for the tokens in the files, `${index_prefix}` for one, under their names. */
export interface SetupTokens {
  index_prefix: string;
  retention_days: number;
  log_type_key: string;
  log_id_key: string;
  time_key: string;
  number_field: string;
}

export interface SetupFiles {
  /** With `component_templates`, `index_templates`, `policies` and `dashboards` in it. */
  folder: string;
  /** Whether the indices are behind data streams: their templates and policies lie in folders of their own. */
  dataStreams: boolean;
  tokens: SetupTokens;
}

/**
 * Reads the files of a folder as the Terraform module does: the tokens replaced, templates and policies
 * named `logdrive-<index prefix><file>`.
 *
 * @throws UsageError for a folder that is not there or has none of them, InputError naming the file that
 *   is not JSON
 */
export async function readSetupFiles({ folder, dataStreams, tokens }: SetupFiles) {
  const variant = dataStreams ? 'data_streams' : '.';
  const named = async (part: string) => {
    const files = await readFolder(join(folder, part), '.json', tokens);
    const prefix = `logdrive-${tokens.index_prefix}`;
    return Object.fromEntries(
      files.map(({ name, path, text }) => [prefix + name, parse(path, text)]),
    );
  };
  const payload = {
    logdrive: 'setup',
    component_templates: await named('component_templates'),
    index_templates: await named(join('index_templates', variant)),
    policies: await named(join('policies', variant)),
    saved_objects: await readSavedObjects(join(folder, 'dashboards'), tokens),
  } satisfies SetupPayload;
  const parts = [payload.component_templates, payload.index_templates, payload.saved_objects];
  if (parts.every((part) => Object.keys(part).length === 0)) {
    throw new UsageError(
      `${folder} has no setup files: give --folder, the folder modules/kinesis-to-es/opensearch or one like it`,
    );
  }
  return payload;
}

async function readSavedObjects(folder: string, tokens: SetupTokens) {
  const files = await readFolder(folder, '.ndjson', tokens);
  const entries = files.map(({ name, path, text }) => {
    const lines = text.split('\n').map((line, index) => ({ line, place: `${path}:${index + 1}` }));
    const objects = lines
      .filter(({ line }) => line.trim() !== '')
      .map(({ line, place }) => parse(place, line) as SavedObject);
    return [name, objects] as const;
  });
  return Object.fromEntries(entries);
}

/** The files of a folder in the order of their names; none where there is no folder. */
async function readFolder(folder: string, extension: string, tokens: SetupTokens) {
  const names = await readdir(folder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new InputError(`${folder}: ${error.message}`, { cause: error });
  });
  const files = names.filter((name) => name.endsWith(extension)).sort();
  return Promise.all(
    files.map(async (file) => {
      const path = join(folder, file);
      const text = await readFile(path, 'utf8');
      return { name: file.slice(0, -extension.length), path, text: withTokens(text, tokens) };
    }),
  );
}

/** What is no token of ours stays, and is refused before anything is sent. */
function withTokens(text: string, tokens: SetupTokens): string {
  return text.replace(/\$\{(\w+)\}/g, (token, name: string) =>
    Object.hasOwn(tokens, name) ? String(tokens[name as keyof SetupTokens]) : token,
  );
}

function parse(place: string, text: string): object {
  try {
    return JSON.parse(text) as object;
  } catch (error) {
    throw new InputError(`${place} is not JSON: ${(error as Error).message}`, { cause: error });
  }
}
