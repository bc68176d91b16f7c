import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Chart } from 'cdk8s';
import { CannotRun } from '../../../src/sightline/cli/cannot-run';
import { verify, verifyUsage, type VerifyContext } from '../../../src/sightline/cli/verify';
import { KubePrometheusStack } from '../../../src/sightline/constructs/kube-prometheus-stack';
import { MonitoredService } from '../../../src/sightline/constructs/monitored-service';
import { serviceContract, type ServiceContract } from '../../../src/sightline/contract/service-contract';
import { counter } from '../../../src/sightline/promql/build/metric';
import { SightlineApp } from '../../../src/sightline/synth/sightline-app';
import { changed, shop, textPage } from '../verify/pages';

const stock = serviceContract({
  name: 'stock',
  metrics: [counter('stock_total', 'Items', {})],
  notTraffic: {},
});

/** A program with these services in these namespaces. */
const programOf =
  (...services: readonly (readonly [string, ServiceContract])[]) =>
  (version?: string): SightlineApp => {
    const app = new SightlineApp();
    const stack = new KubePrometheusStack(app, 'stack', {
      grafana: { admin: { existingSecret: 'admin' } },
      ...(version === undefined
        ? {}
        : { values: { prometheus: { prometheusSpec: { image: { tag: `v${version}.0` } } } } }),
    });
    for (const [namespace, contract] of services) {
      new MonitoredService(new Chart(app, `${namespace}-${contract.name}`, { namespace }), 'monitored', {
        stack,
        contract,
        pods: { labels: { app: contract.name }, ports: { http: 8080 } },
      });
    }
    return app;
  };

