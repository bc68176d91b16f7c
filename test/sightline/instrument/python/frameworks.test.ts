import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { httpRolesOf } from '../../../../src/sightline/instrument/python/http-roles';
import { pythonModule } from '../../../../src/sightline/instrument/python/module-text';
import { runCommand } from '../../../../src/sightline/prometheus/run-command';
import { describeOnPython } from '../../../tools/prometheus/suite';
import { shop } from './shop-contract';

type Counts = Readonly<Record<string, number>>;

/** What was counted in each step of frameworks.py. */
interface Heard {
  readonly begun: readonly string[];
  readonly routes: Counts;
  readonly unmatched: Counts;
  readonly errors: Counts;
  readonly slash: Counts;
  readonly head: Counts;
  readonly streams: Counts;
  readonly left: Counts;
  readonly 'left out': Counts;
  readonly running: Counts;
  readonly measured: number;
  readonly counted: number;
}

/** What frameworks differ in: how they write templates, the status of a redirect, whether HEAD is for a route of GET, and what they tell of routes beforehand. */
interface Framework {
  readonly cart: string;
  readonly thing: string;
  readonly user: string;
  readonly redirect: number;
  readonly head: number;
  readonly begun: readonly string[];
}

const braces = { cart: '/v1/carts/{id}', thing: '/t/{tenant}/{thing}', user: '/admin/users/{id}' };
const angles = { cart: '/v1/carts/<int:id>', thing: '/t/<tenant>/<thing>', user: '/admin/users/<id>' };
const django: Framework = {
  ...angles,
  thing: '/^t/(?P<tenant>\\w+)/(?P<thing>\\w+)$', // the expression that the program gives
  redirect: 301,
  head: 200,
  begun: ['/v1/lists/'], // of a view that is a class; a function does not tell its methods
};
const common = ['/crash', '/broken', '/endless', '/file', '/slow', '/stream', '/v1/lists/'];
const frameworks: Readonly<Record<string, Framework>> = {
  FastAPI: { ...braces, redirect: 307, head: 405, begun: [...common, ...Object.values(braces)] },
  Starlette: { ...braces, redirect: 307, head: 200, begun: [...common, ...Object.values(braces)] },
  Flask: {
    ...angles,
    redirect: 308,
    head: 200,
    begun: [...common, ...Object.values(angles), '/static/<path:filename>', '/admin/static/<path:filename>'],
  },
  'Django over WSGI': django,
  'Django over ASGI': django,
};

test('the lines that the guide says are those of the services that are run here', () => {
  const guide = readFileSync(resolve(__dirname, '../../../../docs/instrumentation.md'), 'utf8');
  const services = readFileSync(join(__dirname, 'frameworks.py'), 'utf8').replaceAll('metrics.', '');
  const lines = [...guide.matchAll(/ \| `((?:app|application)[ .].*)` +\|$/gm)].map(([, line = '']) => line);
  expect(lines).toHaveLength(5);
  for (const line of lines) expect(services).toContain(line.replace('application = ', 'return '));
});

describeOnPython('The generated middleware', (python) => {
  let folder: string;
  let heard: Readonly<Record<string, Heard>>;

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-python-'));
    writeFileSync(join(folder, 'metrics.py'), pythonModule(shop, httpRolesOf(shop).roles));
    const args = ['PYTHONDONTWRITEBYTECODE=1', python, join(__dirname, 'frameworks.py'), folder];
    const { stdout, stderr, ok } = await runCommand('env', args, { timeoutMs: 300_000 });
    if (!ok) throw new Error(stderr);
    heard = JSON.parse(stdout) as typeof heard; // what frameworks.py prints
  }, 320_000);

  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  /** What was heard of one framework. */
  const of = (name: string): Heard => {
    const found = heard[name];
    if (found === undefined) throw new Error(`nothing was heard of ${name}`);
    return found;
  };

  describe.each(Object.entries(frameworks))('in a service on %s', (name, each) => {
    test('counts requests under the templates of their routes, with all prefixes', () => {
      expect(of(name).routes).toEqual({
        [`GET ${each.cart} 200`]: 2,
        [`GET ${each.thing} 200`]: 1,
        [`GET ${each.user} 200`]: 1,
        'GET /v1/lists/ 200': 1,
      });
    });

    test('counts what matches no route under other, whatever the path is', () => {
      expect(of(name).unmatched).toEqual({ 'GET other 404': 4 });
    });

    test('counts exceptions and what is broken off as 500, and a wrong method under its route', () => {
      expect(of(name).errors).toEqual({
        'GET /crash 500': 1,
        'GET /broken 500': 1,
        'other /v1/lists/ 405': 1,
      });
    });

    test('counts a redirect to the path with its last slash under the route there', () => {
      expect(of(name).slash).toEqual({ [`GET /v1/lists/ ${each.redirect}`]: 1 });
    });

    test('counts HEAD under its route, by the method other where the contract does not list it', () => {
      expect(of(name).head).toEqual({ [`other ${each.thing} ${each.head}`]: 1 });
    });

    test('counts streams and files once, and a client that leaves in the middle under the status it got', () => {
      expect(of(name).streams).toEqual({ 'GET /stream 200': 1, 'GET /file 200': 1 });
      expect(of(name).left).toEqual({ 'GET /endless 200': 1 });
    });

    test('leaves out the page and probes', () => {
      expect(of(name)['left out']).toEqual({});
    });

    test('holds what is being served, and measures each request once', () => {
      expect(of(name).running).toEqual({ GET: 1 });
      expect(of(name).counted).toBe(18);
      expect(of(name).measured).toBe(18);
    });

    test('lets crashes of the routes that are known begin at 0', () => {
      const crashes = of(name).begun.filter((series) => series.endsWith(' 500'));
      expect(crashes.sort()).toEqual(each.begun.map((route) => `GET ${route} 500`).sort());
    });
  });
});
