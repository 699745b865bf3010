import type { Command } from '../command.ts';

interface Entry {
  /** What it does, in a few words for `logdrive --help`. */
  summary: string;
  load: () => Promise<Command>;
}

/** Every command by its name. */
export const commands: ReadonlyMap<string, Entry> = new Map([
  [
    'explain',
    {
      summary: 'what becomes of a record, an envelope or a log line, and why',
      load: async () => (await import('./explain/command.ts')).explainCommand,
    },
  ],
  [
    'opensearch',
    {
      summary: 'setup: templates, lifecycle policies and dashboards put in place',
      load: async () => (await import('./opensearch/command.ts')).openSearchCommand,
    },
  ],
  [
    'replay',
    {
      summary: 'send again what was set aside: quarantine, failed invocations, dead letters',
      load: async () => (await import('./replay/command.ts')).replayCommand,
    },
  ],
  [
    'search',
    {
      summary: 'what is in the search engine: by words, time and log type, or as it comes in',
      load: async () => (await import('./search/command.ts')).searchCommand,
    },
  ],
]);
