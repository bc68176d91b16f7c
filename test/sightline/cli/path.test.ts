import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CannotRun } from '../../../src/sightline/cli/cannot-run';
import { path } from '../../../src/sightline/cli/path';
import type { Program } from '../../../src/sightline/cli/program';
import { program as taskApi } from '../../../src/main';
import * as worldsIn from '../../../src/sightline/constructs/worlds-in';

const program: Program = () => taskApi();
const run = (...args: string[]) => path(args, { program, worldsIn: () => worldsIn });

const shop = `apiVersion: v1
kind: Service
metadata: { name: shop, namespace: retail, labels: { app: shop } }
spec: { selector: { app: shop }, ports: [{ name: web, port: 80, targetPort: 8080 }] }
---
apiVersion: v1
kind: Pod
metadata: { name: shop, namespace: retail, labels: { app: shop } }
spec: { containers: [{ name: api, image: shop, ports: [{ name: http, containerPort: 8080 }] }] }
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: { name: shop, namespace: retail }
spec: { selector: { matchLabels: { app: shop } }, endpoints: [{ port: web }] }
---
apiVersion: monitoring.coreos.com/v1
kind: Prometheus
metadata: { name: main, namespace: monitoring }
spec: { serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {} }
`;

const routed = `route:
  receiver: chat
  routes:
    - { matchers: [severity="critical"], receiver: pager, continue: true }
    - { match: { severity: warning } }
    - { matchers: [team="core"], receiver: core, continue: true }
    - { matchers: [pod!=""] }
receivers:
  - { name: pager, pagerduty_configs: [{ routing_key_file: /etc/key }] }
  - { name: chat, slack_configs: [{ api_url_file: /etc/url }] }
  - { name: core }
---
groups:
  - name: a
    rules: [{ alert: Down, expr: 'sum by (job, team) (up) == 0', labels: { severity: critical } }]
`;

describe('sightline path', () => {
  let file: string;
  beforeAll(() => {
    file = join(mkdtempSync(join(tmpdir(), 'sightline-path-')), 'shop.yaml');
    writeFileSync(file, shop);
  });
  afterAll(() => rmSync(join(file, '..'), { recursive: true, force: true }));

  it('says what is open beside the links of a way', async () => {
    const strict = join(file, '..', 'strict.yaml');
    writeFileSync(
      strict,
      shop.replace('{ serviceMonitorSelector', '{ version: v3.5.0, serviceMonitorSelector'),
    );
    const { code, output } = await run('ServiceMonitor/retail/shop', strict);
    expect(code).toBe(0);
    expect(output).toMatch(/^ServiceMonitor\/retail\/shop: undecided$/m);
    expect(output).toMatch(/^`- open: the 'Content-Type' of its targets/m);
    const json = JSON.parse((await run('shop', strict, '--format', 'json')).output) as {
      paths: { state: string; open: string[] }[];
    };
    expect(json.paths.map(({ state, open }) => [state, open.length])).toEqual([['undecided', 1]]);
  });

  it('draws the way of a monitor to the labels of its series', async () => {
    const { code, output } = await run(file);
    expect(code).toBe(0);
    expect(output).toContain('ServiceMonitor/retail/shop: proven\n|- to the Prometheus');
    // as the lines are divided
    const text = output.replace(/\n[|` -]*/g, ' ');
    expect(text).toContain(
      'Service/retail/shop -> Pod/retail/shop port 8080, http, /metrics series: {instance=',
    );
    expect(text).toContain(
      'container="api", endpoint="web", job="shop", namespace="retail", pod="shop", service="shop"}',
    );
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([]);
  });

  it('says where it stops, and why', async () => {
    writeFileSync(file, shop.replace('endpoints: [{ port: web }]', 'endpoints: [{ port: wbe }]'));
    const { code, output } = await run('shop', file);
    expect(code).toBe(1);
    expect(output).toContain('relabelling keeps targets: BROKEN');
    expect(output).toContain('nearest: web');
    const { paths } = JSON.parse((await run('shop', file, '--format', 'json')).output) as {
      readonly paths: readonly [{ readonly links: readonly object[] }];
    };
    expect(paths[0]).toMatchObject({ object: 'ServiceMonitor/retail/shop', state: 'broken' });
    expect(paths[0].links.at(-1)).toMatchObject({
      name: 'relabelled',
      wanted: 'spec.endpoints[0].port: wbe',
    });
    writeFileSync(file, shop);
  });

  it('draws the way of an alert, route by route, to whoever is told', async () => {
    const alerts = join(file, '..', 'alerts.yaml');
    writeFileSync(alerts, routed);
    const { code, output } = await run('Down', alerts);
    expect(code).toBe(0);
    expect(output).toBe(`alert Down of ${alerts}: proven
|- labels that are known: severity="critical", alertname="Down"
|- by ${alerts}
|  \`- route (to chat): takes every alert
|     |- route.routes[0] (to pager): matches by severity="critical", and goes
|     |  on with the next
|     |- route.routes[1] (to chat): no: it asks for severity="warning", and
|     |  'severity' is "critical"
|     |- route.routes[2] (to core): undecided: it asks for team="core", and
|     |  nothing is known of 'team'
|     \`- route.routes[3] (to chat): no: it asks for pod!="", and the alert
|        has no 'pod'
|- told: 'pager' by pagerduty
\`- perhaps told: nobody, since 'core' has no integration
`);
    const { alerts: found } = JSON.parse((await run('Down', alerts, '--format', 'json')).output) as {
      readonly alerts: readonly object[];
    };
    expect(found).toMatchObject([
      {
        alert: 'Down',
        state: 'proven',
        receivers: [
          { name: 'pager', integrations: ['pagerduty'], isCertain: true },
          { name: 'core', integrations: [], isCertain: false },
        ],
        routes: {
          route: 'route',
          routes: [{ matches: 'yes' }, { matches: 'no' }, { matches: 'maybe' }, { matches: 'no' }],
        },
      },
    ]);
  });

  it('draws the way of dashboards to Grafana', async () => {
    const { code, output } = await run('ConfigMap/monitoring/task-api-dashboard');
    expect(code).toBe(0);
    expect(output).toBe(`ConfigMap/monitoring/task-api-dashboard: proven
|- dashboard 'default_task-api.json'
\`- the sidecar of Grafana in release 'prometheus' finds it by the label
   grafana_dashboard="1"
`);
  });

  it('draws that of the program', async () => {
    const { code, output } = await run('ServiceMonitor/monitoring/task-api');
    expect(code).toBe(0);
    expect(output).toMatch(/^ServiceMonitor\/monitoring\/task-api: proven\n/);
  });

  it('can not run for a name that nothing has', async () => {
    await expect(run('shopp', file)).rejects.toThrow(CannotRun);
    await expect(run('shopp', file)).rejects.toThrow("did you mean 'shop'?");
  });
});
