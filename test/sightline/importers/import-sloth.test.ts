import { isObjective } from '../../../src/sightline/objectives/objective';
import { importText } from '../../../src/sightline/importers/import-text';
import { contractsIn, declarationOf, said } from './declared';
import { slothEvents, slothSamples } from './samples';

describe('importing a file of Sloth', () => {
  test('carries over what an SLO says of itself, and its runbook', () => {
    const { objectives } = contractsIn(declarationOf('sloth', slothSamples.availability))['checkout'] ?? {};
    expect(objectives).toMatchObject([
      {
        name: 'requests-availability',
        objective: 99.9,
        window: 30 * 86_400_000,
        description: 'Carts are paid for without a server error.',
        owner: 'payments',
        runbook: 'https://runbooks.example.com/checkout',
      },
    ]);
  });

  test('says on which line what was left out stood, and of what', () => {
    expect(
      importText('sloth', slothSamples.availability).problems.map(
        ({ id, severity, line, path }) => `${severity} ${id} ${line} ${path}`,
      ),
    ).toEqual([
      'warning IMP009 4 checkout.labels',
      'info IMP010 8 checkout.requests-availability',
      'info IMP012 15 checkout.requests-availability.alerting',
      'warning IMP009 17 checkout.requests-availability.alerting.labels',
      'warning IMP009 20 checkout.requests-availability.alerting.annotations.summary',
      'warning IMP009 23 checkout.requests-availability.alerting.page_alert.labels',
    ]);
    expect(said('sloth', slothSamples.availability)).toContain(
      'IMP010 8 the match of job="checkout" is left out: every selector is bound to the namespace and service that the contract is deployed to',
    );
  });

  test('turns off the alerts that are disabled, and with the tickets all that are tickets here', () => {
    const alerts = (text: string, service: string) =>
      contractsIn(declarationOf('sloth', text))[service]?.objectives.map((each) =>
        isObjective(each) ? { ...each.alerts, whenAbsent: each.absence.severity } : undefined,
      );
    const page = { fast: false, medium: false };
    const ticket = { slow: false, long: false };
    expect(alerts(slothSamples.availability, 'checkout')).toEqual([
      { tiers: ticket, exhausted: false, whenAbsent: 'page' },
    ]);
    expect(alerts(slothSamples.grouped, 'queue-worker')).toEqual([
      { tiers: page, exhausted: 'ticket', whenAbsent: 'ticket' },
    ]);
    expect(alerts(slothSamples.object, 'mail')).toEqual([
      { tiers: { ...page, ...ticket }, exhausted: false, whenAbsent: false },
    ]);
  });

  test('reads objects of Kubernetes, and gives names that are no DNS labels another', () => {
    const contract = contractsIn(declarationOf('sloth', slothSamples.object))['mail'];
    expect(contract?.objectives).toMatchObject([{ name: 'delivery-rate', objective: 99.95, owner: 'post' }]);
    expect(said('sloth', slothSamples.object)).toEqual([
      "IMP011 12 objective 'Delivery_Rate' is called 'delivery-rate' here: it must be a DNS label of its own",
    ]);
  });

  test('makes a contract of each service, with metrics of its own', () => {
    const contracts = contractsIn(declarationOf('sloth', slothSamples.services));
    expect(Object.keys(contracts)).toEqual(['front', 'back']);
    const labels = (service: string) =>
      contracts[service]?.metrics.map(({ name, labels: domains }) => [name, Object.keys(domains)]);
    expect(labels('front')).toEqual([['http_requests_total', ['code']]]);
    expect(labels('back')).toEqual([
      ['http_requests_total', ['outcome']],
      ['rpc_calls_total', ['grpc_code']],
    ]);
  });

  test('knows the domains that are common, and assumes a bound where values are not named', () => {
    const text = slothEvents(
      'sum by (zone) (rate(http_requests_total{status=~"5..",method="GET",cached="false",path=~"/a.*",kind="x"}[{{.window}}]))',
      'sum by (zone) (rate(http_requests_total{method="GET",cached="false",path=~"/a.*",kind="x"}[{{.window}}]))',
    );
    for (const line of [
      'status: httpStatus,',
      'method: httpMethod,',
      'cached: trueOrFalse,',
      "kind: ['x'],",
      "by: ['zone'],",
    ])
      expect(declarationOf('sloth', text)).toContain(line);
    // 7 methods and other, true, false and other, x and other, 12 statuses, 2 series each: 10,000 leave 2 by 2
    expect(declarationOf('sloth', text)).toContain('path: { max: 2 },');
  });

  test('adds the values that bad events are of to what all events match', () => {
    // every status that starts with 5 is another than 404
    const text = slothEvents(
      'sum(rate(orders_total{code=~"5.."}[{{.window}}]))',
      'sum(rate(orders_total{code!="404"}[{{.window}}]))',
    );
    expect(importText('sloth', text).problems).toEqual([]);
    expect(declarationOf('sloth', text)).toContain(
      "bad: orders.where({ code: { not: '404' } }).where({ code: /5../ }),",
    );
  });

  test('reads templates of the window in every spelling, and aliases and merges of YAML', () => {
    const text = `version: prometheus/v1
service: shop
slos:
  - &first
    name: a
    objective: 99
    sli:
      events: &events
        error_query: sum(rate(orders_total{ok="no"}[{{- .window -}}]))
        total_query: sum(rate(orders_total[{{ .Window }}]))
  - <<: *first
    name: b
    objective: "99.5"
  - name: c
    objective: 98
    sli: { events: *events }
`;
    expect(importText('sloth', text)).toMatchObject({ problems: [], found: 3, carried: 3 });
  });

  test('leaves an SLO out, and carries over the others', () => {
    const { declaration, problems, found, carried } = importText(
      'sloth',
      slothEvents(
        'sum(rate(orders_total{ok="no"}[{{.window}}]))',
        'sum(rate(orders_total[{{.window}}]))',
        '  - { name: broken, objective: 99, sli: { plugin: { id: shop/availability } } }\n',
      ),
    );
    expect({ found, carried }).toEqual({ found: 2, carried: 1 });
    expect(declaration).toContain("name: 'orders'");
    expect(problems).toMatchObject([{ id: 'IMP008', severity: 'error', path: 'shop.broken.sli.plugin' }]);
  });

  test('refuses what the library would refuse, where it stands', () => {
    const text = slothEvents(
      'sum(rate(orders_total{ok="no"}[{{.window}}]))',
      'sum(rate(orders_total[{{.window}}]))',
    ).replace('objective: 99', 'objective: 0.999');
    expect(said('sloth', text)).toEqual([
      "IMP013 4 'objective' (0.999): an objective is in percent, from 1 to below 100: 99.9 and not 0.999",
    ]);
  });
});
