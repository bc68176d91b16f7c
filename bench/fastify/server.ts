import Fastify, { type FastifyInstance } from 'fastify';
import fastifyMetrics from 'fastify-metrics';
import { Registry } from 'prom-client';
import { observeRequests } from '../../src/sightline/instrument/fastify';
import { instrument } from '../../src/sightline/instrument/prom-client';
import { activeConnections, latency, requests, taskApi } from '../../src/services/task-api-contract';

/** The same service in three ways: nothing is observed, ours, and a plugin that many use. */
const observed: Readonly<Record<string, (app: FastifyInstance) => void>> = {
  plain: () => undefined,
  sightline: (app) => {
    const metrics = instrument({ requests, latency, activeConnections }, { register: new Registry() });
    app.register(
      observeRequests({ ...metrics, inFlight: metrics.activeConnections, notTraffic: taskApi.notTraffic }),
    );
  },
  'fastify-metrics': (app) => {
    // a counter and a histogram by method, route and status, as its default is, and no summary beside them
    app.register(fastifyMetrics, {
      endpoint: '/metrics',
      defaultMetrics: { enabled: false },
      routeMetrics: { enabled: { histogram: true, summary: false } },
    });
  },
};

const task = {
  type: 'object',
  properties: { id: { type: 'string' }, title: { type: 'string' } },
};

async function main(): Promise<void> {
  const [, , which = ''] = process.argv;
  const observe = observed[which];
  if (observe === undefined) throw new Error(`there is no service '${which}'`);
  const app = Fastify();
  observe(app);
  app.register((api, _, done) => {
    api.get<{ Params: { id: string } }>(
      '/tasks/:id',
      { schema: { response: { 200: task } } },
      (request, reply) => reply.send({ id: request.params.id, title: 'a task' }),
    );
    done();
  });
  process.on('disconnect', () => process.exit(0)); // never outlives the benchmark
  const address = await app.listen({ host: '127.0.0.1', port: 0 });
  // what loading has left is not to be collected among the first requests
  global.gc?.();
  process.send?.(address);
}

void main();
