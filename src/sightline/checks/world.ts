import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import type { SeverityLabels } from '../objectives/alert-severities';
import type { Objective } from '../objectives/objective';
import type { Dialect } from '../promql/syntax/dialect';
import type { Problem } from '../problem/problem';
import type { KnownMetricMap } from '../promql/flow/known-metrics';
import type { Binding as RuleBinding } from '../rules/bind-rules';
import type { RuleGroup } from '../rules/rule';
import type { HelmValues } from '../stack/values';
import type { FinalGroup } from './rules/final-groups';

/** Everything that is final, before any of it is written. A check reads this and nothing else. */
export interface World {
  /** The API objects after all patches, whoever made them, in the order of the program. */
  readonly objects: readonly FinalObject[];

  /** The releases of kube-prometheus-stack. */
  readonly stacks: readonly StackFacts[];

  /** The services that are bound to a stack. */
  readonly services: readonly ServiceFacts[];

  /** The rules that the program writes itself. */
  readonly rules: readonly RuleFacts[];

  /** Which stack the objects of a construct are meant for. Objects of others are for any. */
  readonly bindings: readonly Binding[];
}

/** A construct whose objects are meant for the Prometheus of one stack. */
export interface Binding {
  /** The path of the construct. */
  readonly path: string;

  /** The path of the construct of the stack. */
  readonly stack: string;
}

/** An API object as it will be written. */
export interface FinalObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;

  /** @default - it says none: the one that `kubectl apply` takes, or it is of the cluster */
  readonly namespace?: string;

  /** The labels of the object itself. Values that are no texts are left out: the schema refuses them. */
  readonly labels: Readonly<Record<string, string>>;

  /** The object itself. */
  readonly manifest: Readonly<Record<string, unknown>>;

  /** The path of the construct that it comes from. */
  readonly path: string;
}

/** A release of kube-prometheus-stack. */
export interface StackFacts {
  /** The path of its construct. */
  readonly path: string;
  readonly release: string;
  readonly namespace: string;
  readonly chartVersion: string;

  /** The values that Helm will read. */
  readonly values: HelmValues;

  /** The values without those that were given as open values: what the options say by themselves. */
  readonly declared: HelmValues;

  /** Whether its options say who is told of alerts. */
  readonly isRouted: boolean;

  /** What the label `severity` of alerts says. */
  readonly severities: SeverityLabels;

  /** Which expressions its Prometheus reads. */
  readonly dialect: Dialect;

  /**
   * How long its Prometheus keeps samples, in milliseconds.
   *
   * @default - unknown
   */
  readonly retention?: number;
}

/** A service that is bound to a stack. */
export interface ServiceFacts {
  /** The path of its construct. */
  readonly path: string;

  /** The path of the construct of its stack. */
  readonly stack: string;
  readonly target: Target;
  readonly contract: ServiceContract;

  /** Its pods as the declaration describes them. They may be deployed elsewhere. */
  readonly pods: {
    readonly labels: Readonly<Record<string, string>>;
    readonly ports: Readonly<Record<string, number>>;

    /** Whether the program deploys them itself, so that they are among its objects. */
    readonly areDeployed: boolean;
  };

  /** What it promises. */
  readonly objectives: readonly Objective[];
}

/** Rules that the program writes itself, and what they were made from. */
export interface RuleFacts {
  /** The path of their construct. */
  readonly path: string;

  /** The groups of the PrometheusRule as they were written, before any patch. */
  readonly written: readonly FinalGroup[];

  /** What is known of the series that they record, by name. */
  readonly recorded: () => KnownMetricMap;

  /**
   * What they were bound from, one for each of `written`.
   *
   * @default - they are about no target
   */
  readonly bound?: {
    readonly groups: readonly RuleGroup[];
    readonly binding: RuleBinding;

    /** What was found wrong with them when they were bound. */
    readonly problems: readonly Problem[];
  };
}

/** What a construct knows of itself. */
export type Fact =
  | { readonly kind: 'stack'; readonly stack: StackFacts }
  | { readonly kind: 'service'; readonly service: ServiceFacts }
  | { readonly kind: 'rules'; readonly rules: RuleFacts }
  | { readonly kind: 'binding'; readonly binding: Binding };

/** The objects of a kind. */
export function objectsOf({ objects }: World, apiGroup: string, ...kinds: readonly string[]): FinalObject[] {
  return objects.filter(({ apiVersion, kind }) => kinds.includes(kind) && groupOf(apiVersion) === apiGroup);
}

/** The stack that the object of a construct is meant for; of an object that is for any, the only one. */
export function stackOf(world: World, path: string): StackFacts | undefined {
  const { stacks } = world;
  const own = bindingOf(world, path);
  if (own === undefined) return stacks.length === 1 ? stacks[0] : undefined;
  return stacks.find((stack) => stack.path === own.stack);
}

/** What the object of a construct is bound to; undefined for one that is for any stack. */
export function bindingOf({ bindings }: World, path: string): Binding | undefined {
  return bindings.find((binding) => isWithin(path, binding.path));
}

/** Whether a construct is another one or stands below it. */
export function isWithin(path: string, scope: string): boolean {
  return path === scope || path.startsWith(`${scope}/`);
}

/** The group of an API version, which is empty for the core group. */
function groupOf(apiVersion: string): string {
  const [group, version] = apiVersion.split('/');
  return version === undefined ? '' : (group ?? '');
}
