import { join } from 'node:path';
import { stringify } from 'yaml';
import { promtool } from '../../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../../src/sightline/prometheus/temp-files';
import { globalScrapeConfig } from '../../../src/sightline/scrape/global-config';
import { podMonitorJobs } from '../../../src/sightline/scrape/pod-monitor-config';
import { serviceMonitorJobs } from '../../../src/sightline/scrape/service-monitor-config';
import {
  discoveredLabels,
  staticDiscovery,
  type SyntheticTarget,
} from '../../../tools/prometheus/static-discovery';
import { describeOnPrometheus } from './suite';
import { only, podMonitor, serviceMonitor } from '../../sightline/scrape/monitors';

const target: SyntheticTarget = {
  address: '127.0.0.1:8000',
  namespace: 'retail',
  service: { name: 'shop', labels: { 'app.kubernetes.io/name': 'shop' } },
  port: 'web',
  pod: { name: 'shop-1', labels: { app: 'shop' } },
  container: 'api',
  containerPort: { name: 'http', number: 8000 },
  node: 'node-a',
};

describe('synthetic targets', () => {
  test('have the labels that discovery by endpoints gives', () => {
    expect(discoveredLabels(target, 'endpoints')).toEqual({
      __meta_kubernetes_namespace: 'retail',
      __meta_kubernetes_service_name: 'shop',
      __meta_kubernetes_service_label_app_kubernetes_io_name: 'shop',
      __meta_kubernetes_service_labelpresent_app_kubernetes_io_name: 'true',
      __meta_kubernetes_endpoint_port_name: 'web',
      __meta_kubernetes_endpoint_address_target_kind: 'Pod',
      __meta_kubernetes_endpoint_address_target_name: 'shop-1',
      __meta_kubernetes_pod_name: 'shop-1',
      __meta_kubernetes_pod_phase: 'Running',
      __meta_kubernetes_pod_label_app: 'shop',
      __meta_kubernetes_pod_labelpresent_app: 'true',
      __meta_kubernetes_pod_container_name: 'api',
      __meta_kubernetes_pod_container_port_name: 'http',
      __meta_kubernetes_pod_container_port_number: '8000',
      __meta_kubernetes_pod_node_name: 'node-a',
    });
  });

  test('have none of a Service where pods are discovered', () => {
    const names = Object.keys(discoveredLabels(target, 'pod'));
    expect(names.filter((name) => /service|endpoint/.test(name))).toEqual([]);
    expect(names).toContain('__meta_kubernetes_pod_container_port_name');
  });

  test('stand in place of the cluster, with the number of the shard in place of its variable', () => {
    const job = staticDiscovery(only(serviceMonitorJobs(serviceMonitor())), [target], 2);
    expect(job).not.toHaveProperty('kubernetes_sd_configs');
    expect(job.static_configs.map(({ targets }) => targets)).toEqual([['127.0.0.1:8000']]);
    expect(job.relabel_configs.at(-1)?.regex).toBe('2;|.+;.+');
    expect(job.relabel_configs.at(-5)).toEqual({
      target_label: '__tmp_current_shard',
      replacement: '2',
      action: 'replace',
    });
  });

  test('are left out where discovery would not find them', () => {
    const found = (job = only(serviceMonitorJobs(serviceMonitor())), others: Partial<SyntheticTarget> = {}) =>
      staticDiscovery(job, [{ ...target, ...others }]).static_configs.length;
    expect(found()).toBe(1);
    expect(found(undefined, { namespace: 'staging' })).toBe(0);
    expect(found(undefined, { service: undefined })).toBe(0);
    expect(found(only(podMonitorJobs(podMonitor())), { service: undefined })).toBe(1);
  });

  test.each([
    [{ matchLabels: { app: 'shop' } }, 1],
    [{ matchLabels: { app: 'other' } }, 0],
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['x', 'shop'] }] }, 1],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['x', 'shop'] }] }, 0],
    [{ matchExpressions: [{ key: 'none', operator: 'NotIn', values: ['x'] }] }, 1],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists' }] }, 1],
    [{ matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }] }, 0],
    [{ matchLabels: { app: 'shop' }, matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, 0],
  ])('are selected as the API would where it selects: %j finds %i', (selector, count) => {
    const job = only(podMonitorJobs(podMonitor(undefined, { selectorMechanism: 'RoleSelector', selector })));
    expect(staticDiscovery(job, [target]).static_configs).toHaveLength(count);
  });
});

