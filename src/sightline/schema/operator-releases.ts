import type { Schema } from './schema';

/** The releases of prometheus-operator whose definitions are known, the oldest first: that of the pinned chart, of which `imports` has all. */
export const operatorVersions = ['0.93.1', '0.94.0', '0.94.1', '0.95.0'] as const;

/** A release of prometheus-operator whose definitions are known. */
export type OperatorVersion = (typeof operatorVersions)[number];

/** What a release changes in the definition of a kind. */
export interface OperatorChange {
  /** The first release that has it. */
  readonly since: OperatorVersion;

  /** Whether the release adds the field, or takes fewer values for one that there was. */
  readonly change: 'new' | 'stricter';

  /** The kinds that have the field. */
  readonly kinds: readonly string[];

  /** The way to the field; `[]` stands for any item. */
  readonly field: string;

  /** What the field must be. */
  readonly schema: Schema;

  /** Where that is written. */
  readonly source: string;
}

const monitors = ['ServiceMonitor', 'PodMonitor', 'Probe', 'ScrapeConfig'];
const apis = (version: string, file: string): string =>
  `https://pkg.go.dev/github.com/prometheus-operator/prometheus-operator/pkg/apis/monitoring@v${version}/${file}`;
const filled: Schema = { type: 'string', minLength: 1 };
const stricter = { since: '0.94.0', change: 'stricter', kinds: ['ScrapeConfig'] } as const;

/**
 * All changes to the kinds that are checked, by comparing the Go modules of the definitions, release by release. What 0.94.1 rejects and writes
 * is what 0.93.1 does: `npm run operator-configs -- --operator 0.94.1 --client 0.93.1`. The module of the operator 0.95 is not to be had, so of
 * that what its definitions say is all that is known.
 *
 * @see https://github.com/prometheus-operator/prometheus-operator/blob/main/CHANGELOG.md
 */
export const operatorChanges: readonly OperatorChange[] = [
  ...[
    ['spec.kubernetesSDConfigs[].namespaces.names[]', filled] as const,
    ['spec.consulSDConfigs[].services[]', filled] as const,
    ['spec.consulSDConfigs[].tags[]', filled] as const,
    ['spec.hetznerSDConfigs[].role', { type: 'string', enum: ['Hcloud', 'Robot'] }] as const,
    ['spec.dockerSwarmSDConfigs[].role', { type: 'string', enum: ['Services', 'Tasks', 'Nodes'] }] as const,
    [
      'spec.openstackSDConfigs[].availability',
      { type: 'string', enum: ['Public', 'Admin', 'Internal'] },
    ] as const,
  ].map(([field, schema]) => ({ ...stricter, field, schema, source: apis('0.94.0', 'v1alpha1') })),
  {
    since: '0.95.0',
    change: 'new',
    kinds: monitors,
    field: 'spec.extraScrapeMetrics',
    schema: { type: 'boolean' },
    source: apis('0.95.0', 'v1'),
  },
];

/** The newest release that is known and no newer than a version, such as `v0.94.2`; undefined for what is no version, or an older one. */
export function operatorRelease(version: string): OperatorVersion | undefined {
  const [, ...parts] = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version) ?? [];
  const [is] = parts.length === 0 ? [] : [weigh(parts)];
  return is === undefined
    ? undefined
    : operatorVersions.filter((each) => weigh(each.split('.')) <= is).at(-1);
}

/** Whether a release is another one or newer. */
export function isSince(version: OperatorVersion, since: OperatorVersion): boolean {
  return operatorVersions.indexOf(version) >= operatorVersions.indexOf(since);
}

/** The release that has added a field; undefined for any other field. */
export function fieldSince(kind: string, field: string): OperatorVersion | undefined {
  const way = field.replaceAll(/\[\d+\]/g, '[]');
  return operatorChanges.find(
    (each) => each.change === 'new' && each.kinds.includes(kind) && each.field === way,
  )?.since;
}

/**
 * The definition of a kind in a release.
 *
 * @param operator undefined where nobody says which is there: then fields are those of the newest, and values those of the oldest
 */
export function definitionIn(kind: string, schema: Schema, operator: OperatorVersion | undefined): Schema {
  return operatorChanges
    .filter(({ kinds }) => kinds.includes(kind))
    .filter(({ since, change }) => (operator === undefined ? change === 'new' : isSince(operator, since)))
    .reduce((whole, { field, schema: part }) => withField(whole, stepsOf(field), part), schema);
}

function withField(schema: Schema, [step, ...steps]: readonly string[], field: Schema): Schema {
  if (step === undefined) return field;
  if (step === '[]') return { ...schema, items: withField(schema.items ?? {}, steps, field) };
  const inside = withField(schema.properties?.[step] ?? {}, steps, field);
  return { ...schema, properties: { ...schema.properties, [step]: inside } };
}

function stepsOf(field: string): string[] {
  return field.split('.').flatMap((step) => (step.endsWith('[]') ? [step.slice(0, -2), '[]'] : [step]));
}

/** A number that grows with the version; no part has a thousand. */
function weigh(parts: readonly string[]): number {
  return parts.reduce((sum, part) => sum * 1000 + Number(part), 0);
}
