import { program } from '../../examples/environments/program';

describe('one service in staging, and in production in two clusters', () => {
  const { files, problems } = program().render('dist');
  const text = (path: string): string => files.get(path) ?? '';

  test('has nothing wrong with it, and a folder for each', () => {
    expect(problems).toEqual([]);
    expect(new Set([...files.keys()].map((path) => path.split('/')[0]))).toEqual(
      new Set(['staging', 'production-eu', 'production-us']),
    );
  });

  test('says in its alerts and on its pages which cluster is meant', () => {
    expect(text('production-us/docs/retail.catalog.md')).toContain(
      'Alerts of this Prometheus have `cluster="us-1"`.',
    );
    expect(text('production-us/helm/stack.values.yml')).toMatch(/externalLabels:\n +cluster: us-1\n/);
    expect(text('production-us/catalog.k8s.yaml')).toContain(
      '{{ with $externalLabels.cluster }} of cluster {{ . }}{{ end }}',
    );
  });

  test('promises what its settings say, and calls nobody at night for staging', () => {
    const promised = (name: string) =>
      /Promised: ([\d.]+) %/.exec(text(`${name}/docs/retail.catalog.md`))?.[1];
    expect(['staging', 'production-eu', 'production-us'].map(promised)).toEqual(['99', '99.9', '99.9']);
    expect(text('staging/helm/stack.values.yml')).toMatch(/- name: oncall\n +slack_configs:/);
    expect(text('production-eu/helm/stack.values.yml')).toMatch(/- name: oncall\n +pagerduty_configs:/);
  });
});