describe('verify', () => {
  let folder: string;
  let page: string;
  let wrong: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-verify-'));
    page = join(folder, 'page');
    wrong = join(folder, 'wrong');
    writeFileSync(page, textPage);
    writeFileSync(wrong, changed(changed(textPage, 'method="other"', 'method="PURGE"'), 'Waiting', 'Wait'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const withProgram = (program: VerifyContext['program']): VerifyContext => ({
    program,
    load: (path) => ({ 'pages.ts': { shop, five: 5 } })[path.split('/').at(-1) ?? ''] ?? fail(path),
  });
  const fail = (path: string): never => {
    throw new Error(`Cannot find module '${path}'`);
  };
  const context = withProgram(programOf(['retail', shop]));

  test('says in JSON what is wrong, where, and how much', async () => {
    const { code, output } = await verify([wrong, '--format', 'json'], context);
    expect(code).toBe(1);
    expect(JSON.parse(output)).toEqual({
      problems: [
        {
          id: 'EXP006',
          severity: 'error',
          path: 'metrics.shop_requests_total',
          file: wrong,
          line: 4,
          source: expect.objectContaining({ start: 0, end: 61, firstLine: 4 }),
          message:
            "label 'method' of 'shop_requests_total' has a value outside its domain ('PURGE'): rules neither expect nor count it",
          fix: "count what is unexpected under 'other', or add it to the domain of 'method'",
        },
        {
          id: 'EXP009',
          severity: 'warning',
          path: 'metrics.shop_queue_bytes.help',
          file: wrong,
          line: 13,
          source: { text: '# HELP shop_queue_bytes Wait', start: 0, end: 28, firstLine: 13 },
          message: "the help of 'shop_queue_bytes' (Wait) is not that of the contract (Waiting)",
          fix: 'let the same declaration make both',
        },
      ],
      summary: { objects: 0, rules: 0, errors: 1, warnings: 1 },
    });
    expect(JSON.parse((await verify([page, '--format', 'json'], context)).output)).toEqual({
      problems: [],
      summary: { objects: 0, rules: 0, errors: 0, warnings: 0 },
    });
  });

  test('says in text what is wrong, the worst first, and a summary', async () => {
    const { output } = await verify([wrong], context);
    expect(output.split('\n').filter((line) => /^\S/.test(line))).toEqual([
      `error EXP006 [${wrong}:4 metrics.shop_requests_total]`,
      `warning EXP009 [${wrong}:13 metrics.shop_queue_bytes.help]`,
      `'shop' at ${wrong} is not as its contract says: 1 error, 1 warning, 3 metrics in the contract, 10 series on the page as Prometheus 3.14 reads it.`,
    ]);
  });

  test.each([
    ['the only service', [['retail', shop]], []],
    [
      'a name',
      [
        ['retail', shop],
        ['retail', stock],
      ],
      ['--service', 'shop'],
    ],
    [
      'a namespace and a name',
      [
        ['retail', shop],
        ['test', stock],
      ],
      ['--service', 'retail/shop'],
    ],
    [
      'a service of several namespaces with one contract',
      [
        ['retail', shop],
        ['test', shop],
      ],
      ['--service', 'shop'],
    ],
    ['an export', [], ['--contract', 'test/pages.ts#shop']],
  ] as const)('finds the contract by %s', async (_, services, args) => {
    expect(await verify([page, ...args], withProgram(programOf(...services)))).toMatchObject({ code: 0 });
  });

  const other = serviceContract({
    name: 'shop',
    metrics: [counter('shop_items_total', 'Items', {})],
    notTraffic: {},
  });
  const broken = serviceContract({ name: 'Shop', metrics: [counter('a_total', 'As', {})], notTraffic: {} });
  test.each([
    ['there is no page', programOf(), [], /^give the URL or the file/],
    ['there are two pages', programOf(), ['a', 'b'], /^give one metrics page, not 2/],
    ['an option is unknown', programOf(), ['a', '--sevice', 'x'], /--sevice/],
    [
      'a format is unknown',
      programOf(),
      ['a', '--format', 'xml'],
      /^'--format' \(xml\) must be text or json/,
    ],
    ['two options contradict', programOf(), ['a', '--service', 'x', '--contract', 'y#z'], /give one of them/],
    ['there is no service', programOf(), ['PAGE'], /^the program has no service without problems/],
    [
      'a service is wrong',
      programOf(['retail', broken]),
      ['PAGE'],
      /^the program has no service without problems/,
    ],
    [
      'there are several services',
      programOf(['retail', shop], ['test', stock]),
      ['PAGE'],
      /^the program has 2 services \(retail\/shop, test\/stock\); say which one/,
    ],
    [
      'a name is that of different services',
      programOf(['retail', shop], ['test', other]),
      ['PAGE', '--service', 'shop'],
      /^the program has 2 services/,
    ],
    [
      'a name is unknown',
      programOf(['retail', shop]),
      ['PAGE', '--service', 'shp'],
      /^'--service' \(shp\) is no service of the program, which has retail\/shop; did you mean 'shop'\?/,
    ],
    ['the program throws', () => fail('x'), ['PAGE'], /^the program can't be built: Cannot find module 'x'/],
    ['an export is none', programOf(), ['PAGE', '--contract', 'pages.ts'], /must be a file and an export/],
    [
      'a file is none',
      programOf(),
      ['PAGE', '--contract', 'none.ts#shop'],
      /^'none.ts' can't be loaded: Cannot find/,
    ],
    ['an export is missing', programOf(), ['PAGE', '--contract', 'pages.ts#shp'], /has no export 'shp'/],
    ['an export is no contract', programOf(), ['PAGE', '--contract', 'pages.ts#five'], /is no contract/],
    ['a page is a folder', programOf(), ['FOLDER'], /is a folder/],
    ['a page is a device', programOf(), ['/dev/zero'], /^'\/dev\/zero' is a device, not a file/],
    [
      'a version is none',
      programOf(),
      ['PAGE', '--prometheus', 'latest'],
      /^'--prometheus' \(latest\) must be a version such as 3\.5, and 2\.42 or later$/,
    ],
    ['a version is too old', programOf(), ['PAGE', '--prometheus', '2.41'], /must be .* 2\.42 or later$/],
  ] as const)('says that it can not, where %s', async (_, program, args, message) => {
    const given = args.map((arg) => (arg === 'PAGE' ? page : arg === 'FOLDER' ? folder : arg));
    const failure: unknown = await verify(given, withProgram(program)).catch((thrown: unknown) => thrown);
    expect(failure).toBeInstanceOf(CannotRun);
    expect((failure as CannotRun).message).toMatch(message);
  });

  test('reads a page as the Prometheus of the stack does, or as that which is named', async () => {
    const quoted = join(folder, 'quoted');
    writeFileSync(quoted, `${textPage}{"a.b"} 1\n`);
    const newer = await verify([quoted], context);
    expect(newer).toMatchObject({ code: 0, output: expect.stringContaining('as Prometheus 3.14 reads it') });
    const named = await verify([quoted, '--prometheus', 'v2.55.1'], context);
    expect(named).toMatchObject({ code: 1, output: expect.stringContaining('as Prometheus 2.55 reads it') });
    const older = withProgram(programOf(['retail', shop]).bind(undefined, '2.42'));
    expect(await verify([quoted], older)).toMatchObject({
      code: 1,
      output: expect.stringContaining('as Prometheus 2.42 reads it'),
    });
  });

  test('says of a line of megabytes what is around the mistake', async () => {
    const long = join(folder, 'long');
    const before = 'x'.repeat(3e6);
    writeFileSync(long, `${textPage}shop_queue_bytes{a="${before}" b=} 1\n`);
    const { code, output } = await verify([long], context);
    expect(code).toBe(1);
    expect(output).toContain("the value of label 'b' is not in double quotes");
    expect(output).toContain(`:19:${'shop_queue_bytes{a="'.length + before.length + '" b='.length + 1}]`);
    expect(output.length).toBeLessThan(2_000);
  });

  test('reads no page that has millions of lines', async () => {
    const lines = join(folder, 'lines');
    writeFileSync(lines, 'a 1\n'.repeat(1_000_001));
    await expect(verify([lines], context)).rejects.toThrow(
      `'${lines}' has more than 1,000,000 lines, which no metrics page should have`,
    );
  });

  test('explains itself', async () => {
    expect(await verify(['--help'], context)).toEqual({ code: 0, output: verifyUsage });
  });
});
