import { Chart } from 'cdk8s';
import {
  alertingRule,
  counter,
  gauge,
  gt,
  MonitoredService,
  ProblemsError,
  promql,
  recordingRule,
  ruleGroup,
  serviceContract,
  SightlineApp,
  sum,
  type Answer,
} from '../../../src/sightline';
import { summarize } from '../../../src/sightline/synth/summary';
import { makeStack } from '../constructs/fixtures';

const queue = gauge('shop_queue_length', 'Orders waiting', {});
const contract = serviceContract({ name: 'shop', metrics: [queue], notTraffic: {} });
const rules = ruleGroup('own', [
  recordingRule('shop:queue:rate5m', promql('rate(shop_queue_length[5m])', { metrics: [queue] })),
  alertingRule({ alert: 'Busy', expression: gt(sum(queue), 9), annotations: { summary: 'Busy' } }),
]);
const place = 'shop/monitored/Rules.rules.own';

/** An app with an error and a warning that can be answered. */
function appWith(...answers: readonly Answer[]): SightlineApp {
  const app = new SightlineApp({ answers });
  const stack = makeStack(app);
  const chart = new Chart(app, 'shop', { namespace: 'retail' });
  const pods = { labels: { app: 'shop' }, ports: { web: 8080 } };
  new MonitoredService(chart, 'monitored', { stack, contract, pods, rules: [rules] });
  return app;
}

const gaugeIsMeant: Answer = {
  id: 'TYP102',
  place,
  reason: 'It only grows between two deployments.',
  until: '2999-12-31',
};
const noPage: Answer = { id: 'ALR407', place: `${place}.Busy`, reason: 'Shown on a board.' };

describe('an app', () => {
  test('writes nothing as long as an error stands, and says nothing of answers that later checks may need', () => {
    const { problems, files } = appWith(noPage, { ...noPage, id: 'SEL011' }).render();
    expect(problems.map(({ id, path }) => `${id} ${path}`)).toEqual([`TYP102 ${place}.shop:queue:rate5m`]);
    expect(files.size).toBe(0);
    expect(() => appWith().synth()).toThrow(ProblemsError);
  });

  test('writes what is answered as it was said, and lists the answers', () => {
    const { problems, answered, files, objects } = appWith(gaugeIsMeant, noPage).render();
    expect(problems).toEqual([]);
    expect([...files.values()].join('\n')).toContain(
      'expr: rate(shop_queue_length{namespace="retail",service="shop"}[5m])',
    );
    expect(summarize([], { files: files.size, objects, folder: 'dist', answered })).toBe(
      [
        `answered: error TYP102 [${place}.shop:queue:rate5m] (until 2999-12-31): It only grows between two deployments.`,
        `answered: warning ALR407 [${place}.Busy]: Shown on a board.`,
        '4 objects in 3 files in dist/',
      ].join('\n'),
    );
  });

  test('warns of an answer that nothing needs, when all has been looked at', () => {
    const unused: Answer = { id: 'SEL011', place: 'shop', reason: 'Meant.' };
    expect(appWith(gaugeIsMeant, noPage, unused).render().problems).toMatchObject([
      { id: 'ANS002', severity: 'warning', path: 'answers[2]' },
    ]);
  });
});

describe('a metric with more series than is usual', () => {
  const clicks = counter('shop_clicks_total', 'Clicks', { page: { max: 200 }, item: { max: 100 } });
  const many = serviceContract({ name: 'shop', metrics: [clicks], notTraffic: {} });
  const of = 'shop/monitored.contract.metrics.shop_clicks_total';
  const rendered = (...answers: readonly Answer[]) => {
    const app = new SightlineApp({ answers });
    const chart = new Chart(app, 'shop', { namespace: 'retail' });
    const pods = { labels: { app: 'shop' }, ports: { web: 8080 } };
    new MonitoredService(chart, 'monitored', { stack: makeStack(app), contract: many, pods });
    return app.render();
  };

  test('is warned of where it is declared', () => {
    expect(rendered().problems.map(({ id, path }) => `${id} ${path}`)).toEqual([`CAR002 ${of}`]);
  });

  test('is kept by an answer, which the summary lists', () => {
    const answer: Answer = { id: 'CAR002', place: of, reason: 'Two Prometheus servers are there for it.' };
    const { problems, answered, files, objects } = rendered(answer);
    expect(problems).toEqual([]);
    expect(summarize([], { files: files.size, objects, folder: 'dist', answered })).toContain(
      `answered: warning CAR002 [${of}]: Two Prometheus servers are there for it.\n`,
    );
  });
});
