import type { Answer, Received } from './faulty-server.ts';

interface StoredObject {
  type: string;
  id: string;
  attributes: object;
  references: object[];
}

const sessionCookie = 'security_authentication=Fe26.2';
const unauthorized = { statusCode: 401, error: 'Unauthorized', message: 'Unauthorized' };

/**
 * The routes of Index State Management and of OpenSearch Dashboards, which no node from Maven has, and
 * beside them templates, kept without a check. It writes back what the real ones write back: policies
 * with bookkeeping and the defaults of their actions, saved objects with a version and a date.
 */
export class FakeSearchSetup {
  /** The answer to `GET /`; undefined: 404, as of a serverless collection. */
  version: object | undefined = { distribution: 'opensearch', number: '2.19.1' };
  /** Types of fields that are not known. */
  unknownTypes: string[] = [];
  /** What is said of them, `%` for the type: by OpenSearch, and Elasticsearch 7. */
  unknownTypeWords = 'No handler for type [%]';
  hasPolicies = true;
  hasDashboards = true;
  /** The status with which Dashboards refuses every request of its API. */
  dashboardsRefuse: number | undefined;
  /** For whom Dashboards opens a session, as behind an Amazon domain; it takes no password with a request then. */
  sessionFor: { username: string; password: string } | undefined;
  /** What it answers outside of a session; by default 401. */
  withoutSession: Answer = json(401, unauthorized);
  readonly templates = new Map<string, object>();
  readonly policies = new Map<string, { seqNo: number; policy: object }>();
  readonly objects = new Map<string, StoredObject>();
  /** Method and path of every request that writes. */
  readonly writes: string[] = [];

  readonly answer = async (request: Received): Promise<Answer> => {
    const { pathname, searchParams } = new URL(request.url, 'http://fake');
    const isWrite = request.method === 'PUT' || pathname.endsWith('/_import');
    if (isWrite) this.writes.push(`${request.method} ${pathname}`);
    const [, kind, name = ''] =
      /^\/(_component_template|_index_template)\/(.+)$/.exec(pathname) ?? [];
    if (pathname === '/') return this.#root();
    if (kind !== undefined) return this.#template(request, kind, name);
    if (this.hasPolicies && pathname.startsWith('/_plugins/_ism/policies/')) {
      return this.#policy(request, pathname, searchParams);
    }
    if (this.sessionFor && pathname === '/_dashboards/auth/login') return this.#login(request);
    if (this.hasDashboards && pathname.startsWith('/_dashboards/api/saved_objects/')) {
      return this.#dashboards(request, pathname, searchParams);
    }
    return json(400, {
      error: `no handler found for uri [${pathname}] and method [${request.method}]`,
    });
  };

