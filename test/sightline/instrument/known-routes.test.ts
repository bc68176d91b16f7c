import Fastify from 'fastify';
import { Registry } from 'prom-client';
import { observeRequests } from '../../../src/sightline/instrument/fastify';
import { instrument } from '../../../src/sightline/instrument/prom-client';
import { requests } from '../../types/shop';
import { samplesOf } from './page';

const ready = { type: 'object', properties: { a: { type: 'string' } } };

/** A service with so many routes, ready; its samples and the sentences of its log. */
async function serviceWith(
  routes: readonly string[],
): Promise<{ samples: ReadonlyMap<string, number>; log: string }> {
  const register = new Registry();
  const lines: string[] = [];
  const app = Fastify({ logger: { level: 'warn', stream: { write: (line: string) => lines.push(line) } } });
  app.register(
    observeRequests({ ...instrument({ requests }, { register }), notTraffic: { route: ['/healthz'] } }),
  );
  app.register((inner, _, done) => {
    for (const route of routes) {
      inner.get(
        route,
        { schema: { response: { 200: ready, 404: ready, '4xx': ready, default: ready } } },
        () => ({}),
      );
    }
    inner.delete('/unlisted', () => 'x');
    inner.get('/healthz', () => 'ok');
    done();
  });
  for (const route of routes) await app.inject(route);
  const samples = samplesOf(await register.metrics());
  await app.close();
  return { samples, log: lines.join('') };
}

test('a route begins at 0: its crash, which would be missed as the first of its series, and what its schema names', async () => {
  const { samples, log } = await serviceWith(['/a']);
  expect([...samples]).toEqual([
    ['shop_requests_total{verb="GET",route="/a",code="500"}', 0],
    ['shop_requests_total{verb="GET",route="/a",code="200"}', 1],
    ['shop_requests_total{verb="GET",route="/a",code="404"}', 0],
  ]);
  expect(log).toBe('');
});

test('routes beyond the places of the domain are counted under other, the last ones registered, and the log says so', async () => {
  // the shop's label 'route' has seven places: six routes and other. '/unlisted' counts, whose method is none of the shop's
  const { samples, log } = await serviceWith(['/1', '/2', '/3', '/4', '/5', '/6', '/7']);
  const routes = [...samples.keys()].map((series) => /route="([^"]+)"/.exec(series)?.[1]);
  expect([...new Set(routes)]).toEqual(['/1', '/2', '/3', '/4', '/5', '/6', 'other']);
  expect(samples.get('shop_requests_total{verb="GET",route="other",code="200"}')).toBe(1);
  expect(log).toContain(
    "label 'route' of 'shop_requests_total' has place for 6 routes beside 'other', and there are 8",
  );
});
