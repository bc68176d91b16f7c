import { objectMeta } from './object-meta';
import { definitionIn, operatorVersions, type OperatorVersion } from './operator-releases';
import type { Schema } from './schema';

/** A DNS label (RFC 1123) or nothing: the name of a Service port, which a lone port may leave empty. */
export const dnsLabelOrEmpty = '^([a-z0-9]([-a-z0-9]*[a-z0-9])?)?$';

/** The name of a container port (RFC 6335), which needs a letter to tell it from a number; empty means unset. */
export const targetPortName = '^((?=.{1,15}$)(?=.*[a-z])[a-z0-9]+(-[a-z0-9]+)*)?$';

/** A Kubernetes qualified name: a name, with a DNS subdomain and `/` before it or without. */
export const qualifiedName =
  '^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*/)?[A-Za-z0-9]([-A-Za-z0-9_.]{0,61}[A-Za-z0-9])?$';

const string: Schema = { type: 'string' };
const boolean: Schema = { type: 'boolean' };
const strings: Schema = { type: 'array', items: string };
const addresses: Schema = { type: 'array', items: string, maxItems: 2 };
const port: Schema = { type: 'integer', minimum: 1, maximum: 65535 };
// 0 stands for "not set" where the API server fills the port in.
const portOrUnset: Schema = { type: 'integer', minimum: 0, maximum: 65535 };
const protocol: Schema = { type: 'string', enum: ['TCP', 'UDP', 'SCTP'] };

/** The schemas of the operator, as `npm run import` writes them. */
interface ImportedSchemas {
  readonly kinds: Readonly<Record<string, Schema>>;
}

function closed(properties: Readonly<Record<string, Schema>>, required: readonly string[] = []): Schema {
  return { type: 'object', properties, required, additionalProperties: false };
}

function apiObject(spec: Schema, status: Schema): Schema {
  return closed({ apiVersion: string, kind: string, metadata: objectMeta, spec, status }, [
    'apiVersion',
    'kind',
    'metadata',
  ]);
}

const condition = closed(
  {
    lastTransitionTime: { type: 'string', format: 'date-time' },
    message: string,
    observedGeneration: { type: 'integer', format: 'int64' },
    reason: string,
    status: string,
    type: string,
  },
  ['status', 'type'],
);

const servicePort = closed(
  {
    appProtocol: { type: 'string', pattern: qualifiedName },
    name: { type: 'string', pattern: dnsLabelOrEmpty, maxLength: 63 },
    nodePort: portOrUnset,
    port,
    protocol,
    targetPort: { type: ['integer', 'string'], minimum: 0, maximum: 65535, pattern: targetPortName },
  },
  ['port'],
);

const serviceSpec = closed({
  allocateLoadBalancerNodePorts: boolean,
  clusterIP: string,
  clusterIPs: addresses,
  externalIPs: strings,
  externalName: string,
  externalTrafficPolicy: { type: 'string', enum: ['Cluster', 'Local'] },
  healthCheckNodePort: portOrUnset,
  internalTrafficPolicy: { type: 'string', enum: ['Cluster', 'Local'] },
  ipFamilies: { type: 'array', items: { type: 'string', enum: ['IPv4', 'IPv6'] }, maxItems: 2 },
  ipFamilyPolicy: { type: 'string', enum: ['SingleStack', 'PreferDualStack', 'RequireDualStack'] },
  loadBalancerClass: string,
  loadBalancerIP: string,
  loadBalancerSourceRanges: strings,
  ports: { type: 'array', items: servicePort },
  publishNotReadyAddresses: boolean,
  selector: { type: 'object', additionalProperties: string },
  sessionAffinity: { type: 'string', enum: ['ClientIP', 'None'] },
  sessionAffinityConfig: closed({
    clientIP: closed({ timeoutSeconds: { type: 'integer', minimum: 1, maximum: 86400 } }),
  }),
  // Newer than 1.27. Known all the same: a manifest for a newer cluster is not wrong.
  trafficDistribution: string,
  type: { type: 'string', enum: ['ClusterIP', 'ExternalName', 'LoadBalancer', 'NodePort'] },
});

const ingress = closed({
  hostname: string,
  ip: string,
  ipMode: string,
  ports: {
    type: 'array',
    items: closed({ error: string, port: portOrUnset, protocol }, ['port', 'protocol']),
  },
});

const serviceStatus = closed({
  conditions: { type: 'array', items: condition },
  loadBalancer: closed({ ingress: { type: 'array', items: ingress } }),
});

// Every field of a Service in Kubernetes 1.27, and the few that came later:
// https://kubernetes.io/docs/reference/kubernetes-api/service-resources/service-v1/
const service: Schema = apiObject(serviceSpec, serviceStatus);

// https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/namespace-v1/
const namespace: Schema = apiObject(
  closed({ finalizers: strings }),
  closed({ conditions: { type: 'array', items: condition }, phase: string }),
);

// its type, which the compiler would make of all that is in it, takes longer to make than all others
// eslint-disable-next-line @typescript-eslint/no-require-imports -- as said above: an import would bring its type
const imported = require('../../../imports/monitoring.coreos.com.schema.json') as ImportedSchemas;

const schemas: ReadonlyMap<string, Schema> = new Map<string, Schema>([
  ...Object.entries(imported.kinds),
  ['v1/Namespace', namespace],
  ['v1/Service', service],
]);

/** Those of releases of the operator, once they have been asked for: a schema is compiled once. */
const definitions = new Map<string, Schema>();

/**
 * Looks up the closed schema of a kind.
 *
 * @param apiVersion such as `v1` or `monitoring.coreos.com/v1`
 * @param kind such as `Service`
 * @param operator the release of the operator whose definitions are there, where somebody says it
 * @returns nothing for a kind that we don't know
 */
export function schemaOf(apiVersion: string, kind: string, operator?: OperatorVersion): Schema | undefined {
  const key = `${apiVersion}/${kind}`;
  const schema = schemas.get(key);
  return schema && definitionOf(key, schema, operator);
}

function definitionOf(key: string, schema: Schema, operator?: OperatorVersion): Schema {
  if (!key.startsWith('monitoring.coreos.com/')) return schema;
  const inRelease = `${key} ${operator ?? ''}`;
  const kind = key.slice(key.lastIndexOf('/') + 1);
  const definition = definitions.get(inRelease) ?? definitionIn(kind, schema, operator);
  definitions.set(inRelease, definition);
  return definition;
}

/** The kinds with a schema, as `apiVersion/Kind`, sorted. */
export function knownKinds(): string[] {
  return [...schemas.keys()].sort();
}

/** The schemas of all kinds, in every release of the operator. */
export function knownSchemas(): readonly Schema[] {
  return [...schemas].flatMap(([key, schema]) =>
    [undefined, ...operatorVersions].map((operator) => definitionOf(key, schema, operator)),
  );
}
