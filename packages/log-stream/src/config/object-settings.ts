import { type CompressionKind, compressions } from '../delivery/object-key.ts';
import type { EnvReader } from './env-reader.ts';

/** What decides the keys of objects. */
export interface ObjectSettings {
  /** Without slashes at its ends; may be empty. */
  prefix: string;
  compression: CompressionKind;
}

/** Reads PREFIX, which may be set to nothing, and COMPRESSION; problems go to `env`. */
export function readObjectSettings(env: EnvReader): ObjectSettings {
  return {
    prefix: env.isEmpty('PREFIX') ? '' : readKeyPrefix(env, 'PREFIX', 'logs'),
    compression: env.choice('COMPRESSION', compressions, 'gzip'),
  };
}

/** A prefix of keys, without slashes at its ends; problems go to `env`. */
export function readKeyPrefix(env: EnvReader, variable: string, otherwise: string): string {
  const value = env.text(variable, otherwise);
  if (value.startsWith('/') || value.endsWith('/')) {
    env.invalid(variable, 'leave out the outer slashes');
  }
  if (Buffer.byteLength(value) > 256) env.invalid(variable, 'give at most 256 bytes');
  return value;
}
