import { type Cell, formatTable } from '../../console/table.ts';
import type { CheckedObject } from '../account/auditor.ts';
import { formatBytes, plural } from './figures.ts';

interface Folder {
  name: string;
  objects: number;
  events: number;
  bytes: number;
  folders: Map<string, Folder>;
}

/** Folders shown of one folder; the others are added up in one line. */
const shownOfOne = 8;

/** The lines of a tree of the bucket's folders, each with its objects, events and bytes. */
export function objectTree(bucket: string, objects: readonly CheckedObject[]): string[] {
  const root = newFolder(`s3://${bucket}`);
  for (const { key, size, events } of objects) {
    let folder = root;
    add(folder, 1, events, size);
    for (const name of foldersOf(key)) {
      const inner = folder.folders.get(name) ?? newFolder(name);
      folder.folders.set(name, inner);
      folder = inner;
      add(folder, 1, events, size);
    }
  }
  return formatTable([['', 'objects', 'events', 'size'], ...rows(root, '', '')]);
}

/** Day and hour are shown as one folder: most days have a few hours only, and a tree should fit a screen. */
function foldersOf(key: string): string[] {
  return key
    .replace(/\/hour=/g, ' hour=')
    .split('/')
    .slice(0, -1);
}

function newFolder(name: string): Folder {
  return { name, objects: 0, events: 0, bytes: 0, folders: new Map() };
}

function add(folder: Folder, objects: number, events: number, bytes: number): void {
  folder.objects += objects;
  folder.events += events;
  folder.bytes += bytes;
}

function rows(folder: Folder, branch: string, indent: string): Cell[][] {
  const inner = shortened([...folder.folders.values()].sort((a, b) => (a.name < b.name ? -1 : 1)));
  const label = `${branch}${folder.name}`;
  return [
    [label, folder.objects, folder.events, formatBytes(folder.bytes).padStart(7)],
    ...inner.flatMap((child, index) => {
      const last = index === inner.length - 1;
      return rows(
        child,
        `${indent}${last ? '└── ' : '├── '}`,
        `${indent}${last ? '    ' : '│   '}`,
      );
    }),
  ];
}

function shortened(folders: Folder[]): Folder[] {
  if (folders.length <= shownOfOne + 1) return folders;
  const rest = folders.slice(shownOfOne);
  const sum = newFolder(`(${plural(rest.length, 'more folder')})`);
  for (const { objects, events, bytes } of rest) add(sum, objects, events, bytes);
  return [...folders.slice(0, shownOfOne), sum];
}
