/** An HTTP request line's three parts; null where a server wrote `-` or nothing. */
export interface RequestLine {
  method: string | null;
  /** What stands between method and protocol: a path, or with load balancers a whole URL. */
  target: string;
  protocol: string | null;
}

const METHOD = /^(?:[A-Za-z][A-Za-z_-]{0,30}|-)$/;
const PROTOCOL = /^(?:[A-Za-z]{1,10}\/\d(?:\.\d)?|-)$/;

/**
 * `GET /index.html HTTP/1.1` in its parts; blanks inside the target stay. `- http://host:80- -`, which is
 * what a load balancer writes of a malformed request, has a target only; without a protocol it is HTTP
 * 0.9, or S3's word for a copy.
 *
 * @returns undefined for what is no request line: a scanner's bytes, a TLS greeting, `-`
 */
export function splitRequest(request: string): RequestLine | undefined {
  const first = request.indexOf(' ');
  if (first <= 0 || first === request.length - 1) return undefined;
  const method = request.slice(0, first);
  if (!METHOD.test(method)) return undefined;
  const last = request.lastIndexOf(' ');
  const protocol = request.slice(last + 1);
  const whole = last > first && PROTOCOL.test(protocol);
  if (!whole && last > first) return undefined;
  return {
    method: textOrNull(method),
    target: whole ? request.slice(first + 1, last) : protocol,
    protocol: whole ? textOrNull(protocol) : null,
  };
}

/** What servers write for "nothing" is null. */
export function textOrNull(text: string): string | null {
  return text === '-' || text === '' ? null : text;
}
