import type { PlainMap } from '../../../src/sightline/stack/plain-data';
import { selectionProblems } from '../../../src/sightline/stack/selection';
import { selectorSettingProblems } from '../../../src/sightline/stack/selector-settings';

const spec = (settings: PlainMap): PlainMap => ({ prometheus: { prometheusSpec: settings } });
const monitor = { name: 'task-api', namespace: 'shop', labels: { app: 'task-api' } };
const labelled = { ...monitor, labels: { release: 'prometheus' } };

describe('an object that Prometheus does not select', () => {
  test('is reported with the selector and the labels it lacks', () => {
    expect(selectionProblems('serviceMonitor', monitor, undefined, {}, 'prometheus')).toEqual([
      {
        id: 'SEL001',
        severity: 'error',
        object: 'ServiceMonitor/shop/task-api',
        path: 'metadata.labels',
        message:
          "'ServiceMonitor/shop/task-api' (labels app=task-api) is not selected: the Prometheus of release 'prometheus' " +
          'selects by the labels of the object (release=prometheus), and of these release=prometheus is not met',
        fix: 'make the labels of the ServiceMonitor meet release=prometheus',
      },
    ]);
  });

  test.each([
    ['podMonitor', 'SEL001', 'PodMonitor'],
    ['probe', 'SEL001', 'Probe'],
    ['rule', 'SEL012', 'PrometheusRule'],
  ] as const)('of kind %s has the id %s', (kind, id, name) => {
    expect(selectionProblems(kind, monitor, undefined, {}, 'prometheus')).toMatchObject([
      { id, object: `${name}/shop/task-api` },
    ]);
  });

  test('is a rule under an agent', () => {
    const values = { prometheus: { agentMode: true } };
    expect(selectionProblems('rule', labelled, undefined, values, 'prometheus')).toMatchObject([
      { id: 'SEL012' },
    ]);
  });

  test('because of a flag in quotes has that as its one problem', () => {
    const values = spec({ serviceMonitorSelectorNilUsesHelmValues: 'false' });
    const problems = selectionProblems('serviceMonitor', monitor, undefined, values, 'prometheus');
    expect(problems).toMatchObject([
      { id: 'HLM002', path: 'values.prometheus.prometheusSpec.serviceMonitorSelectorNilUsesHelmValues' },
    ]);
    expect(problems).toEqual(selectorSettingProblems(values));
  });

  test('because of an empty selector that was meant as everything has that as its one problem', () => {
    const values = spec({ ruleSelector: {} });
    expect(selectionProblems('rule', monitor, undefined, values, 'prometheus')).toMatchObject([
      { id: 'HLM003' },
    ]);
  });

  test('is not blamed on a flag that the selector overrides, or on the flag of another kind', () => {
    const overridden = { matchLabels: { team: 'a' } };
    const values = spec({ probeSelector: overridden, probeSelectorNilUsesHelmValues: 'false' });
    expect(selectionProblems('probe', monitor, undefined, values, 'prometheus')).toMatchObject([
      { id: 'SEL001' },
    ]);
    const other = spec({ podMonitorSelectorNilUsesHelmValues: 'false' });
    expect(selectionProblems('serviceMonitor', monitor, undefined, other, 'prometheus')).toMatchObject([
      { id: 'SEL001' },
    ]);
  });
});

describe('an object that Prometheus selects', () => {
  test.each<[string, PlainMap, typeof labelled | typeof monitor]>([
    ['by the label of the release', {}, labelled],
    ['because it selects everything', spec({ serviceMonitorSelectorNilUsesHelmValues: false }), monitor],
    [
      'by the label, although the flag is in quotes',
      spec({ serviceMonitorSelectorNilUsesHelmValues: 'false' }),
      labelled,
    ],
    [
      'by a selector of its own',
      spec({ serviceMonitorSelector: { matchLabels: { app: 'task-api' } } }),
      monitor,
    ],
    ['as far as can be known', spec({ serviceMonitorSelector: { matchLabels: { a: '{{ .x }}' } } }), monitor],
  ])('%s has no problem', (_, values, object) => {
    expect(selectionProblems('serviceMonitor', object, undefined, values, 'prometheus')).toEqual([]);
  });
});

