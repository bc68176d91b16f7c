import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  counter,
  gauge,
  histogram,
  httpStatus,
  serviceContract,
} from '../../../../src/sightline/instrument/contract';
import { httpRolesOf } from '../../../../src/sightline/instrument/python/http-roles';
import { pythonModule } from '../../../../src/sightline/instrument/python/module-text';
import { taskApi } from '../../../../src/services/task-api-contract';

const hostile = 'ends """ here\nimport os  # \\" \u2028 ${x} {0}';

const module_ = (...metrics: Parameters<typeof serviceContract>[0]['metrics'][number][]) => {
  const contract = serviceContract({ name: 'a', metrics, notTraffic: {} });
  return pythonModule(contract, httpRolesOf(contract).roles);
};

describe('The Python module of a contract', () => {
  const text = pythonModule(taskApi, httpRolesOf(taskApi).roles);

  test('is what the example has, as the command writes it', () => {
    const file = join(__dirname, '../../../../examples/task-api-fastapi/metrics.py');
    expect(readFileSync(file, 'utf8')).toBe(text);
  });

  test('has each metric with its name, help, labels in order, domains and buckets', () => {
    expect(text).toContain(`TASK_API_REQUESTS_TOTAL = Bounded(
    Counter,
    "task_api_requests_total",
    "HTTP requests served, by route template",
    {
        "method": Domain(["GET", "POST", "PUT", "DELETE"]),
        "endpoint": Domain(places=19),
        "status": Domain(
            map(str, range(100, 600)),
            places=9,
            overflow={"4": "4xx", "5": "5xx"},
        ),
    },
)`);
    expect(text).toContain('buckets=[0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],\n');
    expect(text).toContain(`TASK_API_ACTIVE_CONNECTIONS = Gauge(
    "task_api_active_connections",
    "Requests being served right now",
    multiprocess_mode="livesum",
)`);
  });

  test('knows what is no traffic', () => {
    expect(text).toContain('    return route in {"/healthz", "/metrics", "/readyz"}\n');
    expect(module_(counter('a_total', 'A', { status: httpStatus }))).toContain('    return False\n');
  });

  test('has no middleware, and imports nothing for it, where nothing counts requests', () => {
    const worker = module_(counter('jobs_total', 'Jobs', { queue: ['a', 'b'] }));
    expect(worker).not.toMatch(/Middleware|asyncio|_in_flight/);
    expect(worker).toContain('async def metrics_app(');
  });

  test('lets no text of the contract out of its literal', () => {
    const worker = module_(counter('jobs_total', hostile, { queue: ['a"b', 'c\\', 'd\ne'] }));
    expect(worker).toContain(String.raw`    "ends \"\"\" here\nimport os  # \\\" \u2028 ${'$'}{x} {0}",`);
    expect(worker).toContain(String.raw`Domain(["a\"b", "c\\", "d\ne"])`);
    expect(worker.match(/^import os/gm)).toHaveLength(1);
  });

  test('gives no two things one name', () => {
    const text = module_(
      gauge('other', 'O', {}),
      gauge('Jobs', 'J', {}),
      gauge('jobs', 'j', {}),
      histogram('_m', 'M', {}, { buckets: [1] }),
    );
    expect(text.match(/^\w+(?= = (Gauge|Histogram)\()/gm)).toEqual(['OTHER_', 'JOBS', 'JOBS_', '_M_']);
  });

  test('passes labels that are words of Python', () => {
    const odd = counter('a_total', 'A', { class: { max: 3 }, status: httpStatus });
    const contract = serviceContract({ name: 'a', metrics: [odd], notTraffic: {} });
    const { roles } = httpRolesOf(contract, { routeLabel: 'class' });
    expect(pythonModule(contract, roles)).toContain(
      '    A_TOTAL.labels(**{"class": route, "status": status}).inc()\n',
    );
  });

  test('has no line beyond 88 columns, and no white space at the end of one', () => {
    expect(text.split('\n').filter((line) => line.length > 88 || /\s$/.test(line))).toEqual([]);
  });

  test('ends in one line end, and is the same every time', () => {
    expect(text).toMatch(/[^\n]\n$/);
    expect(pythonModule(taskApi, httpRolesOf(taskApi).roles)).toBe(text);
  });
});
