import { ApiObject, App, Chart, JsonPatch, Testing, YamlOutputType } from 'cdk8s';
import { MonitoredService, SightlineApp } from '../../../src/sightline';
import { ProblemsError } from '../../../src/sightline/problem/problems-error';
import { emitFile } from '../../../src/sightline/constructs/output-file';
import { makeShop, problemsIn } from '../constructs/fixtures';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('rendering an app', () => {
  /** What cdk8s itself writes for an app, by file. */
  const writtenByCdk8s = (app: App): Record<string, string> => {
    const folder = mkdtempSync(join(tmpdir(), 'sightline-render-'));
    try {
      Object.assign(app, { outdir: folder });
      App.prototype.synth.call(app);
      const names = readdirSync(folder, { recursive: true }) as string[];
      const files = names.filter((name) => statSync(join(folder, name)).isFile()).sort();
      return Object.fromEntries(files.map((name) => [name, readFileSync(join(folder, name), 'utf8')]));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  };
  const manifestsOf = (app: SightlineApp): Record<string, string> =>
    Object.fromEntries([...app.render().files].filter(([name]) => name.endsWith('.yaml')));
  const withExtra = (app: SightlineApp): Chart => {
    const chart = new Chart(app, 'extra', { namespace: 'retail', labels: { team: 'web' } });
    new ApiObject(chart, 'config', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      data: { multi: 'two\nlines\n', yes: 'on' },
    });
    return chart;
  };

  test.each([
    YamlOutputType.FILE_PER_APP,
    YamlOutputType.FILE_PER_CHART,
    YamlOutputType.FILE_PER_RESOURCE,
    YamlOutputType.FOLDER_PER_CHART_FILE_PER_RESOURCE,
  ])('gives the same text as cdk8s itself, file by file (division %s)', (yamlOutputType) => {
    const app = makeShop({ createNamespace: true });
    Object.assign(app, { yamlOutputType });
    withExtra(app);
    expect(manifestsOf(app)).toEqual(writtenByCdk8s(app));
  });

  test('orders and numbers files as cdk8s does where one chart depends on another', () => {
    const make = (props = {}): SightlineApp => {
      const app = makeShop(props);
      const extra = withExtra(app);
      const [shop] = app.node.findAll().filter((each) => Chart.isChart(each) && each.node.id === 'shop');
      shop?.node.addDependency(extra);
      return app;
    };
    const files = manifestsOf(make());
    expect(files).toEqual(writtenByCdk8s(make()));
    expect(Object.keys(files)).toEqual(['0000-extra.k8s.yaml', '0001-shop.k8s.yaml']);
    // a namespace is needed by all that stands in it
    expect(Object.keys(manifestsOf(make({ createNamespace: true })))).toEqual([
      '0000-00-namespaces.k8s.yaml',
      '0001-extra.k8s.yaml',
      '0002-shop.k8s.yaml',
    ]);
  });

  test('orders objects as cdk8s does where one depends on another', () => {
    const make = (): SightlineApp => {
      const app = makeShop();
      const monitored = app.node.findChild('shop').node.findChild('monitored');
      monitored.node.findChild('Service').node.addDependency(monitored.node.findChild('Rules'));
      return app;
    };
    expect(manifestsOf(make())).toEqual(writtenByCdk8s(make()));
  });

  test('puts a chart that stands in another before it, as cdk8s does', () => {
    const make = (): SightlineApp => {
      const app = makeShop();
      const inner = new Chart(app.node.findChild('shop'), 'inner', { namespace: 'retail' });
      new ApiObject(inner, 'config', { apiVersion: 'v1', kind: 'ConfigMap', data: {} });
      return app;
    };
    expect(manifestsOf(make())).toEqual(writtenByCdk8s(make()));
  });

  test('names the folder that it writes to in the command for Helm', () => {
    const command = (folder?: string) =>
      /--values (.*)/.exec(makeShop().render(folder).files.get('helm/stack.values.yml') ?? '')?.[1];
    expect(command()).toBe('dist/helm/stack.values.yml');
    expect(command('out/a')).toBe('out/a/helm/stack.values.yml');
    expect(command('/srv/b')).toBe('/srv/b/helm/stack.values.yml');
  });

  test('catches a field that no schema knows, patched in behind the back of the types', () => {
    const app = makeShop();
    const monitor = app.node
      .findAll()
      .find((each) => ApiObject.isApiObject(each) && each.kind === 'ServiceMonitor') as ApiObject;
    monitor.addJsonPatch(JsonPatch.add('/spec/endpoints/0/scrapeIntervall', '30s'));
    const [problem, ...others] = app.render().problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({
      id: 'SCH001',
      object: 'ServiceMonitor/retail/shop',
      path: 'shop/monitored/Scrape/Resource spec.endpoints[0].scrapeIntervall',
    });
  });

  test('catches a label that Prometheus needs and a patch took away', () => {
    const app = makeShop({}, { serviceMonitorSelectorNilUsesHelmValues: true });
    const monitor = app.node
      .findAll()
      .find((each) => ApiObject.isApiObject(each) && each.kind === 'ServiceMonitor') as ApiObject;
    monitor.addJsonPatch(JsonPatch.remove('/metadata/labels/release'));
    expect(problemsIn(app)).toEqual(['SEL001 shop/monitored/Scrape/Resource metadata.labels']);
  });

  test('reports what constructs of others have against the app', () => {
    const app = makeShop();
    const chart = app.node.findChild('shop');
    chart.node.addValidation({ validate: () => ['the moon is in the wrong house'] });
    expect(app.render().problems).toEqual([
      { id: 'CDK001', severity: 'error', message: 'the moon is in the wrong house', path: 'shop' },
    ]);
  });

  test('writes nothing where anything is wrong', () => {
    const app = new SightlineApp();
    new MonitoredService(new Chart(app, 'c', { namespace: 'n' }), 'm', {} as never);
    expect(app.render().files.size).toBe(0);
    expect(() => app.synth()).toThrow(ProblemsError);
  });

  test('is the same, however often', () => {
    const app = makeShop();
    expect([...app.render().files]).toEqual([...app.render().files]);
    expect(Testing.synth(app.node.findChild('shop') as Chart)).toHaveLength(4);
  });
});

