import type { Cell } from '../../console/table.ts';
import type { IndexFigures } from '../account/document-reader.ts';

const rowsShown = 25;

/** The indices with their documents; those past the first 25 are added up. */
export function indexTable(indices: readonly IndexFigures[]): Cell[][] {
  const shown = indices.slice(0, rowsShown);
  const rest = indices.slice(rowsShown);
  if (rest.length > 0) shown.push(sum(`${rest.length} other indices`, rest));
  return [
    ['index', 'documents'],
    ...[...shown, sum('total', indices)].map(({ index, documents }) => [index, documents]),
  ];
}

function sum(index: string, of: readonly IndexFigures[]): IndexFigures {
  return { index, documents: of.reduce((total, each) => total + each.documents, 0) };
}
