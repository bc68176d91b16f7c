import { ApiObject, App, Chart, JsonPatch, Testing } from 'cdk8s';
import { MonitoredService, SightlineApp } from '../../../src/sightline';
import { ProblemsError } from '../../../src/sightline/problem/problems-error';
import { makeShop, problemsIn } from '../constructs/fixtures';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

describe('rendering an app', () => {
  test('gives the same text as cdk8s itself, file by file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sightline-render-'));
    try {
      const app = makeShop({ createNamespace: true });
      new ApiObject(new Chart(app, 'extra', { namespace: 'retail', labels: { team: 'web' } }), 'config', {
        apiVersion: 'v1',
        kind: 'ConfigMap',
        data: { multi: 'two\nlines\n', yes: 'on' },
      });
      const rendered = app.render();
      Object.assign(app, { outdir: folder });
      App.prototype.synth.call(app);
      const written = readdirSync(folder).sort();
      expect(written).toEqual([...rendered.files.keys()].filter((file) => !file.includes('/')));
      for (const file of written)
        expect(rendered.files.get(file)).toBe(readFileSync(join(folder, file), 'utf8'));
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
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
    expect(problemsIn(app)).toEqual(['SEL001 shop/monitored/Scrape/Resource.metadata.labels']);
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
    expect(Testing.synth(app.node.findChild('shop') as Chart)).toHaveLength(3);
  });
});
