import { Agent, request, type OutgoingHttpHeaders } from 'node:http';
import { script, type ScriptedRequest } from './script';
import { keyOf } from './request-log';

/** Scripted traffic that runs. */
export interface Traffic {
  /** Requests that were sent, by method, template and status that is to come. */
  readonly attempted: ReadonlyMap<string, number>;

  /** Those that were answered as they are to be, by the same. */
  readonly answered: ReadonlyMap<string, number>;

  /** What was answered otherwise. */
  readonly surprises: readonly string[];

  /** Begins with a service that knows no tasks yet: creates the one that the script is about, and goes on sending. */
  begin(): Promise<void>;

  /** Sends no more, and resolves when nothing is under way. */
  pause(): Promise<void>;

  /** Ends it. */
  stop(): void;
}

/** Requests per second. */
const rate = 60;

/** Sends the script again and again, and beside it probes, which are no traffic. */
export function scriptedTraffic(port: number): Traffic {
  const agent = new Agent({ keepAlive: true, maxSockets: 50 });
  const attempted = new Map<string, number>();
  const answered = new Map<string, number>();
  const surprises: string[] = [];
  const underWay = new Set<Promise<unknown>>();
  let sent = 0;
  let id = '';
  let timer: NodeJS.Timeout | undefined;

  const ask = (method: string, path: string, headers: OutgoingHttpHeaders, body?: string) =>
    new Promise<{ status: string; text: string } | undefined>((resolve) => {
      const outgoing = request({ host: '127.0.0.1', port, agent, method, path, headers }, (response) => {
        let text = '';
        response.setEncoding('utf8').on('data', (part: string) => (text += part));
        response.once('end', () => resolve({ status: String(response.statusCode), text }));
        response.once('error', () => resolve(undefined));
      });
      outgoing.once('error', () => resolve(undefined));
      outgoing.end(body);
    });

  const send = async (planned: ScriptedRequest): Promise<void> => {
    const { method, endpoint, status, delay, body } = planned;
    const key = keyOf(planned);
    add(attempted, key);
    const path = planned.path.replace('ID', id).replace('N', String(sent));
    const headers = {
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      ...(delay > 0 ? { 'x-fault-delay-ms': delay } : {}),
      ...(status === '500' ? { 'x-fault-error': 'the script wants it' } : {}),
    };
    const answer = await ask(method, path, headers, body);
    if (answer?.status === status) add(answered, key);
    else if (answer !== undefined) surprises.push(`${method} ${endpoint}: ${answer.status}, not ${status}`);
  };

  const track = (promise: Promise<unknown>): void => {
    underWay.add(promise);
    void promise.finally(() => underWay.delete(promise));
  };

  return {
    attempted,
    answered,
    surprises,
    begin: async () => {
      const key = keyOf({ method: 'POST', endpoint: '/tasks', status: '201' });
      add(attempted, key);
      const answer = await ask(
        'POST',
        '/tasks',
        { 'content-type': 'application/json' },
        '{"title":"the one"}',
      );
      if (answer?.status !== '201') throw new Error(`no task could be created: ${JSON.stringify(answer)}`);
      add(answered, key);
      // the service's schema says that a task has an id
      id = (JSON.parse(answer.text) as { readonly id: string }).id;
      const start = performance.now();
      const before = sent;
      timer = setInterval(() => {
        const due = ((performance.now() - start) / 1000) * rate;
        for (; sent - before < due; sent++) {
          const next = script[sent % script.length];
          if (next !== undefined) track(send(next));
          if (sent % 30 === 0) track(ask('GET', '/healthz', {}));
        }
      }, 20);
    },
    pause: async () => {
      clearInterval(timer);
      await Promise.all(underWay);
    },
    stop: () => {
      clearInterval(timer);
      agent.destroy();
    },
  };
}

function add(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}
