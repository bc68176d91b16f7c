import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import type { Construct } from 'constructs';
import {
  ensureNamespace,
  Environment,
  KubePrometheusStack,
  MonitoredService,
  SightlineApp,
} from '../../../src/sightline';
import { synthesize } from '../../../src/sightline/synth/synthesize';
import { kept, makeStack, shop, shopSignals } from './fixtures';

const stackProps = { ...kept, grafana: false as const };

/** A stack and the shop, as each environment has them. */
function addShop(scope: Construct, cluster: string, stack = makeStackIn(scope, cluster)): MonitoredService {
  const chart = new Chart(scope, 'shop', { namespace: 'retail' });
  ensureNamespace(chart, 'retail');
  return new MonitoredService(chart, 'monitored', {
    stack,
    contract: shop,
    pods: { labels: { app: 'shop' }, ports: { http: 8080 } },
    rules: [shopSignals],
  });
}

function makeStackIn(scope: Construct, cluster: string): KubePrometheusStack {
  return new KubePrometheusStack(scope, 'stack', {
    ...stackProps,
    prometheus: { ...stackProps.prometheus, externalLabels: { cluster } },
  });
}

function program(...names: string[]): SightlineApp {
  const app = new SightlineApp();
  for (const name of names) addShop(new Environment(app, name), name);
  return app;
}

const problemsOf = (app: SightlineApp) =>
  app.render('dist').problems.map(({ id, path = '', message }) => `${id} ${path}: ${message}`);

describe('environments', () => {
  test('have a folder each, and the same service in two of them is no duplicate', () => {
    const { files, problems } = program('staging', 'production').render('dist');
    expect(problems).toEqual([]);
    expect([...files.keys()]).toEqual([
      'production/00-namespaces.k8s.yaml',
      'production/docs/retail.shop.md',
      'production/helm/stack.values.yml',
      'production/shop.k8s.yaml',
      'staging/00-namespaces.k8s.yaml',
      'staging/docs/retail.shop.md',
      'staging/helm/stack.values.yml',
      'staging/shop.k8s.yaml',
    ]);
    expect(files.get('staging/shop.k8s.yaml')).toBe(files.get('production/shop.k8s.yaml'));
    expect(files.get('staging/helm/stack.values.yml')).toContain(
      '--values dist/staging/helm/stack.values.yml',
    );
    expect(files.get('staging/helm/stack.values.yml')).toContain('cluster: staging');
  });

  test('of which there is one write what a program without any writes, byte for byte', () => {
    const without = new SightlineApp();
    addShop(without, 'staging');
    expect([...program('staging').render('dist').files]).toEqual([...without.render('dist').files]);
  });

  test('are named by each problem', () => {
    const app = new SightlineApp();
    for (const name of ['staging', 'production']) {
      const environment = new Environment(app, name);
      addShop(environment, name);
      addShop(
        new Chart(environment, 'again'),
        name,
        environment.node.findChild('stack') as KubePrometheusStack,
      );
    }
    const places = app.render('dist').problems.map(({ path = '' }) => path.split('/')[0]);
    expect(new Set(places)).toEqual(new Set(['staging', 'production']));
  });

  test('say which charts stand in none of them', () => {
    const app = program('staging', 'production');
    new Chart(app, 'left');
    expect(problemsOf(app)).toEqual([
      "ENV001 left: 'left' stands in no environment, and the program has 'staging', 'production': it would be written for none of them",
    ]);
  });

  test('do not share a stack', () => {
    const app = new SightlineApp();
    const stack = makeStackIn(new Environment(app, 'staging'), 'staging');
    addShop(new Environment(app, 'production'), 'production', stack);
    expect(problemsOf(app)).toEqual([
      "ENV003 production/shop/monitored.stack: the stack of the service ('staging/stack') stands in another environment than the service",
    ]);
  });

  test.each(['helm', 'Staging', 'a/b', ''])('can not be called %j', (name) => {
    const app = new SightlineApp();
    const make = () => new Environment(app, name);
    if (name === '') expect(make).toThrow(/Only root constructs/);
    else {
      make();
      expect(problemsOf(app).join()).toMatch(/^ENV002 /);
    }
  });

  test('stand in none another', () => {
    const app = new SightlineApp();
    new Environment(new Environment(app, 'production'), 'eu');
    expect(problemsOf(app)).toEqual([
      "ENV002 production/eu: an environment stands in environment 'production': there is one folder for each, and none in another",
    ]);
  });
});

describe('synth --only', () => {
  let folder: string;
  let printed: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-environments-'));
    printed = '';
    for (const stream of [process.stdout, process.stderr])
      jest.spyOn(stream, 'write').mockImplementation((text) => ((printed += String(text)), true));
  });
  afterEach(() => {
    jest.restoreAllMocks();
    rmSync(folder, { recursive: true, force: true });
  });

  const output = () => join(folder, 'dist');
  const contents = () =>
    Object.fromEntries(
      (
        readdirSync(output(), { recursive: true, withFileTypes: true }) as {
          name: string;
          parentPath: string;
          isFile(): boolean;
        }[]
      )
        .filter((entry) => entry.isFile())
        .map(({ name, parentPath }) => [
          join(parentPath, name).slice(output().length + 1),
          readFileSync(join(parentPath, name), 'utf8'),
        ]),
    );
  const types = Promise.resolve({ ok: true, output: '' });
  const run = (app: SightlineApp, only?: readonly string[]) =>
    synthesize({ folder: output(), types, program: () => app, ...(only === undefined ? {} : { only }) });

  test('writes one environment and leaves the others byte for byte, also in the list of files', async () => {
    expect(await run(program('staging', 'production'))).toBe(0);
    const before = contents();
    const other = new SightlineApp();
    for (const name of ['staging', 'production']) addShop(new Environment(other, name), 'other');
    printed = '';
    expect(await run(other, ['staging'])).toBe(0);
    expect(printed).toMatch(/^staging:\n {2}retail\/shop {2}scraped every 30s/);
    expect(printed).not.toContain('production');
    const after = contents();
    expect(after['staging/helm/stack.values.yml']).toContain('cluster: other');
    const changed = Object.keys(before).filter((file) => after[file] !== before[file]);
    expect(changed.sort()).toEqual(['staging/docs/retail.shop.md', 'staging/helm/stack.values.yml']);
    expect(Object.keys(after)).toEqual(Object.keys(before));
  });

  test('removes what the environment no longer has, and nothing of the others', async () => {
    await run(program('staging', 'production'));
    const before = contents();
    const less = new SightlineApp();
    makeStackIn(new Environment(less, 'staging'), 'staging');
    addShop(new Environment(less, 'production'), 'production');
    expect(await run(less, ['staging'])).toBe(0);
    const gone = Object.keys(before).filter((file) => !(file in contents()));
    expect(gone.sort()).toEqual([
      'staging/00-namespaces.k8s.yaml',
      'staging/docs/retail.shop.md',
      'staging/shop.k8s.yaml',
    ]);
  });

  test('of a name that is none says which there are, and writes nothing', async () => {
    expect(await run(program('staging', 'production'), ['prod'])).toBe(1);
    expect(printed).toContain(
      "'--only prod' names no environment of the program, which has 'staging', 'production'",
    );
    expect(readdirSync(folder)).toEqual([]);
  });
});

test('a stack without an environment is found where it was', () => {
  const app = new SightlineApp();
  expect(Environment.of(makeStack(app))).toBeUndefined();
});
