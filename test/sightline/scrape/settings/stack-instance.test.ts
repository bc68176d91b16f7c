import { isInScope } from '../../../../src/sightline/scrape/settings/operator-scope';
import { stackInstance } from '../../../../src/sightline/scrape/settings/stack-instance';
import type { PrometheusInstance } from '../../../../src/sightline/scrape/settings/prometheus-instance';
import type { HelmValues } from '../../../../src/sightline/stack/helm-values';

const release = { release: 'prometheus', namespace: 'monitoring' };

function instance(values: HelmValues): PrometheusInstance {
  const result = stackInstance(values, release);
  if (result === undefined) throw new Error('there is no Prometheus');
  return result;
}

const ofSpec = (prometheusSpec: HelmValues): PrometheusInstance =>
  instance({ prometheus: { prometheusSpec } });
const settingsOf = (spec: HelmValues) => {
  const { version: _, ...settings } = ofSpec(spec).settings;
  return settings;
};

describe('the Prometheus of a stack', () => {
  test('is that of the chart where the values say nothing', () => {
    const path = 'values.prometheus.prometheusSpec';
    const byRelease = { matchLabels: { release: 'prometheus' }, matchExpressions: [] };
    const selection = (kind: string) => ({
      labels: byRelease,
      namespaces: 'everything',
      paths: { labels: `${path}.${kind}Selector`, namespaces: `${path}.${kind}NamespaceSelector` },
    });
    const name = 'prometheus-kube-prometheus-prometheus';
    expect(stackInstance({}, release)).toEqual({
      title: "the Prometheus of release 'prometheus'",
      namespace: 'monitoring',
      settings: { version: 'v3.14.0-distroless' },
      selection: {
        ServiceMonitor: selection('serviceMonitor'),
        PodMonitor: selection('podMonitor'),
        Probe: selection('probe'),
        ScrapeConfig: selection('scrapeConfig'),
        PrometheusRule: selection('rule'),
      },
      operator: {
        namespaces: { allBut: [] },
        instances: { allBut: [] },
        path: 'values.prometheusOperator.denyNamespaces',
        instancesPath: 'values.prometheusOperator.denyNamespaces',
      },
      podLabels: {
        'app.kubernetes.io/instance': name,
        'app.kubernetes.io/managed-by': 'prometheus-operator',
        'app.kubernetes.io/name': 'prometheus',
        'operator.prometheus.io/name': name,
        prometheus: name,
      },
      otherPodLabels: [
        'app.kubernetes.io/version',
        'operator.prometheus.io/shard',
        'operator.prometheus.io/mode',
        'apps.kubernetes.io/pod-index',
        'controller-revision-hash',
        'statefulset.kubernetes.io/pod-name',
      ],
      path,
      unread: [],
    });
  });

  test('is none where the values turn it off', () => {
    expect(stackInstance({ prometheus: { enabled: false } }, release)).toBeUndefined();
  });

  test.each<[HelmValues, object]>([
    [{ serviceMonitorSelectorNilUsesHelmValues: false }, { labels: 'everything' }],
    [
      { serviceMonitorSelectorNilUsesHelmValues: 'false' },
      { labels: { matchLabels: { release: 'prometheus' }, matchExpressions: [] } },
    ],
    [
      { serviceMonitorSelector: { matchLabels: { a: 'b' } } },
      { labels: { matchLabels: { a: 'b' }, matchExpressions: [] } },
    ],
    [
      { serviceMonitorSelector: null, serviceMonitorSelectorNilUsesHelmValues: false },
      { labels: 'everything' },
    ],
    [{ serviceMonitorNamespaceSelector: null }, { namespaces: 'everything' }],
    [
      { serviceMonitorNamespaceSelector: { matchLabels: { on: 'yes' } } },
      { namespaces: { matchLabels: { on: 'yes' }, matchExpressions: [] } },
    ],
    [{ serviceMonitorSelector: { matchLabels: { a: '{{ .Release.Name }}' } } }, { labels: 'unknown' }],
  ])('selects with %j as the chart renders it', (spec, selection) => {
    expect(ofSpec(spec).selection.ServiceMonitor).toMatchObject(selection);
  });

  test('has every setting that decides on scrapes', () => {
    const spec = {
      scrapeInterval: '15s',
      scrapeTimeout: '5s',
      shards: 2,
      serviceDiscoveryRole: 'EndpointSlice',
      podTargetLabels: ['team'],
      overrideHonorLabels: true,
      overrideHonorTimestamps: true,
      ignoreNamespaceSelectors: true,
      enforcedNamespaceLabel: 'namespace',
      arbitraryFSAccessThroughSMs: { deny: true },
      scrapeClasses: [{ name: 'mesh' }],
      sampleLimit: 1,
      enforcedSampleLimit: 2,
      targetLimit: 3,
      enforcedTargetLimit: 4,
      labelLimit: 5,
      enforcedLabelLimit: 6,
      labelNameLengthLimit: 7,
      enforcedLabelNameLengthLimit: 8,
      labelValueLengthLimit: 9,
      enforcedLabelValueLengthLimit: 10,
      keepDroppedTargets: 11,
      enforcedKeepDroppedTargets: 12,
      bodySizeLimit: '1MB',
      enforcedBodySizeLimit: '2MB',
      nameValidationScheme: 'Legacy',
    };
    expect(settingsOf(spec)).toEqual(spec);
  });

  test('has none of what a template takes for false', () => {
    expect(
      settingsOf({
        shards: null,
        enforcedSampleLimit: false,
        scrapeTimeout: '',
        sampleLimit: 0,
        scrapeClasses: [],
      }),
    ).toEqual({});
  });

  test('has what a text says without its quotes', () => {
    expect(settingsOf({ ignoreNamespaceSelectors: 'false', enforcedSampleLimit: '50' })).toEqual({
      ignoreNamespaceSelectors: false,
      enforcedSampleLimit: 50,
    });
  });

  test('leaves alone only those monitors that are excluded, and only where a label is enforced', () => {
    const excludedFromEnforcement = [{ resource: 'servicemonitors', namespace: 'retail', name: 'shop' }];
    expect(settingsOf({ excludedFromEnforcement })).toEqual({});
    const enforcedNamespaceLabel = 'namespace';
    expect(settingsOf({ enforcedNamespaceLabel, excludedFromEnforcement })).toEqual({
      enforcedNamespaceLabel,
      excludedFromEnforcement,
    });
  });

  test.each<[HelmValues, string]>([
    [{ scrapeInterval: 30 }, "'scrapeInterval' is not a text"],
    [{ podTargetLabels: ['{{ .Values.x }}'] }, "'podTargetLabels' is a template"],
    [{ arbitraryFSAccessThroughSMs: true }, "'arbitraryFSAccessThroughSMs' is not a map"],
    [{ ignoreNamespaceSelectors: 'maybe' }, "'ignoreNamespaceSelectors' is not true or false"],
    [{ additionalConfig: { paused: true } }, "'additionalConfig' may set any field of the Prometheus"],
  ])('says that it can not read %j', (spec, unread) => {
    expect(ofSpec(spec).unread).toEqual([unread]);
  });

  test.each<[HelmValues, string]>([
    [{ image: { tag: 'v2.53.1' } }, 'v2.53.1'],
    [{ image: { tag: 'v2.53.1' }, version: 'v3.1.0' }, 'v3.1.0'],
    [{ image: { repository: 'mirror/prometheus' } }, 'v3.14.0-distroless'],
  ])('runs with %j the version %s', (spec, version) => {
    expect(ofSpec(spec).settings.version).toBe(version);
  });

  test('knows of a closed gate of the operator, of a namespace that overrides, and of the labels of its pods', () => {
    const { settings, namespace, podLabels } = instance({
      fullnameOverride: 'mon',
      namespaceOverride: 'observe',
      prometheus: { prometheusSpec: { podMetadata: { labels: { team: 'core' } } } },
      prometheusOperator: { featureGates: { PrometheusShardRetentionPolicy: false } },
    });
    expect(settings.shardRetentionPolicy).toBe(false);
    expect(namespace).toBe('observe');
    expect(podLabels).toMatchObject({ team: 'core', prometheus: 'mon-prometheus' });
  });
});

