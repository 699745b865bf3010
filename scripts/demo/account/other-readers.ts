import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const run = promisify(execFile);

const count = `
import duckdb, json, sys
query = """
  SELECT log_type, CAST("date" AS VARCHAR), CAST("hour" AS INTEGER), count(*), count(DISTINCT log_id)
  FROM read_json(?, format='newline_delimited', hive_partitioning=true, columns={'log_id': 'VARCHAR'})
  GROUP BY ALL ORDER BY ALL
"""
print(json.dumps(duckdb.execute(query, sys.argv[1:]).fetchall()))
`;

/** What DuckDB finds in one partition. */
export interface PartitionCount {
  /** `log_type=<t>/date=YYYY-MM-DD/hour=HH` */
  partition: string;
  events: number;
  /** Number of different log ids. */
  logIds: number;
}

/**
 * Counts the events of saved objects with DuckDB, which reads gzip, NDJSON and Hive partitions by
 * itself, as Athena does.
 *
 * @param python one that has DuckDB
 * @param files a glob, such as `<folder>/**\/*.ndjson.gz`
 */
export async function countWithDuckDb(python: string, files: string): Promise<PartitionCount[]> {
  const { stdout } = await run(python, ['-c', count, files]);
  const rows = JSON.parse(stdout) as [string, string, number, number, number][];
  return rows.map(([logType, date, hour, events, logIds]) => ({
    partition: `log_type=${logType}/date=${date}/hour=${String(hour).padStart(2, '0')}`,
    events,
    logIds,
  }));
}

/** The lines of saved objects, as the `gzip` command gives them out. */
export async function unzipLines(files: readonly string[]): Promise<string[]> {
  const { stdout } = await run('gzip', ['-dc', ...files], { maxBuffer: 256 * 1024 * 1024 });
  return stdout.split('\n').slice(0, -1);
}
