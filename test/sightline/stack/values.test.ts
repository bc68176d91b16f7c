import type { StackOptions } from '../../../src/sightline/stack/stack-options';
import { installationOf } from '../../../src/sightline/stack/stack-options';
import { stackValues } from '../../../src/sightline/stack/values';

const admin = { existingSecret: 'grafana-admin' };

describe('the values of a stack', () => {
  test('are those of the lesson, with a reference in place of the password', () => {
    expect(stackValues({ grafana: { admin } })).toEqual({
      grafana: {
        enabled: true,
        admin: { existingSecret: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' },
        sidecar: {
          dashboards: { folderAnnotation: 'grafana_folder', provider: { foldersFromFilesStructure: true } },
        },
      },
      prometheus: {
        prometheusSpec: {
          serviceMonitorSelectorNilUsesHelmValues: false,
          podMonitorSelectorNilUsesHelmValues: false,
        },
      },
    });
  });

  test('can be without Grafana', () => {
    expect(stackValues({ grafana: false })['grafana']).toEqual({ enabled: false });
  });

  test('have every typed option at the path of the chart', () => {
    const options: StackOptions = {
      grafana: { admin: { existingSecret: 'logins', userKey: 'user', passwordKey: 'pass' } },
      serviceMonitorSelectorNilUsesHelmValues: true,
      podMonitorSelectorNilUsesHelmValues: true,
      probeSelectorNilUsesHelmValues: false,
      ruleSelectorNilUsesHelmValues: false,
      scrapeConfigSelectorNilUsesHelmValues: false,
      prometheus: {
        retention: '30d',
        retentionSize: '40GB',
        scrapeInterval: '15s',
        evaluationInterval: '1m',
        replicas: 2,
        externalLabels: { cluster: 'prod' },
        resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
        storage: { size: '50Gi', storageClassName: 'fast' },
      },
    };
    expect(stackValues(options)).toEqual({
      grafana: {
        enabled: true,
        admin: { existingSecret: 'logins', userKey: 'user', passwordKey: 'pass' },
        sidecar: {
          dashboards: { folderAnnotation: 'grafana_folder', provider: { foldersFromFilesStructure: true } },
        },
      },
      prometheus: {
        prometheusSpec: {
          serviceMonitorSelectorNilUsesHelmValues: true,
          podMonitorSelectorNilUsesHelmValues: true,
          probeSelectorNilUsesHelmValues: false,
          ruleSelectorNilUsesHelmValues: false,
          scrapeConfigSelectorNilUsesHelmValues: false,
          retention: '30d',
          retentionSize: '40GB',
          scrapeInterval: '15s',
          evaluationInterval: '1m',
          replicas: 2,
          externalLabels: { cluster: 'prod' },
          resources: { requests: { cpu: '500m', memory: '2Gi' }, limits: { memory: '4Gi' } },
          storageSpec: {
            volumeClaimTemplate: {
              spec: {
                accessModes: ['ReadWriteOnce'],
                storageClassName: 'fast',
                resources: { requests: { storage: '50Gi' } },
              },
            },
          },
        },
      },
    });
  });

  test('say so when samples are to be lost with the pod', () => {
    expect(stackValues({ grafana: false, prometheus: { storage: 'ephemeral' } })).toMatchObject({
      prometheus: { prometheusSpec: { storageSpec: { emptyDir: {} } } },
    });
  });

  test('let the open values win over the typed options', () => {
    const values = {
      prometheus: { prometheusSpec: { replicas: 3, retention: null, shards: 2 } },
      alertmanager: { enabled: false },
    };
    expect(stackValues({ grafana: false, prometheus: { replicas: 2, retention: '5d' }, values })).toEqual({
      alertmanager: { enabled: false },
      grafana: { enabled: false },
      prometheus: {
        prometheusSpec: {
          serviceMonitorSelectorNilUsesHelmValues: false,
          podMonitorSelectorNilUsesHelmValues: false,
          replicas: 3,
          retention: null,
          shards: 2,
        },
      },
    });
  });

  test('share nothing with the options', () => {
    const resources = { requests: { cpu: '1' } };
    const values = { grafana: { sidecar: { labels: ['a'] } } };
    const made = stackValues({ grafana: false, prometheus: { resources }, values });
    resources.requests.cpu = '2';
    values.grafana.sidecar.labels.push('b');
    expect(made).toMatchObject({
      grafana: { sidecar: { labels: ['a'] } },
      prometheus: { prometheusSpec: { resources: { requests: { cpu: '1' } } } },
    });
  });
});

test('an installation is that of the lesson unless the options say otherwise', () => {
  expect(installationOf({ grafana: false })).toEqual({
    release: 'prometheus',
    namespace: 'monitoring',
    chartVersion: '88.5.3',
  });
  expect(
    installationOf({ grafana: false, release: 'kps', namespace: 'obs', chartVersion: '88.5.4' }),
  ).toEqual({
    release: 'kps',
    namespace: 'obs',
    chartVersion: '88.5.4',
  });
});
