import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { compile } from '../../types/diagnostics';
import { contractsIn, declarationOf, expressionOf, groupsOf } from './declared';
import { openSloSamples, slothSamples } from './samples';

const root = resolve(__dirname, '../../..');
const declarations = new Map<string, string>([
  ...Object.entries(slothSamples).map(
    ([name, text]) => [`sloth-${name}`, declarationOf('sloth', text)] as const,
  ),
  ...Object.entries(openSloSamples).map(
    ([name, text]) => [`openslo-${name}`, declarationOf('openslo', text)] as const,
  ),
]);
const declaration = (name: string): string => declarations.get(name) ?? '';

describe('the declarations of the samples', () => {
  let folder: string;
  beforeAll(() => {
    mkdirSync(join(root, '.cache'), { recursive: true });
    folder = mkdtempSync(join(root, '.cache', 'importers-'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('compile, strictly', () => {
    const files = [...declarations].map(([name, text]) => {
      const file = join(folder, `${name}.ts`);
      writeFileSync(
        file,
        text.replace("'@sightline-monitoring/sightline'", "'../../test/sightline/importers/surface'"),
      );
      return file;
    });
    const found = [...compile(files)].flatMap(([file, all]) => all.map((each) => ({ file, ...each })));
    expect(found).toEqual([]);
  }, 60_000);

  test('are as prettier would have them', () => {
    mkdirSync(join(folder, 'printed'));
    for (const [name, text] of declarations) writeFileSync(join(folder, 'printed', `${name}.ts`), text);
    const prettier = join(root, 'node_modules/prettier/bin/prettier.cjs');
    const args = ['--list-different', '--ignore-path', join(folder, 'none'), join(folder, 'printed')];
    const run = spawnSync(process.execPath, [prettier, ...args], { encoding: 'utf8' });
    expect(run).toMatchObject({ stdout: '', stderr: '', status: 0 });
  });

  test.each([...declarations.keys()])('%s gives contracts and rules without problems', (name) => {
    const contracts = Object.values(contractsIn(declaration(name)));
    expect(contracts.length).toBeGreaterThan(0);
    for (const contract of contracts) expect(groupsOf(contract).length).toBeGreaterThan(0);
  });

  test('import only what the package exports', () => {
    const exported = readFileSync(join(root, 'src/sightline/index.ts'), 'utf8');
    const names = [...declarations.values()].flatMap((text) =>
      (/import \{([^}]*)\}/.exec(text)?.[1] ?? '').split(',').map((name) => name.trim()),
    );
    for (const name of names.filter((each) => each !== ''))
      expect({ name, exported: new RegExp(`\\b${name}\\b`).test(exported) }).toEqual({
        name,
        exported: true,
      });
  });
});

describe('what the declarations come to in PromQL', () => {
  const measured = (name: string, service: string, slo: string) => {
    const groups = groupsOf(contractsIn(declaration(name))[service]);
    return ['total', 'bad'].map((each) => expressionOf(groups, `slo:sli_${each}:rate5m`, slo));
  };
  const zero = (slo: string, service: string, on = '') =>
    `or on (${on}) 0 * slo:sli_total:rate5m{namespace="default",service="${service}",slo="${slo}"}`;

  test('bad requests of a counter, by their status', () => {
    const of = 'checkout_requests_total{namespace="default",service="checkout"';
    expect(measured('sloth-availability', 'checkout', 'requests-availability')).toEqual([
      `sum(rate(${of}}[5m]))`,
      `sum(rate(${of},code=~"(5..|429)"}[5m])) ${zero('requests-availability', 'checkout')}`,
    ]);
  });

  test('observations over a bucket, with the matchers of the queries', () => {
    const labels = '{namespace="default",service="search",';
    const [total, bad] = measured('sloth-latency', 'search', 'fast');
    expect(total).toBe(`sum(rate(search_duration_seconds_count${labels}verb!="WATCH"}[5m]))`);
    expect(bad).toContain(`sum(rate(search_duration_seconds_bucket${labels}le="0.25",verb!="WATCH"}[5m]))`);
  });

  test('the count of a histogram', () => {
    const of = 'search_duration_seconds_count{namespace="default",service="search"';
    expect(measured('sloth-latency', 'search', 'answered')).toEqual([
      `sum(rate(${of}}[5m]))`,
      `sum(rate(${of},code=~"5.."}[5m])) ${zero('answered', 'search')}`,
    ]);
  });

  test('the labels that both queries are grouped by', () => {
    const of = 'worker_jobs_total{namespace="default",service="queue-worker",queue!~"test-.*"';
    expect(measured('sloth-grouped', 'queue-worker', 'jobs')).toEqual([
      `sum by (queue) (rate(${of}}[5m]))`,
      `sum by (queue) (rate(${of},result="failed"}[5m])) ${zero('jobs', 'queue-worker', 'queue')}`,
    ]);
  });

  test('two counters', () => {
    const labels = '{namespace="default",service="mail"}';
    expect(measured('sloth-object', 'mail', 'delivery-rate')).toEqual([
      `sum(rate(mails_total${labels}[5m]))`,
      `sum(rate(mails_failed_total${labels}[5m])) ${zero('delivery-rate', 'mail')}`,
    ]);
  });

  test('the rest of what is good', () => {
    const [, bad] = measured('sloth-services', 'back', 'answers');
    expect(bad).toContain('http_requests_total{namespace="default",service="back",outcome!="ok"}');
    const [, orders] = measured('openslo-ratio', 'shop', 'orders-promised');
    expect(orders).toContain('shop_orders_total{namespace="default",service="shop",outcome!="taken"}');
  });

  test('what bad events match by what they name also matches all that total matches', () => {
    const [total, bad] = measured('sloth-services', 'back', 'calls');
    const of = 'rpc_calls_total{namespace="default",service="back",grpc_code!="Canceled"';
    expect(total).toBe(`sum(rate(${of}}[5m]))`);
    expect(bad).toContain(`sum(rate(${of},grpc_code=~"Internal|Unavailable"}[5m]))`);
  });

  test('a gauge on one side of a value', () => {
    const groups = groupsOf(contractsIn(declaration('openslo-threshold'))['worker']);
    expect(expressionOf(groups, 'slo:sli_bad:count', 'short-queue')).toContain(
      'count(worker_queue_length{namespace="default",service="worker",queue="mail"} > 100)',
    );
    expect(expressionOf(groups, 'slo:sli_bad:count', 'up')).toContain(
      'count(up{namespace="default",service="worker"} < 1)',
    );
  });

  test('matchers in every odd form', () => {
    const [, bad] = measured('sloth-odd', '9-odd-services', 'don-t-panic');
    for (const matcher of [
      'path=~"/api/v[12]/.*"',
      'path!="/api/v1/health"',
      'kind=~"one-of-many|another-of-many|a-third-of-many|a-fourth-of-many|a-fifth-of-many|a-sixth-of-many"',
      'constructor!~"(?i:a+)"', // the same to RE2
    ])
      expect(bad).toContain(matcher);
  });
});
