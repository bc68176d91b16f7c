import { Agent, request, type IncomingMessage } from 'node:http';
import { incidentAt, nextRequest, rateAt, type Kind, type PlannedRequest } from './load-model';
import { seededRandom } from './random';

/** What to send, and where. */
export interface LoadOptions {
  /** The port of the loopback address that the service listens on. */
  readonly port: number;

  /** Requests per second, on average. */
  readonly rate: number;

  /** What fails of the routes that can, in percent; undefined for no faults at all. */
  readonly faults: number | undefined;
}

/** How the load goes. */
export interface LoadStatus {
  /** Since the start. */
  readonly seconds: number;

  /** Requests that have been sent. */
  readonly sent: number;

  /** Requests sent per second, over the last seconds. */
  readonly rate: number;

  /** Requests that got no response. */
  readonly broken: number;

  /** Requests that were not sent because too many were under way. */
  readonly skipped: number;

  /** What is wrong with the service right now, on purpose. */
  readonly incident: string | undefined;
}

/** A load that runs. */
export interface Load {
  status(): LoadStatus;

  /** Ends it, with what is under way. */
  stop(): void;
}

/** The most requests under way at a time. */
const mostUnderWay = 200;

/** The most tasks that are remembered, to be read, completed and deleted. */
const mostIds = 500;

/** Milliseconds between two looks at what is due. */
const tick = 50;

/** The span of the rate in {@link LoadStatus}, in seconds. */
const span = 5;

/** Sends requests to the Task API until it is stopped. */
export function startLoad({ port, rate, faults }: LoadOptions): Load {
  const agent = new Agent({ keepAlive: true, maxSockets: mostUnderWay });
  const random = seededRandom(1);
  const start = performance.now();
  const ids: string[] = [];
  const history: { readonly seconds: number; readonly sent: number }[] = [];
  let [sent, broken, skipped, underWay, due, before] = [0, 0, 0, 0, 0, 0];
  let stopped = false;

  const send = (planned: PlannedRequest): void => {
    if (underWay >= mostUnderWay) {
      skipped++;
      return;
    }
    sent++;
    underWay++;
    const { method, path, body } = requestOf(planned.kind, ids, random());
    const done = (isBroken: boolean): void => {
      underWay--;
      if (isBroken) broken++;
    };
    const headers = {
      ...(planned.delay > 0 ? { 'x-fault-delay-ms': planned.delay } : {}),
      ...(planned.crash ? { 'x-fault-error': 'the demo wants it' } : {}),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    };
    const outgoing = request({ host: '127.0.0.1', port, agent, method, path, headers, timeout: 30_000 });
    outgoing.once('timeout', () => outgoing.destroy(new Error('no response in time')));
    outgoing.once('error', () => done(!stopped));
    outgoing.once('response', (response) => {
      readText(response, (text) => {
        if (planned.kind === 'create' && response.statusCode === 201) remember(ids, text);
      });
      // an error after this is not one of the request
      outgoing.removeAllListeners('error').on('error', () => undefined);
      response.once('close', () => done(!response.complete && !stopped));
    });
    outgoing.end(body);
  };

  const timer = setInterval(() => {
    const seconds = (performance.now() - start) / 1000;
    // a computer that has slept does not make up for it
    due += rateAt(seconds, rate) * Math.min(seconds - before, 1);
    before = seconds;
    for (; due >= 1; due--) send(nextRequest(seconds, faults, random));
    history.push({ seconds, sent });
    while (history[0] !== undefined && history[0].seconds < seconds - span) history.shift();
  }, tick);

  return {
    status: () => {
      const [first] = history;
      const last = history.at(-1);
      const seconds = (last?.seconds ?? 0) - (first?.seconds ?? 0);
      const incident = faults === undefined ? undefined : incidentAt(before)?.what;
      const recent = seconds > 0 ? ((last?.sent ?? 0) - (first?.sent ?? 0)) / seconds : 0;
      return { seconds: before, sent, rate: recent, broken, skipped, incident };
    },
    stop: () => {
      stopped = true;
      clearInterval(timer);
      agent.destroy();
    },
  };
}

interface HttpRequest {
  readonly method: string;
  readonly path: string;
  readonly body?: string;
}

/** A request of this kind, about a task that there is, if there is one. `point`, from 0 to 1, decides about which. */
function requestOf(kind: Kind, ids: string[], point: number): HttpRequest {
  const place = Math.floor(point * ids.length);
  const id = ids[place] ?? 'none-yet';
  switch (kind) {
    case 'list':
      return { method: 'GET', path: '/tasks?limit=10' };
    case 'create':
      return {
        method: 'POST',
        path: '/tasks',
        body: JSON.stringify({ title: 'see the golden signals move' }),
      };
    case 'invalid':
      return { method: 'POST', path: '/tasks', body: JSON.stringify({ title: '' }) };
    case 'read':
      return { method: 'GET', path: `/tasks/${id}` };
    case 'complete':
      return { method: 'PUT', path: `/tasks/${id}/complete` };
    case 'delete':
      ids.splice(place, 1);
      return { method: 'DELETE', path: `/tasks/${id}` };
    case 'missing':
      return { method: 'GET', path: `/tasks/no-such-task-${Math.floor(point * 1e9)}` };
    case 'unknown':
      return { method: 'GET', path: `/wp-login-${Math.floor(point * 1e9)}.php` };
  }
}

function readText(response: IncomingMessage, use: (text: string) => void): void {
  let text = '';
  response.setEncoding('utf8').on('data', (part: string) => (text += part));
  response.once('end', () => use(text));
}

function remember(ids: string[], text: string): void {
  // the service's schema says that a task has an id
  ids.push((JSON.parse(text) as { readonly id: string }).id);
  if (ids.length > mostIds) ids.shift();
}
