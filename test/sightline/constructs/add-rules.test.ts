import { ApiObject, Chart, JsonPatch } from 'cdk8s';
import {
  alertingRule,
  availabilityObjective,
  gauge,
  gt,
  MonitoredService,
  recordingRule,
  ruleGroup,
  serviceContract,
  SightlineApp,
  sum,
  type RuleGroup,
} from '../../../src/sightline';
import { kept, makeStack, manifestsOf, orders, problemsIn, shopSignals, wait } from './fixtures';

const open = gauge('shop_open_orders', 'Orders not yet delivered', {});
const contract = serviceContract({
  name: 'shop',
  metrics: [orders, wait, open],
  notTraffic: { route: ['/up'] },
});
const total = recordingRule('shop:open_orders:sum', sum(open));
const record = ruleGroup('open', [total]);
const alert = ruleGroup('open-alerts', [
  alertingRule({
    alert: 'ManyOpenOrders',
    expression: gt(total.series, 100),
    severity: 'ticket',
    annotations: { summary: '{{ $value }} orders are open' },
  }),
]);

/** An app with the shop, to which rules are yet to be added. */
function growing(rules: readonly RuleGroup[] = [], declared = contract) {
  const app = new SightlineApp();
  const stack = makeStack(app, kept);
  const chart = new Chart(app, 'shop', { namespace: 'retail' });
  const pods = { labels: { app: 'shop' }, ports: { web: 8443 } };
  const monitored = new MonitoredService(chart, 'monitored', { stack, contract: declared, pods, rules });
  return { app, chart, monitored };
}

const ruleObject = 'PrometheusRule/retail/shop-recording-rules';

describe('Rules that are added to a monitored service', () => {
  test('are written as if they had been among its options', () => {
    const { app, monitored } = growing([shopSignals]);
    monitored.addRules(record);
    monitored.addRules(alert);
    const declared = growing([shopSignals, record, alert]).app;
    expect(app.render()).toEqual(declared.render());
    expect(app.render().problems).toEqual([]);
    const groups = manifestsOf(app)[ruleObject]?.spec.groups as { name: string }[];
    expect(groups.map(({ name }) => name)).toEqual(['shop-golden-signals', 'open', 'open-alerts']);
  });

  test('make the PrometheusRule of a service that had no rules', () => {
    const { app, monitored } = growing();
    expect(manifestsOf(app)).not.toHaveProperty([ruleObject]);
    monitored.addRules(record, alert);
    expect(app.render().files).toEqual(growing([record, alert]).app.render().files);
  });

  test('are none where none are given', () => {
    const { app, monitored } = growing();
    monitored.addRules();
    expect(manifestsOf(app)).not.toHaveProperty([ruleObject]);
  });

  test('count in the summary of the service', () => {
    const { monitored } = growing([record]);
    expect([monitored.summary?.recordingRules, monitored.summary?.alerts]).toEqual([1, 0]);
    monitored.addRules(alert);
    expect([monitored.summary?.recordingRules, monitored.summary?.alerts]).toEqual([1, 1]);
  });

  test('leave the patches of the PrometheusRule as they are', () => {
    const { app, chart, monitored } = growing([record]);
    const object = chart.node
      .findAll()
      .find((each): each is ApiObject => ApiObject.isApiObject(each) && each.kind === 'PrometheusRule');
    object?.addJsonPatch(JsonPatch.add('/metadata/labels/team', 'orders'));
    monitored.addRules(alert);
    expect(manifestsOf(app)[ruleObject]?.metadata.labels).toEqual({ release: 'prometheus', team: 'orders' });
    expect(manifestsOf(app)[ruleObject]?.spec.groups).toHaveLength(2);
  });

  test('are judged with those that are there: by their names, and by what they read', () => {
    const { app, monitored } = growing([record]);
    monitored.addRules(ruleGroup('open', [recordingRule('shop:open_orders:max', sum(open))]));
    const unknown = gauge('shop_lost_orders', 'Orders lost', {});
    monitored.addRules(ruleGroup('lost', [recordingRule('shop:lost_orders:sum', sum(unknown))]));
    expect(problemsIn(app)).toEqual([
      'SCH002 shop/monitored/Rules.rules.open',
      'TYP101 shop/monitored/Rules.rules.lost.shop:lost_orders:sum',
    ]);
  });

  test('collide with what the objectives of the service record', () => {
    const promised = availabilityObjective({
      name: 'orders',
      objective: 99,
      window: '7d',
      description: 'Orders are taken.',
      total: orders,
      bad: orders.where({ code: /5../ }),
    });
    const declared = serviceContract({
      name: 'shop',
      metrics: [orders, wait, open],
      notTraffic: { route: ['/up'] },
      objectives: [promised],
    });
    const { app, monitored } = growing([], declared);
    expect(problemsIn(app)).toEqual([]);
    monitored.addRules(ruleGroup('shop-slo-orders-fast', [total]));
    expect(problemsIn(app)).toEqual([
      'SCH002 shop/monitored/Objectives/Rules.rules.shop-slo-orders-fast',
      'SCH002 shop/monitored/Rules.rules.shop-slo-orders-fast',
    ]);
  });

  test('of a form that is wrong are reported, and the others are kept', () => {
    const { app, monitored } = growing([record]);
    monitored.addRules({ name: 'x', rules: 'none', problems: [] } as unknown as RuleGroup);
    expect(problemsIn(app)).toEqual(['OPT002 shop/monitored.rules[0].rules']);
    expect(monitored.summary?.recordingRules).toBe(1);
  });

  test('of a service whose options are wrong are left out, as the options are reported', () => {
    const { app, monitored } = growing([record], { name: 'shop' } as unknown as typeof contract);
    const before = problemsIn(app);
    monitored.addRules(alert);
    expect(before).not.toEqual([]);
    expect(problemsIn(app)).toEqual(before);
  });
});
