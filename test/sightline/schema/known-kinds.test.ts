import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import Ajv from 'ajv';
import { knownKinds, schemaOf } from '../../../src/sightline/schema/known-kinds';
import { objectMeta } from '../../../src/sightline/schema/object-meta';
import type { Schema } from '../../../src/sightline/schema/schema';

// cdk8s-plus-27 carries the types of the Kubernetes 1.27 API, generated from its OpenAPI document.
const plus = require.resolve('cdk8s-plus-27/package.json');
const kubernetes = readFileSync(join(plus, '..', 'lib', 'imports', 'k8s.d.ts'), 'utf8');

/** The properties of an interface of Kubernetes 1.27, sorted. */
function fieldsOf(name: string): string[] {
  const body = new RegExp(`^export interface ${name} \\{(.*?)^\\}`, 'ms').exec(kubernetes)?.[1] ?? '';
  return [...body.matchAll(/^ {4}readonly (\w+)\??:/gm)].map((match) => match[1] ?? '').sort();
}

const service = schemaOf('v1', 'Service') ?? {};
const namespace = schemaOf('v1', 'Namespace') ?? {};

/** The schema at a path of property names; `[]` stands for the items of a list. */
function at(schema: Schema, ...path: string[]): Schema {
  return path.reduce<Schema>(
    (inner, step) => (step === '[]' ? inner.items : inner.properties?.[step]) ?? {},
    schema,
  );
}

describe('the hand-written schemas', () => {
  test.each<[string, string, Schema]>([
    ['the metadata', 'ObjectMeta', objectMeta],
    ['an owner reference', 'OwnerReference', at(objectMeta, 'ownerReferences', '[]')],
    ['a managed field', 'ManagedFieldsEntry', at(objectMeta, 'managedFields', '[]')],
    ['a Namespace’s spec', 'NamespaceSpec', at(namespace, 'spec')],
    ['a Service’s port', 'ServicePort', at(service, 'spec', 'ports', '[]')],
    ['a Service’s affinity', 'SessionAffinityConfig', at(service, 'spec', 'sessionAffinityConfig')],
    [
      'a Service’s client affinity',
      'ClientIpConfig',
      at(service, 'spec', 'sessionAffinityConfig', 'clientIP'),
    ],
  ])('%s has exactly the fields of Kubernetes 1.27', (_, name, schema) => {
    const fields = fieldsOf(name);
    expect(fields.length).toBeGreaterThan(0);
    expect(
      Object.keys(schema.properties ?? {})
        .map(typed)
        .sort(),
    ).toEqual(fields);
  });

  test('a Service’s spec has the fields of Kubernetes 1.27 and the one that came later', () => {
    const fields = fieldsOf('ServiceSpec');
    expect(fields.length).toBeGreaterThan(15);
    const ours = Object.keys(at(service, 'spec').properties ?? {}).map(typed);
    expect(ours.sort()).toEqual([...fields, 'trafficDistribution'].sort());
  });
});

describe('the known kinds', () => {
  // The program skips this check of its own schemas, to start sooner. Strict: an unknown keyword is an error.
  const strict = new Ajv({ strict: true, allowUnionTypes: true, validateFormats: false });

  test.each(knownKinds())(
    '%s has a schema that is valid JSON schema, with no keyword that nobody knows',
    (key) => {
      const [, apiVersion = '', kind = ''] = /^(.*)\/([^/]+)$/.exec(key) ?? [];
      const validate = strict.compile({ ...schemaOf(apiVersion, kind) });
      expect(validate(null)).toBe(false);
    },
  );

  test('are the monitoring kinds and the kinds around them, sorted', () => {
    expect(knownKinds()).toEqual([
      'monitoring.coreos.com/v1/Alertmanager',
      'monitoring.coreos.com/v1/PodMonitor',
      'monitoring.coreos.com/v1/Probe',
      'monitoring.coreos.com/v1/Prometheus',
      'monitoring.coreos.com/v1/PrometheusRule',
      'monitoring.coreos.com/v1/ServiceMonitor',
      'monitoring.coreos.com/v1/ThanosRuler',
      'monitoring.coreos.com/v1alpha1/PrometheusAgent',
      'monitoring.coreos.com/v1alpha1/ScrapeConfig',
      'v1/Namespace',
      'v1/Service',
    ]);
  });

  test('have a schema only in the version that is known', () => {
    expect(schemaOf('monitoring.coreos.com/v9', 'ServiceMonitor')).toBeUndefined();
  });
});

/** The name as cdk8s types it: `clusterIPs` is `clusterIPs`, `clusterIP` is `clusterIp`. */
function typed(name: string): string {
  return name.replace(/IP$/, 'Ip');
}
