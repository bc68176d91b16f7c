import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BoundDashboard } from '../dashboards/dashboard';
import { descriptionOf } from '../dashboards/panel';
import { messageOf } from '../prometheus/node-error';
import { defined } from '../problem/defined';
import { askAlerts } from './alerts';
import { askMarks, askPanel, askValues, NoData, type Look } from './ask';
import type { Choices } from './fill-variables';
import { refusalOf } from './guard';
import type { PreviewDashboard, PreviewModel } from './model';
import { pageFile } from './page-files';
import type { PreviewedDashboard, PreviewSource } from './preview-source';

/** A preview that can be looked at. */
export interface PreviewServer {
  /** Where, for a browser. */
  readonly url: string;

  /** Ends it, with whatever is under way. */
  stop(): Promise<void>;
}

/** What the page may do: load what this server has, and nothing from anywhere else. */
const headers = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
};

/**
 * Serves a page that draws dashboards, on the loopback address alone. The page asks for panels by their number: no query comes from it, so that nothing
 * else is read from the Prometheus than what dashboards show, and the alerts.
 *
 * @param port the port; 0 for any that is free
 * @throws Error with Node's code if it can't be listened on
 */
export async function startPreview(source: PreviewSource, port: number): Promise<PreviewServer> {
  const answer = answers(source);
  const server = createServer((request, response) => {
    respond(answer, request, response).catch((failure: unknown) => {
      send(response, 500, 'text/plain; charset=utf-8', messageOf(failure));
    });
  });
  await listen(server, port);
  // the cast is what Node documents for a server on a port
  const { port: taken } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${taken}`,
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => resolve());
  });
}

/** What is asked for does not exist. */
class NotThere extends Error {}

type Answer = (path: string, params: URLSearchParams) => Promise<unknown>;

async function respond(answer: Answer, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = refusalOf(request.method, request.headers);
  if (refusal !== undefined) {
    send(response, refusal.status, 'text/plain; charset=utf-8', `${refusal.text}\n`);
    return;
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://localhost');
  const file = pageFile(pathname);
  if (file !== undefined) {
    send(response, 200, file.type, file.text);
    return;
  }
  try {
    json(response, 200, await answer(pathname, searchParams));
  } catch (failure) {
    if (failure instanceof NotThere) json(response, 404, { text: failure.message });
    else if (failure instanceof NoData) json(response, 502, failure.problem);
    else throw failure;
  }
}

function json(response: ServerResponse, status: number, body: unknown): void {
  send(response, status, 'application/json', JSON.stringify(body));
}

function send(response: ServerResponse, status: number, type: string, text: string): void {
  response.writeHead(status, { ...headers, 'content-type': type });
  response.end(text);
}

function answers(source: PreviewSource): Answer {
  const { prometheus, dashboards, story } = source;
  const loaded = new Map<string, ReturnType<PreviewedDashboard['load']>>();
  const shown = (params: URLSearchParams) => {
    const uid = params.get('dashboard') ?? '';
    const about = dashboards().find((each) => each.uid === uid);
    if (about === undefined) throw new NotThere(`there is no dashboard '${uid}'`);
    const { dashboard, problems } = loaded.get(uid) ?? about.load();
    loaded.set(uid, { dashboard, problems });
    return { about, dashboard, problems };
  };
  const lookOf = (dashboard: BoundDashboard, params: URLSearchParams, now: number): Look => ({
    now,
    range: rangeOf(source, params, now),
    choices: choicesOf(dashboard, params),
  });
  return async (path, params) => {
    const now = Date.now() / 1000;
    switch (path) {
      case '/api/model':
        return modelOf(source);
      case '/api/story':
        return story?.() ?? null;
      case '/api/dashboard': {
        const { about, dashboard, problems } = shown(params);
        return { ...drawn(dashboard), title: about.title, uid: about.uid, problems };
      }
      case '/api/alerts': {
        const { about } = shown(params);
        const all = () => dashboards().flatMap(({ target }) => target ?? []);
        return askAlerts(prometheus, about.target === undefined ? all() : [about.target]);
      }
      case '/api/marks': {
        const { about, dashboard } = shown(params);
        return askMarks(prometheus, about, dashboard, lookOf(dashboard, params, now));
      }
      case '/api/values': {
        const variable = shown(params).dashboard.variables.find(
          ({ label }) => label === params.get('variable'),
        );
        if (variable === undefined) throw new NotThere('there is no such variable');
        return askValues(prometheus, variable);
      }
      case '/api/panel': {
        const { about, dashboard } = shown(params);
        const panel = dashboard.rows.flatMap(({ panels }) => panels)[Number(params.get('panel') ?? NaN)];
        if (panel === undefined) throw new NotThere('there is no such panel');
        return askPanel(prometheus, about, dashboard, panel, lookOf(dashboard, params, now));
      }
      default:
        throw new NotThere(`there is no '${path}'`);
    }
  };
}

function modelOf({ prometheus, dashboards, ranges, range, refresh, story }: PreviewSource): PreviewModel {
  return {
    prometheus: prometheus.url,
    refresh,
    ranges,
    range,
    dashboards: dashboards().map(({ uid, title, target }) => ({ uid, title, ...defined({ target }) })),
    hasStory: story !== undefined,
  };
}

/** A dashboard without its expressions, its panels numbered in their order. */
function drawn({
  title,
  description,
  variables,
  links,
  rows,
}: BoundDashboard): Omit<PreviewDashboard, 'problems' | 'uid'> {
  let id = 0;
  return {
    title,
    description,
    variables: variables.map(({ label, title: name }) => ({ label, title: name })),
    links,
    rows: rows.map((row) => ({
      title: row.title,
      collapsed: row.collapsed ?? false,
      panels: row.panels.map(({ queries, ...panel }) => ({
        ...panel,
        description: descriptionOf(panel),
        id: id++,
        queries: queries.map(({ expression: _, ...query }) => query),
      })),
    })),
  };
}

/** So much is shown even where there is less to see, in seconds. */
const leastRange = 60;

/** One of the ranges that can be chosen: no other is read. */
function rangeOf({ ranges, since = 0 }: PreviewSource, params: URLSearchParams, now: number): number {
  const asked = Number(params.get('range'));
  const found = ranges.find(({ seconds }) => seconds === asked);
  if (found === undefined) throw new NotThere(`there is no range of ${asked} seconds`);
  return Math.min(found.seconds, Math.max(leastRange, Math.ceil(now - since)));
}

function choicesOf({ variables }: BoundDashboard, params: URLSearchParams): Choices {
  return new Map(variables.map(({ label }) => [label, params.getAll(`choice-${label}`)]));
}
