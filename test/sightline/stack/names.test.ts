import { nameProblems, stackNames } from '../../../src/sightline/stack/names';

describe('the names of the chart', () => {
  test('are those of the lesson for its release', () => {
    expect(stackNames('prometheus')).toEqual({
      fullname: 'prometheus-kube-prometheus',
      prometheus: 'prometheus-kube-prometheus-prometheus',
      prometheusService: 'prometheus-kube-prometheus-prometheus',
      prometheusServiceAccount: 'prometheus-kube-prometheus-prometheus',
      prometheusStatefulSet: 'prometheus-prometheus-kube-prometheus-prometheus',
      alertmanager: 'prometheus-kube-prometheus-alertmanager',
      alertmanagerService: 'prometheus-kube-prometheus-alertmanager',
      operator: 'prometheus-kube-prometheus-operator',
      grafana: 'prometheus-grafana',
    });
  });

  test.each([
    // a release that contains the chart's name is used as it is
    ['kube-prometheus-stack', 'kube-prometheus-stack'],
    ['my-kube-prometheus-stack', 'my-kube-prometheus-stack'],
    // seen in clusters of others
    ['prometheus-stack', 'prometheus-stack-kube-prom'],
    ['monitoring', 'monitoring-kube-prometheus'],
    ['kps', 'kps-kube-prometheus-stack'],
    // 26 characters would end in a dash
    ['a'.repeat(25), 'a'.repeat(25)],
    ['a'.repeat(53), 'a'.repeat(26)],
  ])('start for release %s with %s', (release, fullname) => {
    expect(stackNames(release).fullname).toBe(fullname);
  });

  test('follow the overrides in the values', () => {
    expect(stackNames('prometheus', { fullnameOverride: 'kps' }).prometheusService).toBe('kps-prometheus');
    expect(stackNames('prometheus', { nameOverride: 'kps' }).operator).toBe('prometheus-kps-operator');
    expect(stackNames('prometheus', { nameOverride: 'prom' }).operator).toBe('prometheus-operator');
    expect(stackNames('prometheus', { fullnameOverride: 'x'.repeat(30) }).fullname).toBe('x'.repeat(26));
    expect(stackNames('prometheus', { fullnameOverride: '' }).fullname).toBe('prometheus-kube-prometheus');
    expect(stackNames('prometheus', { grafana: { fullnameOverride: 'boards' } }).grafana).toBe('boards');
    expect(stackNames('grafana-stack').grafana).toBe('grafana-stack');
  });

  test('of resources are shorter with clean names, those of Services are not', () => {
    expect(stackNames('prometheus', { cleanPrometheusOperatorObjectNames: true })).toMatchObject({
      prometheus: 'prometheus-kube-prometheus',
      prometheusService: 'prometheus-kube-prometheus-prometheus',
      prometheusStatefulSet: 'prometheus-prometheus-kube-prometheus',
      alertmanager: 'prometheus-kube-prometheus',
    });
  });
});

describe('the length of names', () => {
  const withShards = (shards: unknown, more = {}): object[] =>
    nameProblems('prometheus', { prometheus: { prometheusSpec: { shards: shards as number } }, ...more }); // any value

  test('is right for one shard', () => {
    expect(nameProblems('prometheus', {})).toEqual([]);
    expect(withShards(1)).toEqual([]);
    expect(withShards(null)).toEqual([]);
    expect(withShards('2')).toEqual([]);
  });

  test('is too much for two shards of the lesson', () => {
    expect(withShards(2)).toEqual([
      {
        id: 'HLM008',
        severity: 'error',
        path: 'values.fullnameOverride',
        message:
          "the name of a StatefulSet of Prometheus, 'prometheus-prometheus-kube-prometheus-prometheus-shard-1' " +
          "(56 characters), must have at most 52: with a longer one Kubernetes can't make its pods",
        fix: "set 'fullnameOverride' to a name of at most 22 characters before the first installation",
      },
    ]);
  });

  test('is right again with the name that the fix proposes', () => {
    expect(withShards(2, { fullnameOverride: 'x'.repeat(22) })).toEqual([]);
    expect(withShards(2, { fullnameOverride: 'x'.repeat(23) })).toHaveLength(1);
    expect(withShards(11, { fullnameOverride: 'x'.repeat(21) })).toEqual([]);
    expect(withShards(11, { fullnameOverride: 'x'.repeat(22) })).toHaveLength(1);
    expect(withShards(2, { cleanPrometheusOperatorObjectNames: true })).toEqual([]);
  });
});