  #root(): Answer {
    return this.version === undefined ? json(404, {}) : json(200, { version: this.version });
  }

  #template({ method, body }: Received, kind: string, name: string): Answer {
    const key = `${kind} ${name}`;
    if (method === 'PUT') {
      const text = body.toString();
      const unknown = this.unknownTypes.find((type) => text.includes(`"${type}"`));
      if (unknown)
        return refused('mapper_parsing_exception', this.unknownTypeWords.replace('%', unknown));
      this.templates.set(key, JSON.parse(text));
      return json(200, { acknowledged: true });
    }
    const template = this.templates.get(key);
    if (template === undefined)
      return json(404, { error: { type: 'resource_not_found_exception' } });
    return json(200, { [`${kind.slice(1)}s`]: [{ name, [kind.slice(1)]: template }] });
  }

  #policy({ method, body }: Received, pathname: string, query: URLSearchParams): Answer {
    const stored = this.policies.get(pathname);
    if (method === 'GET' && stored === undefined) {
      return json(404, { error: { type: 'status_exception', reason: 'Policy not found' } });
    }
    if (method === 'PUT') {
      const given = query.get('if_seq_no');
      const right = stored === undefined ? given === null : given === String(stored.seqNo);
      if (!right || (stored && query.get('if_primary_term') !== '1')) {
        return json(409, { error: { type: 'version_conflict_engine_exception' } });
      }
      const { policy } = JSON.parse(body.toString()) as { policy: object };
      this.policies.set(pathname, { seqNo: (stored?.seqNo ?? 0) + 1, policy });
    }
    const { seqNo = 0, policy = {} } = this.policies.get(pathname) ?? {};
    const document = { policy_id: pathname, schema_version: 21, ...withDefaults(policy) };
    return json(200, {
      _id: pathname,
      _version: 1,
      _seq_no: seqNo,
      _primary_term: 1,
      policy: document,
    });
  }

  #login({ headers, body }: Received): Answer {
    const isRight = body.toString() === JSON.stringify(this.sessionFor);
    if (!isRight || headers.authorization || !headers['osd-xsrf']) return json(401, unauthorized);
    const answer = json(200, { username: this.sessionFor?.username });
    const cookie = `${sessionCookie}; Secure; HttpOnly; Path=/_dashboards`;
    return { ...answer, headers: { ...answer.headers, 'set-cookie': cookie } };
  }

  #dashboards({ headers, body }: Received, pathname: string, query: URLSearchParams): Answer {
    const hasSession = headers.cookie === sessionCookie && headers.authorization === undefined;
    if (this.sessionFor && !hasSession) return this.withoutSession;
    if (this.dashboardsRefuse) return json(this.dashboardsRefuse, { message: 'on purpose' });
    if (headers['osd-xsrf'] === undefined) {
      return json(400, { message: 'Request must contain a osd-xsrf header.' });
    }
    if (headers.securitytenant !== 'global') return json(200, { saved_objects: [] });
    if (pathname.endsWith('/_bulk_get')) {
      const wanted = JSON.parse(body.toString()) as { type: string; id: string }[];
      const found = wanted.map(
        ({ type, id }) => this.objects.get(`${type} ${id}`) ?? missing(type, id),
      );
      return json(200, { saved_objects: found });
    }
    return this.#import(lastFile(body, headers['content-type']), query.get('overwrite') === 'true');
  }

  #import(lines: string | undefined, overwrite: boolean): Answer {
    if (lines === undefined) return json(415, { message: 'Unsupported Media Type' });
    const objects = lines
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as StoredObject);
    const taken = (object: StoredObject) => this.objects.has(`${object.type} ${object.id}`);
    const conflicts = overwrite ? [] : objects.filter(taken);
    const known = new Set([
      ...this.objects.keys(),
      ...objects.map(({ type, id }) => `${type} ${id}`),
    ]);
    const dangling = objects.filter(({ references }) =>
      references.some(
        (one) => !known.has(`${(one as StoredObject).type} ${(one as StoredObject).id}`),
      ),
    );
    const errors = [
      ...conflicts.map(({ type, id }) => ({ type, id, error: { type: 'conflict' } })),
      ...dangling.map(({ type, id }) => ({ type, id, error: { type: 'missing_references' } })),
    ];
    if (errors.length > 0) return json(200, { success: false, successCount: 0, errors });
    for (const object of objects) {
      this.objects.set(`${object.type} ${object.id}`, { ...object, ...{ version: 'WzEsMV0=' } });
    }
    return json(200, { success: true, successCount: objects.length });
  }
}

function json(status: number, body: object): Answer {
  const headers = { 'content-type': 'application/json' };
  return { status, headers, body: JSON.stringify(body) };
}

function refused(type: string, reason: string): Answer {
  return json(400, { error: { type, reason } });
}

function missing(type: string, id: string): object {
  return { type, id, error: { statusCode: 404, error: 'Not Found' } };
}

/** Of a form with one file: what stands between its blank line and the boundary at its end. */
function lastFile(body: Buffer, type = ''): string | undefined {
  const boundary = /^multipart\/form-data; ?boundary=(\S+)$/.exec(type)?.[1];
  const [head, part, tail] = body.toString().split(`--${boundary}`);
  if (boundary === undefined || head !== '' || tail !== '--\r\n') return undefined;
  const [fields = '', content] = part?.split('\r\n\r\n') ?? [];
  return /name="file"; filename="\w+\.ndjson"/.test(fields)
    ? content?.replace(/\r\n$/, '')
    : undefined;
}

/** What Index State Management adds to a policy before it stores it. */
function withDefaults(policy: object): object {
  const {
    states,
    ism_template: templates,
    ...rest
  } = policy as {
    states: { actions: Record<string, object>[] }[];
    ism_template: object[];
  };
  const retry = { count: 3, backoff: 'exponential', delay: '1m' };
  const stored = states.map((state) => ({
    ...state,
    actions: state.actions.map(({ rollover, ...action }) => ({
      retry,
      ...action,
      ...(rollover && { rollover: { ...rollover, copy_alias: false } }),
    })),
  }));
  const last_updated_time = 1_795_237_200_000;
  const dated = templates.map((template) => ({ ...template, last_updated_time }));
  return {
    ...rest,
    error_notification: null,
    last_updated_time,
    states: stored,
    ism_template: dated,
  };
}
