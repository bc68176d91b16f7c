import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rulesOf } from '../scale/plain-rules';

const perFile = 100;

/** Writes the rules of services as rule files of Prometheus, those of a hundred services in each. */
export function writeRules(folder: string, services: number): readonly string[] {
  return writeFiles(folder, services, (names) => {
    const groups = names.map(groupOf);
    return `groups:\n${groups.map((group) => `  - ${JSON.stringify(group)}\n`).join('')}`;
  });
}

/** Writes services with their pods, monitors and rules as objects of Kubernetes: the whole way from a Prometheus to the series is in them. */
export function writeObjects(folder: string, services: number): readonly string[] {
  return writeFiles(folder, services, (names) =>
    names
      .flatMap(objectsOf)
      .map((object) => `---\n${JSON.stringify(object)}\n`)
      .join(''),
  );
}

function groupOf(name: string): object {
  const labels = { namespace: 'default', service: name };
  return { name: `${name}-golden-signals`, rules: rulesOf(name).map((rule) => ({ ...rule, labels })) };
}

function objectsOf(name: string): readonly object[] {
  const labels = { app: name };
  const metadata = { name, namespace: 'default', labels: { ...labels, release: 'prometheus' } };
  const container = {
    name,
    image: `${name}:1.0.0`,
    ports: [{ name: 'http', containerPort: 8000 }],
    resources: { requests: { cpu: '100m' }, limits: { memory: '128Mi' } },
  };
  const endpoint = { port: 'http', interval: '30s' };
  const monitoring = 'monitoring.coreos.com/v1';
  return [
    { apiVersion: 'v1', kind: 'Pod', metadata, spec: { containers: [container] } },
    {
      ...{ apiVersion: 'v1', kind: 'Service', metadata },
      spec: { selector: labels, ports: [{ name: 'http', port: 80, targetPort: 'http' }] },
    },
    {
      ...{ apiVersion: monitoring, kind: 'ServiceMonitor', metadata },
      spec: { selector: { matchLabels: labels }, endpoints: [endpoint] },
    },
    { apiVersion: monitoring, kind: 'PrometheusRule', metadata, spec: { groups: [groupOf(name)] } },
  ];
}

function writeFiles(
  folder: string,
  services: number,
  textOf: (names: readonly string[]) => string,
): readonly string[] {
  mkdirSync(folder, { recursive: true });
  return Array.from({ length: services / perFile }, (_, file) => {
    const names = Array.from({ length: perFile }, (_each, index) => `service-${file * perFile + index}`);
    const path = join(folder, `services-${file}.yaml`);
    writeFileSync(path, textOf(names));
    return path;
  });
}
