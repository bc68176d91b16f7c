import { ApiObject } from 'cdk8s';
import type { DeploymentSpec } from 'cdk8s-plus-27/lib/imports/k8s';
import { Construct } from 'constructs';
import { literalSecret, pathOfSecret, readersOfManifests } from '../problem/literal-secret';
import { object, optional, required } from '../problem/object-shape';
import type { Problem } from '../problem/problem';
import { error, hasErrors } from '../problem/problems';
import { integer, text, type TextRule } from '../problem/scalar-shapes';
import { settled } from '../problem/settled';
import { checkShape, record } from '../problem/shape';
import { amount, anyText, dnsLabel, labelKey, labelValue, portName } from '../problem/text-rules';
import type { Plain } from '../schema/plain';
import { searchSecrets } from '../secrets/search';
import { checkChart } from './check-chart';
import { checkNotEmpty } from './check-not-empty';
import { report } from './report';
import { urlPath } from './scrape/endpoint';

/** CPU and memory, as Kubernetes quantities. */
export interface WorkloadAmounts {
  /** CPU, such as `250m`. */
  readonly cpu: string;

  /** Memory, such as `128Mi`. */
  readonly memory: string;
}

/** The paths that tell whether a pod is alive and ready. */
export interface WorkloadProbes {
  /**
   * Restarted when it fails.
   *
   * @default '/healthz'
   */
  readonly liveness?: `/${string}`;

  /**
   * Taken out of the Service when it fails.
   *
   * @default '/readyz'
   */
  readonly readiness?: `/${string}`;
}

/** The pods of a service that the program deploys itself. */
export interface WorkloadOptions {
  /** The image, with a tag other than `latest` or a digest. */
  readonly image: string;

  /** The resources that each pod requests. Saturation is the share of them that is in use. */
  readonly requests: WorkloadAmounts;

  /**
   * What each pod may use at most. Without a CPU limit it is not throttled.
   *
   * @default - the memory that it asks for
   */
  readonly limits?: Pick<WorkloadAmounts, 'memory'> & Partial<Pick<WorkloadAmounts, 'cpu'>>;

  /**
   * Environment variables. No secrets: those are refused.
   *
   * @default - none
   */
  readonly env?: Readonly<Record<string, string>>;

  /**
   * Where its health is asked for, on the port that is scraped.
   *
   * @default - `/healthz` and `/readyz`
   */
  readonly probes?: WorkloadProbes;
}

/** Options of {@link Workload}. */
export interface WorkloadProps extends WorkloadOptions {
  /** The name of the Deployment and of its container. */
  readonly name: string;

  /** The namespace of the pods. */
  readonly namespace: string;

  /** The labels by which the pods are found. */
  readonly labels: Readonly<Record<string, string>>;

  /** The ports by name. */
  readonly ports: Readonly<Record<string, number>>;

  /** The name of the port that the probes ask. */
  readonly probePort: string;

  /** How many pods. */
  readonly replicas: number;
}

/** A tag that moves makes two pods of one Deployment differ. */
const image: TextRule = {
  test: (written) =>
    /^[a-z0-9][a-z0-9._/:-]*[a-z0-9](:[\w][\w.-]{0,127}|@sha256:[0-9a-f]{64})$/.test(written) &&
    !written.endsWith(':latest'),
  expected:
    "an image with a tag other than latest, or with a digest, such as 'registry.example.com/shop:1.4.2'",
};

/** @see https://kubernetes.io/docs/tasks/inject-data-application/define-environment-variable-container/ */
const variableName: TextRule = {
  test: (name) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name),
  expected: 'the name of an environment variable',
};

const amounts = object<WorkloadAmounts>(
  { cpu: required(text(amount)), memory: required(text(amount)) },
  "an object such as { cpu: '100m', memory: '128Mi' }",
);

