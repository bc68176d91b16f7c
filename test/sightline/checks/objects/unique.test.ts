import { ApiObject, Chart } from 'cdk8s';
import { MonitoredService, SightlineApp } from '../../../../src/sightline';
import { kept, makeStack, shop, shopSignals } from '../../constructs/fixtures';

const problemsOf = (app: SightlineApp) =>
  app.render('dist').problems.map(({ id, path = '', message }) => `${id} ${path}: ${message}`);

test('a service that is declared twice is one problem, not one for each of its objects', () => {
  const app = new SightlineApp();
  const stack = makeStack(app, kept);
  for (const id of ['first', 'second'])
    new MonitoredService(new Chart(app, id, { namespace: 'retail' }), 'monitored', {
      stack,
      contract: shop,
      pods: { labels: { app: 'shop' }, ports: { http: 8080 } },
      rules: [shopSignals],
    });
  expect(problemsOf(app)).toEqual([
    "SCH005 second/monitored: the service 'shop' in namespace 'retail' is declared twice: 'first/monitored' declares it too, and the objects of one would overwrite those of the other",
  ]);
});

test('an object that is there twice is named, with both that make it', () => {
  const app = new SightlineApp();
  for (const id of ['first', 'second']) {
    const chart = new Chart(app, id);
    new ApiObject(chart, 'map', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: { name: 'cart', namespace: 'retail' },
    });
  }
  expect(problemsOf(app)).toEqual([
    "SCH005 second/map: 'ConfigMap/retail/cart' is there twice: 'first/map' makes it too, and one would overwrite the other",
  ]);
});
