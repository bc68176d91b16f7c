import type { Link } from '../../../../src/sightline/scrape/path/link';
import type { ApiObject } from '../../../../src/sightline/scrape/path/world';
import type { SelectableKind } from '../../../../src/sightline/scrape/settings/prometheus-instance';
import type { HelmValues } from '../../../../src/sightline/stack/helm-values';
import { lastLink, object, pathOf } from './shop-world';

/** An object with labels, in `retail`. */
const selectable = (kind: SelectableKind, labels: Record<string, string>): ApiObject =>
  object('monitoring.coreos.com/v1', kind, 'shop', { metadata: { labels }, spec: {} });

const namespace = (labels: Record<string, string>): ApiObject =>
  object('v1', 'Namespace', 'retail', { metadata: { labels } });

const spec = (settings: HelmValues): HelmValues => ({ prometheus: { prometheusSpec: settings } });
const release = { release: 'prometheus' };

/** The link in which the selection of an object is decided. */
function selected(objects: readonly ApiObject[], values: HelmValues = {}): Link {
  const link = pathOf(objects, values).links.find(({ name }) => name === 'selected');
  if (link === undefined) throw new Error('it was not looked at');
  return link;
}

const told = (link: Link): unknown => (link.state === 'broken' ? link.problems : link.state);

describe.each<[SelectableKind, string, string]>([
  ['ServiceMonitor', 'SEL001', 'serviceMonitor'],
  ['PodMonitor', 'SEL001', 'podMonitor'],
  ['Probe', 'SEL001', 'probe'],
  ['PrometheusRule', 'SEL012', 'rule'],
])('a %s', (kind, id, setting) => {
  const path = `values.prometheus.prometheusSpec.${setting}Selector`;

  test(`that lacks the label of the release is ${id}, with the labels that it has`, () => {
    expect(told(selected([selectable(kind, { app: 'shop' })]))).toEqual([
      {
        id,
        severity: 'error',
        object: `${kind}/retail/shop`,
        path: 'metadata.labels',
        message: `'${kind}/retail/shop' (app=shop) is not selected: the Prometheus of release 'prometheus' selects release=prometheus by '${path}'`,
        fix: 'give it the labels that meet release=prometheus',
      },
    ]);
  });

  test.each<[string, HelmValues, Record<string, string>]>([
    ['by the label of the release', {}, release],
    ['because everything is', spec({ [`${setting}SelectorNilUsesHelmValues`]: false }), {}],
    [
      'by the label of the release, although the flag is in quotes',
      spec({ [`${setting}SelectorNilUsesHelmValues`]: 'false' }),
      release,
    ],
    [
      'by a selector of its own',
      spec({ [`${setting}Selector`]: { matchLabels: { team: 'web' } } }),
      { team: 'web' },
    ],
  ])('is selected %s', (_, values, labels) => {
    expect(told(selected([selectable(kind, labels)], values))).toBe('proven');
  });

  test('is undecided where only Helm can tell the selector', () => {
    const values = spec({ [`${setting}Selector`]: { matchLabels: { team: '{{ .x }}' } } });
    expect(told(selected([selectable(kind, {})], values))).toBe('undecided');
  });

  const byTeam = spec({ [`${setting}NamespaceSelector`]: { matchLabels: { team: 'web' } } });

  test('is not selected in a Namespace of the program whose labels do not match', () => {
    expect(told(selected([selectable(kind, release), namespace({ team: 'data' })], byTeam))).toEqual([
      expect.objectContaining({
        id: 'SEL002',
        message: `'${kind}/retail/shop' is not selected: the Prometheus of release 'prometheus' looks into namespaces by 'values.prometheus.prometheusSpec.${setting}NamespaceSelector' (team=web), and 'retail' has kubernetes.io/metadata.name=retail, team=data`,
      }),
    ]);
  });

  test('is selected in one whose labels match, and undecided in one of others', () => {
    expect(told(selected([selectable(kind, release), namespace({ team: 'web' })], byTeam))).toBe('proven');
    expect(told(selected([selectable(kind, release)], byTeam))).toBe('undecided');
  });

  test('is never seen in a namespace that the operator does not look into', () => {
    const values = { prometheusOperator: { namespaces: { releaseNamespace: true, additional: ['shop'] } } };
    expect(lastLink(pathOf([selectable(kind, release)], values))).toMatchObject({
      name: 'watched',
      state: 'broken',
      problems: [{ id: kind === 'PrometheusRule' ? 'SEL012' : 'SEL002', object: `${kind}/retail/shop` }],
    });
  });
});

describe('an agent', () => {
  const agent = { prometheus: { agentMode: true } };

  test('selects no rules, whatever their labels are', () => {
    expect(told(selected([selectable('PrometheusRule', release)], agent))).toEqual([
      expect.objectContaining({
        id: 'SEL012',
        message:
          "'PrometheusRule/retail/shop' is not selected: the Prometheus of release 'prometheus' runs as an agent, which evaluates no rules",
        fix: "set 'values.prometheus.agentMode' to false",
      }),
    ]);
  });

  test('selects monitors', () => {
    expect(told(selected([selectable('ServiceMonitor', release)], agent))).toBe('proven');
  });
});