describe('the namespace of an object', () => {
  const values = (selector: PlainMap): PlainMap => spec({ serviceMonitorNamespaceSelector: selector });
  const check = (selector: PlainMap, labels?: Record<string, string>): object[] =>
    selectionProblems('serviceMonitor', labelled, labels, values(selector), 'prometheus');

  test('is reported if its labels do not match', () => {
    expect(check({ matchLabels: { monitoring: 'on' } }, { team: 'a' })).toEqual([
      {
        id: 'SEL002',
        severity: 'error',
        object: 'ServiceMonitor/shop/task-api',
        path: 'metadata.namespace',
        message:
          "'ServiceMonitor/shop/task-api' is not selected: its namespace 'shop' " +
          '(labels kubernetes.io/metadata.name=shop, team=a) does not match ' +
          "'prometheus.prometheusSpec.serviceMonitorNamespaceSelector' (monitoring=on)",
        fix: 'label the namespace so, or move the ServiceMonitor',
      },
    ]);
  });

  test('is right if they do', () => {
    expect(check({ matchLabels: { monitoring: 'on' } }, { monitoring: 'on' })).toEqual([]);
  });

  test('is not judged while its labels are not known', () => {
    expect(check({ matchLabels: { monitoring: 'on' } })).toEqual([]);
    expect(check({ matchExpressions: [{ key: 'monitoring', operator: 'Exists' }] })).toEqual([]);
  });

  test('always has its name as a label', () => {
    const named = (name: string): PlainMap => ({ matchLabels: { 'kubernetes.io/metadata.name': name } });
    expect(check(named('shop'))).toEqual([]);
    expect(check(named('other'))).toMatchObject([{ id: 'SEL002' }]);
    expect(check(named('shop'), {})).toEqual([]);
  });
});

describe('the settings of selectors', () => {
  test.each(['serviceMonitor', 'podMonitor', 'probe', 'rule', 'scrapeConfig'])(
    'of %s are wrong with a flag in quotes',
    (kind) => {
      expect(selectorSettingProblems(spec({ [`${kind}SelectorNilUsesHelmValues`]: 'false' }))).toMatchObject([
        { id: 'HLM002', fix: 'write it without quotes' },
      ]);
    },
  );

  test.each([true, false, null, 0, '', 'true'])('are right with the flag %j', (flag) => {
    expect(selectorSettingProblems(spec({ probeSelectorNilUsesHelmValues: flag }))).toEqual([]);
  });

  test('are wrong with an empty selector that is alone', () => {
    expect(selectorSettingProblems(spec({ podMonitorSelector: {} }))).toMatchObject([
      {
        id: 'HLM003',
        path: 'values.prometheus.prometheusSpec.podMonitorSelector',
        fix: "set 'values.prometheus.prometheusSpec.podMonitorSelectorNilUsesHelmValues' to false",
      },
    ]);
  });

  test('are right with an empty selector whose flag is set, as in a copy of the defaults of the chart', () => {
    for (const flag of [true, false]) {
      const both = { podMonitorSelector: {}, podMonitorSelectorNilUsesHelmValues: flag };
      expect(selectorSettingProblems(spec(both))).toEqual([]);
    }
  });

  test('are wrong where something else than a label selector is given', () => {
    const settings = {
      serviceMonitorNamespaceSelector: { matchNames: ['shop'] },
      ruleSelector: { team: 'a' },
    };
    expect(selectorSettingProblems(spec(settings))).toMatchObject([
      {
        id: 'SEL003',
        path: 'values.prometheus.prometheusSpec.serviceMonitorNamespaceSelector',
        message: expect.stringContaining("'matchNames'") as unknown,
      },
      {
        id: 'SEL003',
        path: 'values.prometheus.prometheusSpec.ruleSelector',
        fix: 'put the labels under matchLabels',
      },
    ]);
  });
});
