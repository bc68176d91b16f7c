import { parse } from 'yaml';
import fc from 'fast-check';
import { KubePrometheusStack, SightlineApp } from '../../src/index';
import { makeStack, problemsIn } from './fixtures';

describe('a kube-prometheus-stack', () => {
  test('writes its values below the top level of dist, where kubectl does not look', () => {
    const app = new SightlineApp();
    makeStack(app);
    const { files } = app.render();
    expect([...files.keys()]).toEqual(['helm/stack.values.yml']);
    expect(parse(files.get('helm/stack.values.yml') ?? '')).toEqual({
      grafana: {
        enabled: true,
        admin: { existingSecret: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' },
      },
      prometheus: {
        prometheusSpec: {
          serviceMonitorSelectorNilUsesHelmValues: false,
          podMonitorSelectorNilUsesHelmValues: false,
        },
      },
    });
  });

  test('has the flags of the lesson as booleans, never as text', () => {
    const app = new SightlineApp();
    makeStack(app, { serviceMonitorSelectorNilUsesHelmValues: true });
    expect(app.render().files.get('helm/stack.values.yml')).toContain(
      'serviceMonitorSelectorNilUsesHelmValues: true\n',
    );
  });

  test('lets open values win over its options', () => {
    const app = new SightlineApp();
    const stack = makeStack(app, {
      prometheus: { retention: '3d' },
      values: { prometheus: { prometheusSpec: { retention: '5w' } }, nodeExporter: { enabled: false } },
    });
    expect(stack.values).toMatchObject({
      prometheus: { prometheusSpec: { retention: '5w' } },
      nodeExporter: { enabled: false },
    });
  });

  test('gives its values as a copy', () => {
    const stack = makeStack(new SightlineApp());
    const copy = stack.values as { grafana: { enabled: boolean } };
    copy.grafana.enabled = false;
    expect(stack.values).toMatchObject({ grafana: { enabled: true } });
  });

  test('refuses a literal password, and does not print it', () => {
    const app = new SightlineApp();
    makeStack(app, { values: { grafana: { adminPassword: 'hunter2-hunter2' } } });
    const [problem, ...others] = app.render().problems;
    expect(others).toEqual([]);
    expect(problem).toMatchObject({ id: 'HLM007', path: 'stack.values.grafana.adminPassword' });
    expect(JSON.stringify(problem)).not.toContain('hunter2');
  });

  test('says all that is wrong at once', () => {
    const app = new SightlineApp();
    makeStack(app, {
      release: 'Prometheus',
      retention: '15d',
      createNamespace: 'yes',
      prometheus: { scrapeInterval: 30 },
    } as never);
    expect(problemsIn(app).sort()).toEqual([
      'OPT001 stack.retention',
      'OPT002 stack.createNamespace',
      'OPT002 stack.prometheus.scrapeInterval',
      'OPT002 stack.release',
    ]);
  });

  test('reports and does not throw, whatever it is given', () => {
    fc.assert(
      fc.property(fc.anything(), (garbage) => {
        const app = new SightlineApp();
        new KubePrometheusStack(app, 'stack', garbage as never);
        expect(app.render().problems.length).toBeGreaterThan(0);
      }),
      { numRuns: 200 },
    );
  });
});
