import { ApiObject, Chart } from 'cdk8s';
import {
  availabilityObjective,
  type SightlineApp,
  serviceContract,
  type Answer,
} from '../../../../src/sightline';
import { SightlineApp as App } from '../../../../src/sightline';
import { secretsCheck } from '../../../../src/sightline/checks/objects/secrets';
import type { World } from '../../../../src/sightline/checks/world';
import { kept, makeShop, makeStack, orders, shop, wait } from '../../constructs/fixtures';
import { worldWith } from '../../secrets/places';

const password = 'Kiwi77-lime';
const told = (app: SightlineApp) => app.render().problems.filter(({ id }) => id === 'HLM007');

/** The shop with an objective whose runbook has a login in it. */
function withRunbook(runbook: string): SightlineApp {
  const contract = serviceContract({
    name: 'shop',
    metrics: [orders, wait],
    notTraffic: { route: ['/up'] },
    objectives: [
      availabilityObjective({
        name: 'orders',
        description: 'Orders are taken.',
        objective: 99.9,
        total: orders,
        bad: orders.where({ code: /5../ }),
        runbook,
      }),
    ],
  });
  return makeShop({ contract }, { ...kept, prometheus: { ...kept.prometheus, retention: '30d' } });
}

/** An app with one object in a chart, and answers. */
function withObject(
  manifest: Readonly<Record<string, unknown>>,
  answers: readonly Answer[] = [],
): SightlineApp {
  const app = new App({ answers });
  makeStack(app);
  new ApiObject(new Chart(app, 'extra'), 'object', manifest as never);
  return app;
}

const configMap = {
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'a' },
  data: { 'app.ini': `[db]\npassword = ${password}\n` },
};

describe('a secret in what is written', () => {
  test('is reported with object, path and kind, and is not in the problem', () => {
    const app = withObject(configMap);
    expect(told(app)).toEqual([
      {
        id: 'HLM007',
        severity: 'error',
        object: 'ConfigMap/a',
        path: "extra/object data['app.ini']",
        message:
          "'data['app.ini']' (not shown) holds a password: manifests are kept in git and in the cluster, where whoever can read them has it",
        fix: 'put it in a Secret of the cluster and refer to it, by name and key or as a mounted file',
      },
    ]);
    expect(app.render().files.size).toBe(0);
  });

  test('can be answered, and is written then', () => {
    const answer = { id: 'HLM007', place: 'extra/object', reason: 'the password of a demo' } as const;
    const { problems, answered, files } = withObject(configMap, [answer]).render();
    expect(problems).toEqual([]);
    expect(answered).toMatchObject([{ problem: { id: 'HLM007' }, answer }]);
    expect([...files.keys()]).toContain('extra.k8s.yaml');
  });

  test('keeps no other check from its object, and no other check keeps it', () => {
    const metadata = { name: 'a', labels: { token: `${password}1` } };
    const wrong = {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { ports: [{ port: 80, nonsense: 1 }] },
    };
    expect(
      withObject(wrong)
        .render()
        .problems.map(({ id }) => id)
        .sort(),
    ).toEqual(['HLM007', 'SCH001']);
  });

  test('of a declaration is told once, where it is declared, and not where it is repeated', () => {
    const problems = told(withRunbook(`https://oncall:${password}@wiki.example.com/shop`));
    expect(problems.map(({ path }) => path)).toEqual(['shop/monitored.contract.objectives[0].runbook']);
    expect(JSON.stringify(problems)).not.toContain('Kiwi77');
  });

  test('of a page is told where the page comes from, when it stands nowhere else', () => {
    expect(secretsCheck.run(worldWith(['', 'page', `password=${password}`]))).toEqual([
      {
        id: 'HLM007',
        severity: 'error',
        path: 'shop/monitored',
        message:
          "'docs/default.shop.md' (not shown) holds a password: pages and tests are kept in git, where whoever can read them has it",
        fix: 'take it out of the declaration that the file is made of',
      },
    ]);
  });

  test('of the values is told once, though a file has them too', () => {
    const app = new App();
    makeStack(app, { values: { grafana: { ldap: { config: `bind_password = "${password}"\n` } } } });
    expect(told(app).map(({ path }) => path)).toEqual(['stack.values.grafana.ldap.config']);
  });

  test('is not told when it is that of two charts only once', () => {
    const world: World = worldWith(['', 'labels', { password, token: password }]);
    expect(secretsCheck.run(world).map(({ path }) => path)).toEqual([
      'shop/object metadata.labels.password',
      'shop/object metadata.labels.token',
    ]);
  });

  test('is not printed as the name of an object, as a key or as a construct', () => {
    const key = `https://oncall:${password}@wiki.example.com/`;
    const manifest = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' }, data: { [key]: 'x' } };
    const problems = secretsCheck.run(worldWith(['', 'manifest', manifest]));
    expect(problems.map(({ path }) => path)).toEqual(["shop/object data['…']"]);
    expect(JSON.stringify(problems)).not.toContain('Kiwi77');
  });

  test('is not there in a program that keeps its secrets elsewhere', () => {
    expect(told(makeShop({ contract: shop }))).toEqual([]);
  });
});
