import { checkTexts, errorsOf, foundOf } from './files';

const service = (namespace: string): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: shop, ${namespace === '' ? '' : `namespace: ${namespace}, `}labels: { app: shop } }\nspec: { selector: { app: shop }, ports: [{ name: web, port: 80 }] }\n`;
const pod = (namespace: string): string =>
  `apiVersion: v1\nkind: Pod\nmetadata: { name: shop, ${namespace === '' ? '' : `namespace: ${namespace}, `}labels: { app: shop } }\nspec: { containers: [{ name: shop, image: shop }] }\n`;
const monitor = (namespace: string, name = 'shop', labels = '{}'): string =>
  `apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: ${name}, ${namespace === '' ? '' : `namespace: ${namespace}, `}labels: ${labels} }\nspec: { selector: { matchLabels: { app: shop } }, endpoints: [{ port: web }] }\n`;
const prometheus = (name: string, spec: string): string =>
  `apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: { name: ${name}, namespace: monitoring }\nspec: { ${spec} }\n`;
const everything = 'serviceMonitorSelector: {}, serviceMonitorNamespaceSelector: {}';

describe('files', () => {
  it('may be applied to any namespace where they name none', () => {
    const files = {
      'a.yaml': monitor('monitoring'),
      'b.yaml': service(''),
      'c.yaml': pod(''),
      'p.yaml': prometheus('main', everything),
    };
    const open = checkTexts(files);
    expect(errorsOf(open)).toEqual([]);
    expect(open.undecided.map(({ missing }) => missing)).toEqual([
      ["a Service with the labels app=shop in 'monitoring'"],
    ]);
    expect(errorsOf(checkTexts(files, { namespace: 'retail' }))).toEqual(['SEL005 a.yaml:4 spec']);
    expect(errorsOf(checkTexts(files, { namespace: 'monitoring' }))).toEqual([]);
  });

  it('are all that there is where that is said', () => {
    const files = { 'a.yaml': monitor('retail'), 'p.yaml': prometheus('main', everything) };
    expect(errorsOf(checkTexts(files))).toEqual([]);
    expect(errorsOf(checkTexts(files, { isClosed: true }))).toEqual(['SEL004 a.yaml:4 selector']);
    const alone = { ...files, 'b.yaml': service('retail') };
    expect(errorsOf(checkTexts(alone, { isClosed: true }))).toEqual(['SEL009 b.yaml:4 selector']);
  });

  it('may have several Prometheuses, of which one that selects a monitor is enough, unless one is named', () => {
    const files = {
      'a.yaml': monitor('retail'),
      'b.yaml': service('retail'),
      'c.yaml': pod('retail'),
      'p.yaml': prometheus('main', everything),
      'q.yaml': prometheus('other', 'serviceMonitorSelector: { matchLabels: { team: x } }'),
    };
    expect(checkTexts(files).undecided).toEqual([]);
    expect(errorsOf(checkTexts(files))).toEqual([]);
    expect(errorsOf(checkTexts(files, { prometheus: 'monitoring/other' }))).toEqual([
      'SEL001 a.yaml:3 labels',
    ]);
  });

  it('select nothing by a Prometheus without selectors, and nothing elsewhere without one for namespaces', () => {
    const files = { 'a.yaml': monitor('retail'), 'b.yaml': service('retail'), 'c.yaml': pod('retail') };
    expect(errorsOf(checkTexts({ ...files, 'p.yaml': prometheus('main', 'replicas: 1') }))).toEqual([
      'SEL001 a.yaml:3 labels',
    ]);
    expect(
      errorsOf(checkTexts({ ...files, 'p.yaml': prometheus('main', 'serviceMonitorSelector: {}') })),
    ).toEqual(['SEL002 a.yaml:3 namespace: retail']);
  });

  it('bring values in a HelmRelease, an Application or a chart around the stack, whose release is known or not', () => {
    const values = '{ prometheus: { prometheusSpec: { retentoin: 3d } } }';
    const release = `apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: kps, namespace: monitoring }\nspec:\n  chart: { spec: { chart: kube-prometheus-stack } }\n  values: ${values}\n`;
    const application = `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: kps, namespace: argocd }\nspec:\n  destination: { namespace: monitoring }\n  source:\n    chart: kube-prometheus-stack\n    helm: { valuesObject: ${values} }\n`;
    const around = `kube-prometheus-stack:\n  ${values}\n`;
    for (const [text, line] of [
      [release, 6],
      [application, 8],
      [around, 2],
    ] as const)
      expect(errorsOf(checkTexts({ 'a.yaml': text }))).toEqual([`HLM001 a.yaml:${line} retentoin: 3d`]);
    const wrong = monitor('retail', 'shop', '{ release: other }');
    expect(
      errorsOf(checkTexts({ 'a.yaml': release.replace('retentoin', 'retention'), 'm.yaml': wrong })),
    ).toEqual(['SEL001 m.yaml:3 labels']);
    // whether it is the release of the label nobody says
    const unknown = checkTexts({ 'a.yaml': around.replace('retentoin', 'retention'), 'm.yaml': wrong });
    expect(errorsOf(unknown)).toEqual([]);
    expect(unknown.undecided[0]?.missing).toEqual([
      'the name of the release of a.yaml:2, which --release says',
    ]);
  });

  it('tell a secret in the values of a HelmRelease once', () => {
    const release =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: kps, namespace: monitoring }\nspec:\n  chart: { spec: { chart: kube-prometheus-stack } }\n  values: { grafana: { adminPassword: hunter2hunter2 } }\n';
    const report = checkTexts({ 'a.yaml': release });
    expect(errorsOf(report)).toEqual(['HLM007 a.yaml:6 adminPassword']);
    expect(JSON.stringify(report.problems)).not.toContain('hunter2');
  });

  it('name in an ExternalSecret the key under which a secret is stored, and no secret', () => {
    const external =
      'apiVersion: external-secrets.io/v1\nkind: ExternalSecret\nmetadata: { name: shop, namespace: retail }\nspec: { data: [{ secretKey: RENOVATE_TOKEN, remoteRef: { key: renovate } }] }\n';
    expect(checkTexts({ 'a.yaml': external }).problems).toEqual([]);
  });

  it('leave open what a variable stands for', () => {
    const report = checkTexts({
      'a.yaml': monitor('retail', "'${APP}-shop'"),
      'b.yaml': service('retail'),
      'p.yaml': prometheus('main', everything),
    });
    expect(report.problems).toEqual([]);
    expect(report.undecided.map(({ missing }) => missing)).toEqual([
      ["what is put in the place of '${APP}'"],
    ]);
  });

  describe('of a kustomization', () => {
    const selecting = prometheus(
      'main',
      'serviceMonitorSelector: { matchLabels: { team: shop } }, serviceMonitorNamespaceSelector: {}',
    );
    const files = {
      'p.yaml': selecting,
      'base/monitor.yaml': monitor('retail'),
      'base/app.yaml': `${service('retail')}---\n${pod('retail')}`,
    };
    const kustomization = (more: string): string =>
      `apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources: [monitor.yaml, app.yaml]\n${more}`;

    it('are as they stand where it only lists them', () => {
      expect(errorsOf(checkTexts({ ...files, 'base/kustomization.yaml': kustomization('') }))).toEqual([
        'SEL001 base/monitor.yaml:3 labels',
      ]);
    });

    it('are open where it adds labels', () => {
      const report = checkTexts({
        ...files,
        'base/kustomization.yaml': kustomization('labels: [{ pairs: { team: shop } }]\n'),
      });
      expect(errorsOf(report)).toEqual([]);
      expect(report.undecided.map(({ missing }) => missing)).toEqual([
        ['what kustomize makes of it: kustomize build FOLDER | sightline check -'],
      ]);
    });

    it('stand in the namespace that it gives, also from an overlay', () => {
      const overlay =
        'apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nnamespace: shop\nresources: [../base]\n';
      const apart = {
        ...files,
        'p.yaml': prometheus('main', everything),
        'base/monitor.yaml': monitor('system'),
      };
      expect(errorsOf(checkTexts(apart))).toEqual(['SEL005 base/monitor.yaml:4 spec']);
      const built = {
        ...apart,
        'base/kustomization.yaml': kustomization(''),
        'prod/kustomization.yaml': overlay,
      };
      const report = checkTexts(built);
      expect(report.problems).toEqual([]);
      expect(report.paths[0]?.jobs[0]?.targets[0]?.labels['namespace']).toBe('shop');
    });

    it('are no objects where it takes them for patches', () => {
      const patch =
        'apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nmetadata: { name: shop }\nspec: { endpoints: [] }\n';
      const patches = kustomization('patches: [{ path: patch.yaml }]\n');
      expect(errorsOf(checkTexts({ 'base/patch.yaml': patch }))).not.toEqual([]);
      expect(errorsOf(checkTexts({ 'base/patch.yaml': patch, 'base/kustomization.yaml': patches }))).toEqual(
        [],
      );
    });
  });

  it('have an object twice only within one file', () => {
    expect(checkTexts({ 'prod/a.yaml': service('a'), 'test/a.yaml': service('a') }).problems).toEqual([]);
    expect(errorsOf(checkTexts({ 'a.yaml': `${service('a')}---\n${service('a')}` }))).toEqual([
      'SCH005 a.yaml:6 apiVersion: v1',
    ]);
  });

  it('have no errors for what nobody here declares', () => {
    const rules =
      'groups: [{ name: a, rules: [{ alert: A, expr: "rate(anything_total[5m]) > 1", labels: { severity: x } }] }]\n';
    const report = checkTexts({ 'a.yaml': rules });
    expect([...errorsOf(report), ...foundOf(report, 'warning')]).toEqual([]);
  });

  it.each([
    ['a group that is there twice', 'groups: [{ name: a, rules: [] }, { name: a, rules: [] }]\n', 'name: a'],
    [
      'a rule with two names',
      'groups:\n  - name: a\n    rules:\n      - record: a\n        alert: A\n        expr: up\n',
      'record: a',
    ],
    ['a rule without one', 'groups:\n  - name: a\n    rules:\n      - expr: up\n', 'expr: up'],
    [
      'a record that waits',
      'groups:\n  - name: a\n    rules:\n      - record: a\n        expr: up\n        for: 5m\n',
      'for: 5m',
    ],
  ])('are refused for %s, as Prometheus refuses them', (_, text, marked) => {
    const [found] = checkTexts({ 'a.yaml': text }).problems;
    expect(found?.id).toBe('SCH002');
    expect(found?.source?.text.slice(found.source.start)).toContain(marked);
  });
});