describe('the operator of a stack', () => {
  const watches = (prometheusOperator: HelmValues, namespace = 'retail') =>
    isInScope(namespace, instance({ prometheusOperator }).operator.namespaces);

  test.each<[HelmValues, boolean | undefined]>([
    [{}, true],
    [{ denyNamespaces: ['retail'] }, false],
    [{ denyNamespaces: ['other'] }, true],
    [{ namespaces: { releaseNamespace: true, additional: [] } }, false],
    [{ namespaces: { releaseNamespace: true, additional: ['retail'] } }, true],
    // an empty list is no limit
    [{ namespaces: { releaseNamespace: false, additional: [] } }, true],
    [{ namespaces: {} }, true],
    [{ namespaces: { additional: ['{{ .Release.Name }}'] } }, undefined],
    [{ extraArgs: ['--namespaces=retail'] }, true],
    [{ extraArgs: ['--namespaces=shop,bank'] }, false],
    [{ extraArgs: ['--namespaces=shop'], namespaces: { additional: ['retail'] } }, true],
    [{ extraArgs: ['--deny-namespaces=shop,retail'] }, false],
    [{ extraArgs: ['--namespaces', 'retail'] }, undefined],
    [{ extraArgs: ['--log-level=debug'] }, true],
    [{ denyNamespaces: 'shop,retail' }, false],
    [{ denyNamespaces: '{{ .Values.shut }}' }, undefined],
    [{ enabled: false }, undefined],
  ])('with %j looks into retail: %s', (values, looks) => {
    expect(watches(values)).toBe(looks);
  });

  test('looks for Prometheus objects elsewhere where it is told', () => {
    const { operator } = instance({
      prometheusOperator: {
        namespaces: { additional: ['retail'] },
        prometheusInstanceNamespaces: ['monitoring'],
      },
    });
    expect(isInScope('monitoring', operator.instances)).toBe(true);
    expect(isInScope('monitoring', operator.namespaces)).toBe(false);
  });

  test('does not start with both lists', () => {
    const { fault } = instance({
      prometheusOperator: { namespaces: { additional: ['a'] }, denyNamespaces: ['b'] },
    }).operator;
    expect(fault).toBe(
      "'values.prometheusOperator.namespaces' and 'values.prometheusOperator.denyNamespaces' exclude each other",
    );
  });
});
