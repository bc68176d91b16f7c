import { type Sample, type Series, type Target, readSamples, readSeries, readTargets } from './answers';

/** What the HTTP API answered. */
export type Answer<T> = Accepted<T> | Refused;

/** An answer with data. */
export interface Accepted<T> {
  /** That it holds data. */
  readonly ok: true;

  /** The data. */
  readonly data: T;

  /** Warnings of the server; notes that 3.x calls infos are among them. */
  readonly warnings: readonly string[];
}

/** An answer that refuses, such as for an expression that does not parse. */
export interface Refused {
  /** That it holds no data. */
  readonly ok: false;

  /** The kind of error, such as `bad_data`. */
  readonly errorType: string;

  /** Why, in the server's words. */
  readonly error: string;
}

/** A moment: seconds since 1970, or a date. */
export type Moment = number | Date;

/** The parameters of an API call; a list gives the parameter once for each value. */
export type Params = Readonly<Record<string, string | number | readonly string[]>>;

/** The span of a range query. */
export interface Span {
  /** The first moment. */
  readonly start: Moment;

  /** The last moment. */
  readonly end: Moment;

  /** Seconds between two points. */
  readonly step: number;
}

/** A client of one server's HTTP API. */
export interface Client {
  /** The server's address, without a slash at the end. */
  readonly url: string;

  /**
   * Calls the API below `/api/v1/`. A refusal is an answer, not an exception.
   *
   * @param path - the path below `/api/v1/`, such as `rules`
   * @param params - the parameters
   * @throws Error when the server cannot be reached, or what it answers is not the API's JSON
   */
  api(path: string, params?: Params): Promise<Answer<unknown>>;

  /**
   * Evaluates an expression. A scalar is one sample without labels. Sorted by labels, whatever `sort` says.
   *
   * @param expr - the expression
   * @param time - the moment; the server's present when undefined
   * @throws Error when the server refuses the expression, or its value is a string or has native histograms
   */
  query(expr: string, time?: Moment): Promise<Sample[]>;

  /**
   * Evaluates an expression over a span. Sorted by labels.
   *
   * @throws Error when the server refuses the expression, or its value has native histograms
   */
  queryRange(expr: string, span: Span): Promise<Series[]>;

  /**
   * Lets the server parse and print an expression; a refusal is the server's verdict on it.
   *
   * @throws Error when the server cannot be reached
   */
  formatQuery(expr: string): Promise<Answer<string>>;

  /**
   * The targets that the server scrapes, sorted by pool and address.
   *
   * @throws Error when the server cannot be reached
   */
  targets(): Promise<Target[]>;
}

/** How long an answer is waited for, in milliseconds. */
const patience = 30_000;

/** Above this many characters parameters go into a body, which the API's longer questions all allow. */
const longestQuery = 1_500;

/**
 * Makes a client.
 *
 * @param url - the server's address, such as `http://127.0.0.1:9090`
 * @param timeoutMs - how long an answer is waited for
 * @param headers - what every request has beside its own, such as `authorization`
 */
export function client(
  url: string,
  timeoutMs = patience,
  headers: Readonly<Record<string, string>> = {},
): Client {
  const base = url.replace(/\/+$/, '');

  const api = async (path: string, params: Params = {}): Promise<Answer<unknown>> => {
    const form = new URLSearchParams();
    for (const [name, value] of Object.entries(params)) {
      for (const one of Array.isArray(value) ? value : [value]) form.append(name, String(one));
    }
    const short = form.toString().length <= longestQuery;
    const address = `${base}/api/v1/${path}`;
    const signal = AbortSignal.timeout(timeoutMs);
    const response = short
      ? await fetch(form.size === 0 ? address : `${address}?${form.toString()}`, { signal, headers })
      : await fetch(address, { method: 'POST', body: form, signal, headers });
    return readAnswer(address, response.status, await response.text());
  };

  const need = async (path: string, params?: Params): Promise<unknown> => {
    const answer = await api(path, params);
    if (answer.ok) return answer.data;
    throw new Error(`Prometheus refused '${path}' (${JSON.stringify(params)}): ${answer.error}`);
  };

  return {
    url: base,
    api,
    query: async (query, time) =>
      readSamples(await need('query', time === undefined ? { query } : { query, time: seconds(time) })),
    queryRange: async (query, { start, end, step }) =>
      readSeries(await need('query_range', { query, start: seconds(start), end: seconds(end), step })),
    formatQuery: async (query) => {
      const answer = await api('format_query', { query });
      return answer.ok ? { ...answer, data: String(answer.data) } : answer;
    },
    targets: async () => readTargets(await need('targets', { state: 'active' })),
  };
}

/** The envelope of every answer of the HTTP API. */
interface Envelope {
  readonly status?: unknown;
  readonly data?: unknown;
  readonly errorType?: unknown;
  readonly error?: unknown;
  readonly warnings?: readonly string[];
  readonly infos?: readonly string[];
}

function readAnswer(address: string, status: number, body: string): Answer<unknown> {
  let envelope: Envelope;
  try {
    // Every field is looked at below before it is used.
    envelope = JSON.parse(body) as Envelope;
  } catch {
    throw new Error(`'${address}' answered ${status} without JSON: ${body.slice(0, 200)}`);
  }
  const { data, errorType, error, warnings = [], infos = [] } = envelope;
  if (envelope.status === 'success') return { ok: true, data, warnings: [...warnings, ...infos] };
  return { ok: false, errorType: String(errorType), error: String(error) };
}

function seconds(moment: Moment): number {
  return typeof moment === 'number' ? moment : moment.getTime() / 1000;
}
