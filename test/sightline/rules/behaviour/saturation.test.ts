import { describeOnPrometheus } from '../../../tools/prometheus/suite';
import { cadvisor, containerOf, kubeStateMetrics, upOf } from './cluster-series';
import { expectValues, recorded } from './rule-test';
import { constant, startingAt, steady, type Series } from './series';
import { boundTo, taskApiSignals } from './task-api';

const at = 15 * 60;
const cpu = 'task_api:cpu_saturation:ratio_rate5m';
const memory = 'task_api:memory_saturation:ratio';
const byPod = { label: 'pod' };

const api = containerOf('task-api-1', 'api');

/** A pod with one container, that uses a quarter of its requested half core and three quarters of its 512 MiB. */
function plainPod(pod: string, namespace = 'default', service = 'task-api'): Series[] {
  const container = containerOf(pod, 'api', namespace);
  return [
    upOf(pod, namespace, service),
    ...cadvisor(container, { cpu: steady(0.125), memory: constant(384) }),
    ...kubeStateMetrics(container, 'requests', { cpu: 0.5, memory: 256 }),
    ...kubeStateMetrics(container, 'limits', { cpu: 1, memory: 512 }),
  ];
}

describeOnPrometheus('saturation', (prometheus) => {
  const groups = boundTo('default', [taskApiSignals()]);

  const expectSaturation = (
    series: readonly Series[],
    of: { readonly cpu: Readonly<Record<string, number>>; readonly memory: Readonly<Record<string, number>> },
  ): Promise<void> =>
    expectValues(prometheus, {
      groups,
      series,
      expected: [recorded(cpu, at, of.cpu, byPod), recorded(memory, at, of.memory, byPod)],
    });

  test('CPU is held against requests and memory against limits, for each pod of the service', async () => {
    const second = containerOf('task-api-2', 'api');
    const series = [
      ...plainPod('task-api-1'),
      upOf('task-api-2'),
      // 0.6 of 0.5 cores requested: over 1 is possible; 128 of 1024 MiB
      ...cadvisor(second, { cpu: steady(0.6), memory: constant(128) }),
      ...kubeStateMetrics(second, 'requests', { cpu: 0.5, memory: 64 }),
      ...kubeStateMetrics(second, 'limits', { cpu: 4, memory: 1024 }),
    ];
    await expectSaturation(series, {
      cpu: { 'task-api-1': 0.25, 'task-api-2': 1.2 },
      memory: { 'task-api-1': 0.75, 'task-api-2': 0.125 },
    });
  });

  test('the other way round, CPU against limits and memory against requests, if a user says so', async () => {
    const options = { saturation: { cpu: 'limits', memory: 'requests' } } as const;
    await expectValues(prometheus, {
      groups: boundTo('default', [taskApiSignals('5m', options)]),
      series: plainPod('task-api-1'),
      // 0.125 of 1 core; 384 of 256 MiB
      expected: [
        recorded(cpu, at, { 'task-api-1': 0.125 }, byPod),
        recorded(memory, at, { 'task-api-1': 1.5 }, byPod),
      ],
    });
  });

  test('the sum that cAdvisor keeps for a pod is not counted beside its containers', async () => {
    const pod = containerOf('task-api-1', '');
    const series = [...plainPod('task-api-1'), ...cadvisor(pod, { cpu: steady(0.3), memory: constant(500) })];
    await expectSaturation(series, { cpu: { 'task-api-1': 0.25 }, memory: { 'task-api-1': 0.75 } });
  });

  test('a sidecar without requests or limits is left out of both sides', async () => {
    const sidecar = containerOf('task-api-1', 'proxy');
    const series = [
      ...plainPod('task-api-1'),
      ...cadvisor(sidecar, { cpu: steady(0.9), memory: constant(900) }),
    ];
    await expectSaturation(series, { cpu: { 'task-api-1': 0.25 }, memory: { 'task-api-1': 0.75 } });
  });

  test('two containers with requests and limits add up on both sides', async () => {
    const cache = containerOf('task-api-1', 'cache');
    const series = [
      ...plainPod('task-api-1'),
      ...cadvisor(cache, { cpu: steady(0.25), memory: constant(64) }),
      ...kubeStateMetrics(cache, 'requests', { cpu: 0.25 }),
      ...kubeStateMetrics(cache, 'limits', { memory: 128 }),
    ];
    // 0.375 of 0.75 cores; 448 of 640 MiB
    await expectSaturation(series, { cpu: { 'task-api-1': 0.5 }, memory: { 'task-api-1': 0.7 } });
  });

  test('two kube-state-metrics, and a kubelet scraped twice, say the same as one', async () => {
    const series = [
      ...plainPod('task-api-1'),
      ...kubeStateMetrics(api, 'requests', { cpu: 0.5 }, '10.0.1.2:8080'),
      ...kubeStateMetrics(api, 'limits', { memory: 512 }, '10.0.1.2:8080'),
      ...cadvisor(api, { cpu: steady(0.125), memory: constant(384) }, { kubelet: 'node-1:10250' }),
    ];
    await expectSaturation(series, { cpu: { 'task-api-1': 0.25 }, memory: { 'task-api-1': 0.75 } });
  });

  test('a container that restarts counts its memory once and the CPU time of both its control groups', async () => {
    const restart = 12 * 60;
    const before = (seconds: number): number | undefined =>
      seconds <= restart ? 10 + 0.4 * seconds : undefined;
    const series = [
      upOf('task-api-1'),
      // the memory of the old control group is still there, beside that of the new one
      ...cadvisor(api, { cpu: before, memory: constant(128) }, { id: '/kubepods/old' }),
      ...cadvisor(api, { cpu: startingAt(restart, 0.4), memory: constant(256) }, { id: '/kubepods/new' }),
      ...kubeStateMetrics(api, 'requests', { cpu: 0.5 }),
      ...kubeStateMetrics(api, 'limits', { memory: 512 }),
    ];
    // Of the window's 300 s the old group ran for 120 s, stretched by half a sample distance of 15 s as the end of a series is;
    // the new one for 180 s, not stretched as it starts at 0: 0.4 × 315 / 300 = 0.42 of 0.5 cores.
    await expectSaturation(series, { cpu: { 'task-api-1': 0.84 }, memory: { 'task-api-1': 0.5 } });
  });

  test('a pod of another service, and one that is not scraped at all, are left out', async () => {
    const unscraped = plainPod('task-api-9').filter(({ name }) => name !== 'up');
    const series = [...plainPod('task-api-1'), ...plainPod('worker-1', 'default', 'worker'), ...unscraped];
    await expectSaturation(series, { cpu: { 'task-api-1': 0.25 }, memory: { 'task-api-1': 0.75 } });
  });

  test('a pod of the same name in another namespace has numbers of its own', async () => {
    const elsewhere = containerOf('task-api-1', 'api', 'staging');
    const series = [
      ...plainPod('task-api-1'),
      upOf('task-api-1', 'staging'),
      ...cadvisor(elsewhere, { cpu: steady(0.9), memory: constant(90) }),
      ...kubeStateMetrics(elsewhere, 'requests', { cpu: 1 }),
      ...kubeStateMetrics(elsewhere, 'limits', { memory: 100 }),
    ];
    await expectSaturation(series, { cpu: { 'task-api-1': 0.25 }, memory: { 'task-api-1': 0.75 } });
    await expectValues(prometheus, {
      groups: boundTo('staging', [taskApiSignals()]),
      series,
      expected: [
        recorded(cpu, at, { 'task-api-1': 0.9 }, { ...byPod, namespace: 'staging' }),
        recorded(memory, at, { 'task-api-1': 0.9 }, { ...byPod, namespace: 'staging' }),
      ],
    });
  });

  test('a pod that is down for the moment still has its saturation, and one scraped on two ports has it once', async () => {
    const down: Series = { ...upOf('task-api-1'), values: upOf('task-api-1').values.map(() => 0) };
    const second: Series = { ...down, labels: { ...down.labels, instance: 'task-api-1:9000' } };
    const series = [...plainPod('task-api-1').filter(({ name }) => name !== 'up'), down, second];
    await expectSaturation(series, { cpu: { 'task-api-1': 0.25 }, memory: { 'task-api-1': 0.75 } });
  });
});
