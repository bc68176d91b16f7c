import { podMonitorJobs } from '../../../src/sightline/scrape/pod-monitor-config';
import { only, podMonitor, shard, short } from './monitors';

const rulesOf = (...input: Parameters<typeof podMonitorJobs>) =>
  only(podMonitorJobs(...input)).relabel_configs.map(short);

const targetLabels = [
  'replace namespace > namespace',
  'replace pod_container_name > container',
  'replace pod_name > pod',
];

describe('the job of a PodMonitor', () => {
  test('is complete for a plain monitor: phase first, then labels and port; `job` is the monitor', () => {
    const monitor = podMonitor(
      { port: 'web', interval: '15s' },
      { selector: { matchLabels: { app: 'shop' } } },
    );
    const config = only(podMonitorJobs(monitor));
    expect(Object.keys(config)).toEqual([
      'job_name',
      'honor_labels',
      'kubernetes_sd_configs',
      'scrape_interval',
      'relabel_configs',
    ]);
    expect(config).toMatchObject({
      job_name: 'podMonitor/retail/shop/0',
      kubernetes_sd_configs: [{ role: 'pod', namespaces: { names: ['retail'] } }],
    });
    expect(config.relabel_configs.map(short)).toEqual([
      'replace job > __tmp_prometheus_job_name',
      'drop pod_phase (Failed|Succeeded)',
      'keep pod_label_app+pod_labelpresent_app (shop);true',
      'keep pod_container_port_name web',
      ...targetLabels,
      'replace retail/shop > job',
      'replace web > endpoint',
      ...shard,
    ]);
  });

  test.each([
    [{ port: 'web', portNumber: 1 }, ['keep pod_container_port_name web'], ['replace web > endpoint']],
    [{ portNumber: 8080 }, ['keep pod_container_port_number 8080'], []],
    [{ targetPort: 'http' }, ['keep pod_container_port_name http'], ['replace http > endpoint']],
    [{ targetPort: 8080 }, ['keep pod_container_port_number 8080'], ['replace 8080 > endpoint']],
    [{}, [], []],
  ])('keeps the port %j; a number of a port is no label', (endpoint, keep, label) => {
    expect(rulesOf(podMonitor(endpoint))).toEqual([
      'replace job > __tmp_prometheus_job_name',
      'drop pod_phase (Failed|Succeeded)',
      ...keep,
      ...targetLabels,
      'replace retail/shop > job',
      ...label,
      ...shard,
    ]);
  });

  test('takes labels of the pod, and the job from one of them', () => {
    const monitor = podMonitor(
      { portNumber: 1, filterRunning: false },
      { podTargetLabels: ['team'], jobLabel: 'app' },
    );
    expect(rulesOf(monitor)).toEqual([
      'replace job > __tmp_prometheus_job_name',
      'keep pod_container_port_number 1',
      ...targetLabels,
      'replace pod_label_team (.+) ${1} > team',
      'replace retail/shop > job',
      'replace pod_label_app (.+) ${1} > job',
      ...shard,
    ]);
  });

  test('leaves the selection to the API for pods alone where it is to', () => {
    const monitor = podMonitor(undefined, {
      selectorMechanism: 'RoleSelector',
      selector: { matchExpressions: [{ key: 'app', operator: 'Exists' }] },
    });
    expect(only(podMonitorJobs(monitor)).kubernetes_sd_configs[0]?.selectors).toEqual([
      { role: 'pod', label: 'app' },
    ]);
  });

  test('is none where the monitor has no endpoint', () => {
    expect(podMonitorJobs({ metadata: { name: 'a', namespace: 'b' }, spec: { selector: {} } })).toEqual([]);
  });
});