/** Literal secrets in the options of a Deployment that is not made, as something else is wrong: in what is made the engine finds them. */
export function secretsOfUnmade(workload: unknown): Problem[] {
  return searchSecrets({ workload }).map((found) => {
    const path = pathOfSecret(found, '');
    const fix = 'put it in a Secret of the cluster, and mount that, or read it by a reference';
    return literalSecret(found.what, { thing: path, path, readers: readersOfManifests, fix });
  });
}

/** The fields of the options, for this construct and for those that pass them on. */
export const workloadFields = {
  image: required(text(image)),
  requests: required(amounts),
  limits: optional(
    object<NonNullable<WorkloadOptions['limits']>>({
      memory: required(text(amount)),
      cpu: optional(text(amount)),
    }),
  ),
  env: optional(record(text(anyText), text(variableName))),
  probes: optional(
    object<WorkloadProbes>({ liveness: optional(text(urlPath)), readiness: optional(text(urlPath)) }),
  ),
} as const;

const shape = object<WorkloadProps>({
  ...workloadFields,
  name: required(text(dnsLabel)),
  namespace: required(text(dnsLabel)),
  labels: required(record(text(labelValue), text(labelKey))),
  ports: required(record(integer({ min: 1, max: 65535 }), text(portName))),
  probePort: required(text(dnsLabel)),
  replicas: required(integer({ min: 1 })),
});

/**
 * A Deployment of a service: unprivileged, with a read-only file system, with probes, and replaced without a gap.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/#restricted
 */
export class Workload extends Construct {
  constructor(scope: Construct, id: string, given: WorkloadProps) {
    super(scope, id);
    const props = settled(given);
    const problems = [...checkShape(props, shape), ...checkChart(this)];
    if (!hasErrors(problems)) {
      problems.push(...checkNotEmpty('labels', props.labels), ...checkProbePort(props));
    }
    report(this, () => problems);
    if (hasErrors(problems)) return;
    const { name, namespace, labels } = props;
    new ApiObject(this, 'Resource', {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace, labels: { ...labels } },
      spec: deploymentSpec(props),
    });
  }
}

function checkProbePort({ ports, probePort }: WorkloadProps) {
  if (Object.hasOwn(ports, probePort)) return [];
  return [
    error(
      'SEL007',
      `'probePort' (${probePort}) is no port of the pods, which have ${Object.keys(ports).join(', ')}`,
      { path: 'probePort' },
    ),
  ];
}

function deploymentSpec(props: WorkloadProps): Plain<DeploymentSpec> {
  const { name, labels, ports, probePort, replicas, probes = {}, requests, env = {} } = props;
  const { liveness = '/healthz', readiness = '/readyz' } = probes;
  return {
    replicas,
    selector: { matchLabels: { ...labels } },
    strategy: { type: 'RollingUpdate', rollingUpdate: { maxSurge: 1, maxUnavailable: 0 } },
    template: {
      metadata: { labels: { ...labels } },
      spec: {
        automountServiceAccountToken: false,
        securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
        containers: [
          {
            name,
            image: props.image,
            ports: Object.entries(ports).map(([portName, containerPort]) => ({
              name: portName,
              containerPort,
            })),
            ...(Object.keys(env).length === 0
              ? {}
              : { env: Object.entries(env).map(([variable, value]) => ({ name: variable, value })) }),
            livenessProbe: {
              httpGet: { path: liveness, port: probePort },
              periodSeconds: 10,
              failureThreshold: 3,
            },
            readinessProbe: {
              httpGet: { path: readiness, port: probePort },
              periodSeconds: 5,
              failureThreshold: 2,
            },
            resources: {
              requests: { ...requests },
              limits: { ...(props.limits ?? { memory: requests.memory }) },
            },
            securityContext: {
              allowPrivilegeEscalation: false,
              capabilities: { drop: ['ALL'] },
              readOnlyRootFilesystem: true,
            },
          },
        ],
      },
    },
  };
}
