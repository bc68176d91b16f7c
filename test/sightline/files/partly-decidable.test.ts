import { samplesOn } from '../../../src/sightline/cli/check/exposed';
import type { MetricsPage } from '../../../src/sightline/checks/world';
import { parseExposition } from '../../../src/sightline/exposition/parse-exposition';
import { warning } from '../../../src/sightline/problem/problems';
import { checkTexts, errorsOf, foundOf } from './files';
import { app, monitor, prometheus } from './shop';

type Options = Parameters<typeof checkTexts>[1];

const files = { 'app.yaml': app, 'monitor.yaml': monitor(), 'prometheus.yaml': prometheus };

function page(text: string, source = 'page.prom'): MetricsPage {
  return { source, samples: samplesOn(parseExposition(Buffer.from(text))) };
}

/** What is undecided, as `file:line link: what is missing`. */
function openOf(texts: Readonly<Record<string, string>>, options: Options = {}): string[] {
  return checkTexts(texts, options).undecided.map(
    ({ file, line, link, missing }) => `${file}:${line} ${link}: ${missing.join('; ')}`,
  );
}

const warningsOf = (texts: Readonly<Record<string, string>>, options: Options = {}): string[] =>
  foundOf(checkTexts(texts, options), 'warning');

describe('what only the input or the cluster decides', () => {
  describe('13: whether Prometheus may list targets', () => {
    const named = { ...files, 'prometheus.yaml': `${prometheus}  serviceAccountName: prometheus\n` };
    const roles = (account: string): string => `apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRole
metadata: { name: scraper }
rules: [{ apiGroups: [''], resources: [services, endpoints, pods], verbs: [get, list, watch] }]
---
apiVersion: rbac.authorization.k8s.io/v1
kind: ClusterRoleBinding
metadata: { name: scraper }
roleRef: { apiGroup: rbac.authorization.k8s.io, kind: ClusterRole, name: scraper }
subjects: [${account}]
`;

    it('is undecided where nothing binds its service account', () => {
      expect(errorsOf(checkTexts(named))).toEqual([]);
      expect(openOf(named)).toEqual([
        "prometheus.yaml:1 discovered: the roles of the service account 'monitoring/prometheus': whether it may list 'services' in 'retail'",
      ]);
      expect(errorsOf(checkTexts(named, { isClosed: true }))).toEqual([
        'NET002 prometheus.yaml:13 serviceAccountName: prometheus',
      ]);
    });

    it('is decided where the account of another namespace is bound', () => {
      const own = '{ kind: ServiceAccount, name: prometheus, namespace: monitoring }';
      const wrong = own.replace('monitoring', 'default');
      expect(errorsOf(checkTexts({ ...named, 'roles.yaml': roles(wrong) }))).toEqual([
        'NET002 roles.yaml:10 subjects',
      ]);
      const whole = { ...named, 'roles.yaml': roles(own) };
      expect(errorsOf(checkTexts(whole))).toEqual([]);
      expect(openOf(whole)).toEqual([]);
    });

    it('is decided where Prometheus names no account, or nearly the one that is bound', () => {
      const bound = roles('{ kind: ServiceAccount, name: prometheus, namespace: monitoring }');
      expect(errorsOf(checkTexts({ ...files, 'roles.yaml': bound }))).toEqual([
        'NET002 prometheus.yaml:4 spec',
      ]);
      const typo = { ...named, 'prometheus.yaml': `${prometheus}  serviceAccountName: promethues\n` };
      expect(errorsOf(checkTexts({ ...typo, 'roles.yaml': bound }))).toEqual([
        'NET002 prometheus.yaml:13 serviceAccountName: promethues',
      ]);
    });
  });

  describe('17: a page without a Content-Type that Prometheus 3 takes', () => {
    const strict = { ...files, 'prometheus.yaml': `${prometheus}  version: v3.5.0\n` };
    const refused: MetricsPage = {
      ...page('up 1\n', 'http://shop.retail:8080/metrics'),
      refusal: { ...warning('EXP014', 'it is missing'), file: 'http://shop.retail:8080/metrics', line: 1 },
    };

    it('is undecided while nobody shows the answer', () => {
      expect(openOf(strict)).toEqual([
        "monitor.yaml:1 answered: the 'Content-Type' of its targets, without which Prometheus v3.5.0 refuses their pages: --exposition URL, or 'fallbackScrapeProtocol'",
      ]);
      expect(openOf(files)).toEqual([]);
      expect(openOf({ ...strict, 'prometheus.yaml': `${prometheus}  version: v2.55.1\n` })).toEqual([]);
    });

    it('is told of the answer, unless the monitor has a protocol to fall back to', () => {
      const found = checkTexts(strict, { pages: [refused] });
      expect(found.problems.map(({ id, file }) => `${id} ${file}`)).toEqual([
        'EXP014 http://shop.retail:8080/metrics',
      ]);
      expect(found.undecided).toEqual([]);
      const mended = monitor({
        spec: 'fallbackScrapeProtocol: PrometheusText0.0.4\n  selector: { matchLabels: { app: shop } }',
      });
      expect(checkTexts({ ...strict, 'monitor.yaml': mended }, { pages: [refused] }).problems).toEqual([]);
    });
  });

  it('18: whether the control plane listens beyond its own node is undecided', () => {
    const etcd = monitor({ spec: 'selector: { matchLabels: { k8s-app: kube-scheduler } }' });
    expect(openOf({ 'monitor.yaml': etcd, 'prometheus.yaml': prometheus })).toEqual([
      "monitor.yaml:1 discovered: a Service with the labels k8s-app=kube-scheduler in 'retail'",
      'monitor.yaml:1 answered: whether kube-scheduler listens on more than 127.0.0.1 of its node: kubeadm and others let it listen there alone',
    ]);
    const values =
      'kubeEtcd:\n  enabled: true\nkubeProxy:\n  enabled: false\nprometheus: { prometheusSpec: {} }\n';
    expect(openOf({ 'values.yaml': values })).toEqual([
      'values.yaml:1 answered: whether etcd listens on more than 127.0.0.1 of its node: kubeadm and others let it listen there alone',
    ]);
  });

  describe('20: a mesh that may take nothing but its own TLS', () => {
    const meshed =
      'apiVersion: v1\nkind: Namespace\nmetadata: { name: retail, labels: { istio-injection: enabled } }\n';
    const policy = (mode: string, rest = ''): string =>
      `apiVersion: security.istio.io/v1\nkind: PeerAuthentication\nmetadata: { name: all, namespace: istio-system }\nspec: { mtls: { mode: ${mode} }${rest} }\n`;

    it('is undecided where pods are in a mesh, and no policy is there', () => {
      const found = { ...files, 'namespace.yaml': meshed };
      expect(openOf(found)).toEqual([
        "monitor.yaml:1 answered: whether the mesh takes http at 'Deployment/retail/shop': no PeerAuthentication is about it",
      ]);
      expect(openOf({ ...found, 'policy.yaml': policy('PERMISSIVE') })).toEqual([]);
    });

    it('is told where a policy is there, of the pods or of the whole mesh, and the pods are not left out of it', () => {
      const found = { ...files, 'policy.yaml': policy('STRICT') };
      expect(warningsOf(found)).toEqual(['NET003 monitor.yaml:10 port: web']);
      expect(openOf(found)).toEqual([]);
      const without = (annotation: string): string =>
        app.replace(
          'metadata: { labels: { app: shop } }',
          `metadata: { labels: { app: shop }, annotations: { ${annotation} } }`,
        );
      for (const annotation of [
        "sidecar.istio.io/inject: 'false'",
        "traffic.sidecar.istio.io/excludeInboundPorts: '8080'",
      ])
        expect(warningsOf({ ...found, 'app.yaml': without(annotation) })).toEqual([]);
      const special = policy('PERMISSIVE')
        .replace('istio-system', 'retail')
        .replace('name: all', 'name: shop');
      expect(warningsOf({ ...found, 'shop.yaml': special })).toEqual([]);
    });

    it('may be Linkerd', () => {
      const linked = (more: string): string =>
        app.replace(
          'metadata: { labels: { app: shop } }',
          `metadata: { labels: { app: shop }, annotations: { linkerd.io/inject: enabled${more} } }`,
        );
      expect(openOf({ ...files, 'app.yaml': linked('') })).toEqual([
        "monitor.yaml:1 answered: whether the policy of Linkerd in 'retail' lets those without a proxy in",
      ]);
      const denied = linked(', config.linkerd.io/default-inbound-policy: all-authenticated');
      expect(warningsOf({ ...files, 'app.yaml': denied })).toEqual(['NET003 monitor.yaml:10 port: web']);
    });
  });

  describe('22: a label of the page that the scrape sets, too', () => {
    const own = page('queue_length{namespace="north",queue="orders"} 3\n');

    it('is told at the endpoint', () => {
      expect(warningsOf(files, { pages: [own] })).toEqual(['LBL204 monitor.yaml:10 port: web']);
    });

    it.each([
      ['honours the labels of the page', 'honorLabels: true'],
      ['brings it back', 'metricRelabelings: [{ action: labelmap, regex: exported_(namespace) }]'],
    ])('is not told where the endpoint %s', (_what, field) => {
      const mended = { ...files, 'monitor.yaml': monitor({ endpoint: `port: web\n      ${field}` }) };
      expect(checkTexts(mended, { pages: [own] }).problems).toEqual([]);
    });

    it('is known of some images', () => {
      const image = (name: string): Record<string, string> => ({
        ...files,
        'app.yaml': app.replace('shop:1', name),
      });
      expect(warningsOf(image('registry.k8s.io/kube-state-metrics/kube-state-metrics:v2.19.1'))).toEqual([
        'LBL204 monitor.yaml:10 port: web',
      ]);
      expect(warningsOf(image('quay.io/prometheus/pushgateway@sha256:0123'))).toEqual([
        'LBL204 monitor.yaml:10 port: web',
      ]);
    });
  });

  describe('23: a label that Argo CD sets', () => {
    const instance = 'app.kubernetes.io/instance: shop';
    const labelled = app.replace('labels: { app: shop }', `labels: { app: shop, ${instance} }`);
    const application = (name: string): string =>
      `apiVersion: argoproj.io/v1alpha1\nkind: Application\nmetadata: { name: ${name}, namespace: argocd }\nspec: { destination: { namespace: retail } }\n`;
    const tracking = (method: string): string =>
      `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: argocd-cm, namespace: argocd }\ndata: { application.resourceTrackingMethod: ${method} }\n`;
    const found = {
      ...files,
      'app.yaml': labelled,
      'monitor.yaml': monitor({ spec: `selector: { matchLabels: { ${instance} } }` }),
    };

    it('is undecided where nobody says how Argo CD tracks', () => {
      expect(openOf({ ...found, 'argo.yaml': application('retail-shop') })).toEqual([
        "monitor.yaml:1 relabelled: whether Argo CD sets the label 'app.kubernetes.io/instance' to the name of the Application ('retail-shop'): 'application.resourceTrackingMethod' of ConfigMap argocd-cm",
      ]);
      expect(openOf(found)).toEqual([]);
      expect(openOf({ ...found, 'argo.yaml': application('shop') })).toEqual([]);
    });

    it('is decided where somebody does', () => {
      const argo = { ...found, 'argo.yaml': application('retail-shop') };
      expect(errorsOf(checkTexts({ ...argo, 'cm.yaml': tracking('label') }))).toEqual([
        'SEL018 monitor.yaml:8 selector',
      ]);
      expect(checkTexts({ ...argo, 'cm.yaml': tracking('annotation') }).problems).toEqual([]);
      expect(openOf({ ...argo, 'cm.yaml': tracking('annotation') })).toEqual([]);
    });
  });

  it('28: whether the CRDs in the cluster are new enough is undecided', () => {
    const recent = monitor({
      endpoint: 'port: web',
      spec: 'scrapeNativeHistograms: true\n  selector: { matchLabels: { app: shop } }',
    });
    const missing = (field: string, kind: string, version: string): string =>
      `whether the CRD of ${kind} in the cluster has '${field}', as since operator ${version}: 'helm upgrade' leaves CRDs as they are, and what they lack is pruned`;
    expect(openOf({ ...files, 'monitor.yaml': recent })).toEqual([
      `monitor.yaml:1 accepted: ${missing('scrapeNativeHistograms', 'ServiceMonitor', '0.88')}`,
    ]);
    const values = 'prometheus:\n  prometheusSpec:\n    scrapeFailureLogFile: failures.log\n';
    expect(openOf({ 'values.yaml': values })).toEqual([
      `values.yaml:1 accepted: ${missing('scrapeFailureLogFile', 'Prometheus', '0.81')}`,
    ]);
    expect(openOf({ 'values.yaml': `crds: { upgradeJob: { enabled: true } }\n${values}` })).toEqual([]);
    const release =
      'apiVersion: helm.toolkit.fluxcd.io/v2\nkind: HelmRelease\nmetadata: { name: kps, namespace: monitoring }\nspec: { chart: { spec: { chart: kube-prometheus-stack } }, values: {} }\n';
    expect(openOf({ 'release.yaml': release })).toEqual([
      "release.yaml:1 accepted: whether the CRDs in the cluster are those of the chart: Flux leaves them at an upgrade without 'spec.upgrade.crds: CreateReplace'",
    ]);
    expect(
      openOf({ 'release.yaml': release.replace('values', 'upgrade: { crds: CreateReplace }, values') }),
    ).toEqual([]);
  });

  describe('29: more samples than a scrape takes', () => {
    const limited = {
      ...files,
      'monitor.yaml': monitor({ spec: 'sampleLimit: 2\n  selector: { matchLabels: { app: shop } }' }),
    };
    const large = page('a 1\nb 1\nc{x="1"} 1\n');

    it('is undecided without a page', () => {
      expect(openOf(limited)).toEqual([
        'monitor.yaml:1 answered: how many samples of a scrape its targets have, of which it takes 2: --exposition URL',
      ]);
    });

    it('is decided by one, after what relabelling drops', () => {
      expect(errorsOf(checkTexts(limited, { pages: [large] }))).toEqual(['SEL019 monitor.yaml:11 port: web']);
      expect(openOf(limited, { pages: [large] })).toEqual([]);
      expect(checkTexts(limited, { pages: [page('a 1\nb 1\n')] }).problems).toEqual([]);
      const dropping = {
        ...limited,
        'monitor.yaml': limited['monitor.yaml'].replace(
          'port: web',
          'port: web\n      metricRelabelings: [{ action: drop, sourceLabels: [__name__], regex: c }]',
        ),
      };
      expect(checkTexts(dropping, { pages: [large] }).problems).toEqual([]);
    });

    it('counts the labels of a series, too, with its name and those of the scrape', () => {
      // __name__, x and y, and namespace, service, pod, container, endpoint, job and instance
      const labels = (limit: number): Record<string, string> => ({
        ...files,
        'monitor.yaml': monitor({ spec: `labelLimit: ${limit}\n  selector: { matchLabels: { app: shop } }` }),
      });
      const pages = [page('a{x="1",y="2"} 1\n')];
      expect(checkTexts(labels(10), { pages }).problems).toEqual([]);
      expect(errorsOf(checkTexts(labels(9), { pages }))).toEqual(['SEL019 monitor.yaml:11 port: web']);
    });

    it('may be enforced by Prometheus', () => {
      const enforced = { ...files, 'prometheus.yaml': `${prometheus}  enforcedSampleLimit: 2\n` };
      expect(errorsOf(checkTexts(enforced, { pages: [large] }))).toEqual([
        'SEL019 monitor.yaml:10 port: web',
      ]);
    });
  });
});