test('the global section has the interval of the operator, and what is enforced', () => {
  expect(globalScrapeConfig()).toEqual({ scrape_interval: '30s' });
  const settings = {
    scrapeInterval: '15s',
    scrapeTimeout: '5s',
    enforcedSampleLimit: 9,
    enforcedLabelLimit: 0,
  };
  expect(globalScrapeConfig(settings)).toEqual({
    scrape_interval: '15s',
    scrape_timeout: '5s',
    sample_limit: 9,
  });
  const limits = { sampleLimit: 20, enforcedTargetLimit: 3, targetLimit: 2, bodySizeLimit: '5MB' };
  expect(globalScrapeConfig({ ...settings, ...limits, enforcedBodySizeLimit: '1MB' })).toEqual({
    scrape_interval: '15s',
    scrape_timeout: '5s',
    body_size_limit: '5MB',
    sample_limit: 9,
    target_limit: 2,
  });
  expect(globalScrapeConfig({ ...settings, version: '2.42.0' })).toEqual({
    scrape_interval: '15s',
    scrape_timeout: '5s',
  });
});

describeOnPrometheus('a configuration from monitors', (prometheus) => {
  test('is one that Prometheus accepts, with everything in it that needs no Secret', async () => {
    const settings = {
      version: prometheus.version,
      shards: 2,
      enforcedNamespaceLabel: 'ns',
      enforcedSampleLimit: 100_000,
      enforcedBodySizeLimit: '10MB',
      overrideHonorTimestamps: true,
    };
    const spec = {
      selector: {
        matchLabels: { app: 'shop' },
        matchExpressions: [{ key: 'tier', operator: 'NotIn', values: ['dev', 'test'] }],
      },
      targetLimit: 5,
      labelLimit: 50,
      keepDroppedTargets: 10,
      scrapeProtocols: ['PrometheusText0.0.4' as const],
      fallbackScrapeProtocol: 'PrometheusText0.0.4' as const,
      scrapeClassicHistograms: true,
      convertClassicHistogramsToNHCB: false,
      nativeHistogramBucketLimit: 100,
      nativeHistogramMinBucketFactor: '1.1',
    };
    const endpoint = {
      targetPort: 8080,
      interval: '15s',
      scrapeTimeout: '5s',
      params: { module: ['a', 'b'] },
      followRedirects: false,
      enableHttp2: false,
      trackTimestampsStaleness: true,
      proxyUrl: 'http://proxy:3128',
      tlsConfig: { insecureSkipVerify: true, minVersion: 'TLS12' as const },
      metricRelabelings: [{ action: 'drop' as const, sourceLabels: ['__name__'], regex: 'go_.*' }],
    };
    const selecting = { ...spec, selectorMechanism: 'RoleSelector' as const };
    const jobs = [
      ...serviceMonitorJobs(serviceMonitor(endpoint, spec), settings),
      ...podMonitorJobs(podMonitor(endpoint, selecting), settings),
    ];
    const synthetic = jobs.map((job) => ({
      ...staticDiscovery(job, [target]),
      job_name: `static/${job.job_name}`,
    }));
    // Debian's 2.42 is built without Kubernetes discovery
    const discovering = prometheus.version.startsWith('2.') ? [] : jobs;
    const config = { global: globalScrapeConfig(settings), scrape_configs: [...discovering, ...synthetic] };
    const verdict = await withTempFiles({ 'prometheus.yml': stringify(config) }, (folder) =>
      promtool(prometheus).checkConfig(join(folder, 'prometheus.yml')),
    );
    expect(verdict.output).toContain('SUCCESS');
    expect(verdict.ok).toBe(true);
  });
});
