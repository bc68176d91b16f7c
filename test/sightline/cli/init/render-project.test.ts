import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { assert, constantFrom, integer, property, record, stringMatching } from '../../../fast-check';
import { questions, type Answers } from '../../../../src/sightline/cli/init/answers';
import { renderProject } from '../../../../src/sightline/cli/init/render-project';

const root = resolve(__dirname, '../../../..');
const folder = join(root, 'templates/project');
const template = new Map(
  readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => statSync(join(folder, file)).isFile())
    .map((file) => [file, readFileSync(join(folder, file), 'utf8')]),
);
const rendered = (answers: Partial<Answers>) =>
  renderProject(
    {
      service: 'shop',
      namespace: 'retail',
      release: 'prometheus',
      port: '8080',
      path: '/metrics',
      ...answers,
    },
    { template, library: '^1.2.3' },
  );

describe('A project of the template', () => {
  test.each(['src/main.ts', 'src/monitoring.ts'])('has the %s of this repository', (file) => {
    const text = rendered({ service: 'task-api' }).get(file);
    // a fork has the library among its sources
    expect(text?.replace("'@sightline-monitoring/sightline'", "'./sightline'")).toBe(
      readFileSync(join(root, file), 'utf8'),
    );
  });

  test('has each answer in its place', () => {
    const files = rendered({
      service: 'shop-cart',
      release: 'metrics',
      port: '9100',
      path: '/internal/metrics',
    });
    const service = files.get('src/services/shop-cart.ts');
    expect(service).toContain("counter('shop_cart_requests_total'");
    expect(service).toContain('export class ShopCart extends Chart {');
    expect(service).toContain("super(scope, id, { namespace: 'retail' });");
    expect(service).toContain("pods: { labels: { app: 'shop-cart' }, ports: { http: 9100 } },");
    expect(service).toContain("scrape: { path: '/internal/metrics', interval: '30s' },");
    expect(service).toContain("notTraffic: { route: ['/internal/metrics', '/healthz', '/readyz'] },");
    expect(files.get('src/monitoring.ts')).toContain("release: 'metrics',");
    expect(files.get('package.json')).toContain('"@sightline-monitoring/sightline": "^1.2.3"');
    expect(files.get('README.md')).toContain('npx sightline verify http://localhost:9100/internal/metrics');
  });

  test('has nothing of the example left, whatever the answers are', () => {
    const answers = record({
      service: stringMatching(/^[a-z]([a-z0-9-]{0,10}[a-z0-9])?$/),
      namespace: stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/),
      release: stringMatching(/^[a-z0-9]([a-z0-9-]{0,10}[a-z0-9])?$/),
      port: integer({ min: 1, max: 65_000 }).map(String),
      path: constantFrom('/metrics', '/', '/actuator/prometheus'),
    });
    assert(
      property(answers, (given) => {
        const files = rendered(given);
        const texts = [...files].flat().join('\n');
        expect(texts).not.toMatch(/example-(?:service|namespace|release|version|page)|ExampleService|65001/);
        expect(texts).toMatch(/export class [A-Z][A-Za-z0-9]* extends Chart/);
      }),
    );
  });
});

describe('An answer', () => {
  test.each([
    ['service', ['shop', 'a', 'task-api', 's3'], ['', 'Shop', '3s', '-a', 'a-', 'a_b', 'x'.repeat(64)]],
    ['namespace', ['default', '0day'], ['', 'Default', 'a.b']],
    ['release', ['prometheus'], ['', 'x'.repeat(54), 'a b']],
    ['port', ['1', '8080', '65535'], ['0', '65536', '080', '1e3', '']],
    ['path', ['/', '/metrics', '/a/b.txt'], ['metrics', '', "/it's", '/a b']],
  ] as const)('about the %s', (name, right, wrong) => {
    const { test: will, usual } = questions[name];
    expect([...right, usual].filter((answer) => !will(answer))).toEqual([]);
    expect(wrong.filter(will)).toEqual([]);
  });
});
