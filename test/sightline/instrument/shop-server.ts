import Fastify, { type FastifyInstance, type FastifyServerOptions } from 'fastify';
import { Registry } from 'prom-client';
import { observeRequests, type Observation } from '../../../src/sightline/instrument/fastify';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import { httpStatus } from '../../../src/sightline/contract/common-domains';
import { histogram } from '../../../src/sightline/promql/build/histogram';
import { counter, gauge } from '../../../src/sightline/promql/build/metric';
import { counted } from './page';

const verb = ['GET', 'POST'] as const;
const route = { max: 30 };
const requests = counter('shop_requests_total', 'Requests', { verb, route, code: httpStatus });
const latency = histogram('shop_request_seconds', 'Time', { verb, route }, { buckets: [0.1, 0.5, 2] });
const inFlight = gauge('shop_open_requests', 'Requests being served', {});

/** What the shop counts and measures. */
export const metrics = { requests, latency, inFlight };

/** What stands on the page of a shop. */
export function readingsOf(register: Registry): Pick<Shop, 'requests' | 'open'> {
  return {
    requests: () => counted(register, 'shop_requests_total'),
    open: async () => (await counted(register, 'shop_open_requests'))[''] ?? 0,
  };
}

/** A shop that is observed. Its labels are `verb`, `route` and `code`; its verbs GET and POST. */
export interface Shop {
  readonly app: FastifyInstance;
  readonly register: Registry;
  readonly observations: readonly Observation[];

  /** How often each combination of labels was counted, those of 0 left out: `{verb="GET",route="/",code="200"}`. */
  requests(): Promise<Readonly<Record<string, number>>>;

  /** How many are being served. */
  open(): Promise<number>;

  /** Listens on a port of the loopback interface. The address to call. */
  listen(): Promise<string>;
}

/** A shop; routes are added by who asks. */
export function shop(options: FastifyServerOptions = {}, before?: (app: FastifyInstance) => void): Shop {
  const register = new Registry();
  const instruments = instrument(metrics, { register });
  const observations: Observation[] = [];
  const app = Fastify(options);
  before?.(app);
  app.register(
    observeRequests({
      ...instruments,
      notTraffic: { route: ['/healthz'] },
      onObserved: (observation) => observations.push(observation),
    }),
  );
  return {
    app,
    register,
    observations,
    ...readingsOf(register),
    listen: () => app.listen({ port: 0, host: '127.0.0.1' }),
  };
}

/** Waits until something holds, for a minute at most. */
export async function until(holds: () => boolean | Promise<boolean>): Promise<void> {
  const end = Date.now() + 60_000;
  while (!(await holds())) {
    if (Date.now() > end) throw new Error('it did not come true within 60 s');
    await new Promise((resolve) => setTimeout(resolve, 5));
  }
}

/** One request on a connection of its own. Its status. */
export async function call(url: string, init: RequestInit = {}): Promise<number> {
  const response = await fetch(url, { ...init, headers: { connection: 'close', ...init.headers } });
  await response.arrayBuffer();
  return response.status;
}
