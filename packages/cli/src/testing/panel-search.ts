import type { SavedObject } from '@logdrive/log-stream/opensearch';

/** An aggregation of a visualization, as `visState` has it. */
interface PanelAgg {
  id: string;
  type: string;
  schema: 'metric' | 'segment' | 'group' | 'bucket';
  params: { field?: string; size?: number; percents?: number[] };
}

/** What a saved object asks the engine. */
export interface PanelSearch {
  /** Index pattern. */
  index: string;
  body: object;
  /** Fields that it reads. */
  fields: string[];
  /** Of an answer: what is empty in it, `bucket 3` for one. */
  emptyIn: (answer: SearchAnswer) => string[];
}

interface SearchAnswer {
  hits: { total: { value: number } };
  aggregations?: AggAnswer;
}

type AggAnswer = Record<string, { buckets?: AggAnswer[]; value?: unknown; values?: object }>;

/**
 * The search that Dashboards makes for a visualization or a saved search, over all time.
 *
 * @param objects all saved objects, to find its index pattern among them
 */
export function panelSearch(object: SavedObject, objects: readonly SavedObject[]): PanelSearch {
  const source = searchSource(object);
  const reference = object.references?.find(({ name }) => name === source.indexRefName);
  const pattern = objects.find(({ type, id }) => type === 'index-pattern' && id === reference?.id);
  if (pattern === undefined) throw new Error(`${object.id} has no index pattern`);
  const { title, timeFieldName } = pattern.attributes as { title: string; timeFieldName: string };
  const text = source.query.query;
  const query = text === '' ? { match_all: {} } : { query_string: { query: text } };
  const filter = [query, { exists: { field: timeFieldName } }];
  const search = { size: 1, track_total_hits: true, query: { bool: { filter } } };
  if (object.type === 'search') return savedSearch(object, title, search);
  const { aggs } = JSON.parse(String(object.attributes.visState)) as { aggs: PanelAgg[] };
  const fields = aggs.flatMap(({ params }) => (params.field === undefined ? [] : [params.field]));
  return {
    index: title,
    body: { ...search, size: 0, aggs: nested(aggs) },
    fields,
    emptyIn: ({ hits, aggregations = {} }) =>
      hits.total.value === 0 ? ['hits'] : emptyAggs(aggs, aggregations),
  };
}

export function searchSource({ attributes }: SavedObject) {
  const meta = attributes.kibanaSavedObjectMeta as { searchSourceJSON: string };
  return JSON.parse(meta.searchSourceJSON) as {
    query: { query: string; language: string };
    indexRefName?: string;
  };
}

function savedSearch({ attributes }: SavedObject, index: string, search: object): PanelSearch {
  const { columns, sort } = attributes as { columns: string[]; sort: [string, string][] };
  const order = sort.map(([field, direction]) => ({ [field]: direction }));
  return {
    index,
    body: { ...search, sort: order },
    fields: [...columns, ...sort.map(([field]) => field)],
    emptyIn: ({ hits }) => (hits.total.value === 0 ? ['hits'] : []),
  };
}

const isMetric = ({ schema }: PanelAgg) => schema === 'metric';

/** Buckets inside each other in their order, the metrics inside the innermost. */
function nested(aggs: readonly PanelAgg[]): object {
  const metrics = aggs.filter((agg) => isMetric(agg) && agg.type !== 'count');
  let inner = Object.fromEntries(metrics.map((agg) => [agg.id, { [agg.type]: metricOf(agg) }]));
  for (const { id, type, params } of aggs.filter((agg) => !isMetric(agg)).reverse()) {
    inner = {
      [id]: { ...bucketOf(type, params), ...(Object.keys(inner).length && { aggs: inner }) },
    };
  }
  return inner;
}

function metricOf({ params: { field, percents } }: PanelAgg): object {
  return { field, ...(percents && { percents }) };
}

function bucketOf(type: string, { field, size }: PanelAgg['params']): object {
  if (type === 'terms') return { terms: { field, size } };
  // Dashboards chooses the interval by the time range that is looked at.
  if (type === 'date_histogram') return { auto_date_histogram: { field, buckets: 20 } };
  throw new Error(`no panel has a bucket of the type ${type} yet: add it`);
}

/** Buckets without any, and metrics that have no value in any bucket. */
function emptyAggs(aggs: readonly PanelAgg[], answer: AggAnswer): string[] {
  let level = [answer];
  for (const { id } of aggs.filter((agg) => !isMetric(agg))) {
    level = level.flatMap((one) => one[id]?.buckets ?? []);
    if (level.length === 0) return [`bucket ${id}`];
  }
  const metrics = aggs.filter((agg) => isMetric(agg) && agg.type !== 'count');
  return metrics
    .filter(({ id }) => !level.some((one) => hasValue(one[id])))
    .map(({ id }) => `metric ${id}`);
}

function hasValue(metric: AggAnswer[string] | undefined): boolean {
  const values = metric?.values === undefined ? [metric?.value] : Object.values(metric.values);
  return values.some((value) => typeof value === 'number');
}
