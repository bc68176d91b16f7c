import { parse } from 'yaml';
import { installationOf } from '../../../src/sightline/stack/stack-options';
import { stackValues } from '../../../src/sightline/stack/values';
import { valuesYaml } from '../../../src/sightline/stack/values-yaml';

const installation = installationOf({ grafana: false });

describe('the values file', () => {
  test('says what it is and how to use it, and has sorted keys', () => {
    const options = {
      grafana: { admin: { existingSecret: 'grafana-admin' } },
      prometheus: { retention: '15d' },
    };
    expect(valuesYaml(stackValues(options), installation, 'prometheus.values.yaml')).toBe(
      `# Values of the Helm chart kube-prometheus-stack 88.5.3. Generated: change the program, not this file.
# helm upgrade --install prometheus prometheus-community/kube-prometheus-stack --version 88.5.3 --namespace monitoring --values prometheus.values.yaml
grafana:
  admin:
    existingSecret: grafana-admin
    passwordKey: admin-password
    userKey: admin-user
  enabled: true
  sidecar:
    dashboards:
      folderAnnotation: grafana_folder
      provider:
        foldersFromFilesStructure: true
prometheus:
  prometheusSpec:
    podMonitorSelectorNilUsesHelmValues: false
    retention: 15d
    serviceMonitorSelectorNilUsesHelmValues: false
`,
    );
  });

  test('quotes what YAML 1.1 would read as something else, and folds no line', () => {
    const long = 'word '.repeat(60).trim();
    const values = { grafana: { answer: 'yes', mode: '0777', long, version: '1.10' } };
    const text = valuesYaml(values, installation, 'values.yaml');
    expect(text).toContain('answer: "yes"');
    expect(text).toContain('mode: "0777"');
    expect(text).toContain('version: "1.10"');
    expect(text).toContain(`long: ${long}\n`);
    expect(parse(text, { version: '1.1' })).toEqual(values);
  });

  test('has no anchors, whatever the options share', () => {
    const resources = { cpu: '1' };
    const values = stackValues({
      grafana: false,
      prometheus: { resources: { requests: resources, limits: resources } },
      values: { alertmanager: { a: resources, b: resources } },
    });
    expect(valuesYaml(values, installation, 'values.yaml')).not.toMatch(/[&*]a\d/);
  });
});
