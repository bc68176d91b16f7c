import Fastify, { LogController, type FastifyInstance } from 'fastify';
import { Registry } from 'prom-client';
import { observeRequests } from '../../src/sightline/instrument/fastify';
import { instrument } from '../../src/sightline/instrument/prom-client';
import { activeConnections, latency, requests, taskApi } from '../../src/services/task-api-contract';
import { injectFaults } from './faults';
import type { RequestLog } from './request-log';
import { taskRoutes } from './routes';
import { taskStore } from './task-store';

/** What the service may be told. */
export interface TaskApiOptions {
  /**
   * Where its metrics are registered.
   *
   * @default - a registry of its own
   */
  readonly register?: Registry;

  /**
   * Where each request is logged.
   *
   * @default - nowhere
   */
  readonly log?: RequestLog;

  /**
   * Whether a request may ask to be slow or to fail, see `faults.ts`.
   *
   * @default false
   */
  readonly faults?: boolean;

  /**
   * The level of the program's own log, which goes to standard output.
   *
   * @default 'silent'
   */
  readonly logLevel?: string;
}

/** The service, not listening yet. */
export interface TaskApi {
  readonly app: FastifyInstance;

  /** Says to probes that no more traffic should come. Requests are served as before. */
  readonly stopTraffic: () => void;
}

/** The Task API. */
export function taskApiService(options: TaskApiOptions = {}): TaskApi {
  const { register = new Registry(), log, faults = false, logLevel = 'silent' } = options;
  // a server that is closing serves what still comes over open connections
  const app = Fastify({
    logger: { level: logLevel },
    logController: new LogController({ disableRequestLogging: true }),
    return503OnClosing: false,
  });
  let stopping = false;

  const metrics = instrument({ requests, latency, activeConnections }, { register });
  app.register(
    observeRequests({
      requests: metrics.requests,
      latency: metrics.latency,
      inFlight: metrics.activeConnections,
      notTraffic: taskApi.notTraffic,
      onObserved: log?.request,
    }),
  );
  if (log !== undefined) {
    app.addHook('onRequest', (request, _reply, done) => {
      if (request.routeOptions.url === '/metrics') log.page();
      done();
    });
  }
  app.addHook('onSend', (_request, reply, _payload, done) => {
    if (stopping) reply.header('connection', 'close'); // or the client keeps the connection, and the server waits for it
    done();
  });
  app.setErrorHandler((error: Error & { readonly statusCode?: number }, request, reply) => {
    const { statusCode = 500 } = error;
    if (statusCode < 500) return reply.send(error);
    request.log.error({ err: error });
    // what went wrong inside is nobody's business outside
    return reply
      .code(statusCode)
      .send({ statusCode, error: 'Internal Server Error', message: 'Something went wrong' });
  });
  app.get('/healthz', () => ({ status: 'ok' }));
  app.get('/readyz', (_request, reply) =>
    stopping ? reply.code(503).send({ status: 'stopping' }) : reply.send({ status: 'ready' }),
  );
  app.register((api, _, done) => {
    if (faults) api.addHook('preHandler', injectFaults);
    api.register(taskRoutes(taskStore()));
    done();
  });
  return {
    app,
    stopTraffic: () => {
      stopping = true;
    },
  };
}