describe('what no reader of YAML takes', () => {
  const appWith = (data: object): SightlineApp => {
    const app = new SightlineApp();
    const chart = new Chart(app, 'extra', { namespace: 'retail' });
    const map = new ApiObject(chart, 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'map' },
    });
    map.addJsonPatch(JsonPatch.add('/data', data));
    return app;
  };

  test.each([
    [
      'half of a surrogate pair',
      { a: 'b\uD83D' },
      "'data.a' has half of a surrogate pair at its character 2: no reader of YAML takes it",
    ],
    [
      'a key with one',
      { '\uD83D': 'a' },
      `'data["\\ud83d"]' is a key that has half of a surrogate pair at its character 1: no reader of YAML takes it`,
    ],
  ])('is refused with its place: %s', (_, data, message) => {
    const { problems, files } = appWith(data).render();
    expect(problems).toMatchObject([
      { id: 'SCH006', path: expect.stringMatching(/^extra\/map data/), message },
    ]);
    expect(files.size).toBe(0);
  });

  test('is refused in a file that is no manifest, too', () => {
    const app = new SightlineApp();
    emitFile(app, { path: 'docs/page.md', content: () => 'half \uD83D of it' });
    const { problems, files } = app.render();
    expect(problems).toMatchObject([
      {
        id: 'SCH006',
        path: 'docs/page.md',
        message:
          "the file 'docs/page.md' has half of a surrogate pair at its character 6, which UTF-8 has no bytes for",
      },
    ]);
    expect(files.size).toBe(0);
  });

  test('is all that is refused: other texts are written for kubectl, in files and in the text of an app', () => {
    const data = { mode: '0o14', end: 'a\u2028b', '<<': '\tc' };
    const written = 'data:\n  mode: "0o14"\n  end: "a\\u2028b"\n  "<<": "\\tc"\n';
    expect(appWith(data).render().files.get('extra.k8s.yaml')).toContain(written);
    expect(appWith(data).synthYaml()).toContain(written);
  });
});
