import type { ServiceContract } from '../contract/service-contract';
import type { Target } from '../contract/target-labels';
import type { SeverityLabels } from '../objectives/alert-severities';
import type { Objective } from '../objectives/objective';
import type { Dialect } from '../promql/syntax/dialect';
import type { Problem } from '../problem/problem';
import type { KnownMetricMap } from '../promql/flow/known-metrics';
import type { Binding as RuleBinding } from '../rules/bind-rules';
import type { RuleGroup } from '../rules/rule';
import { objectName } from '../schema/validate-object';
import type { PlainMap } from '../stack/plain-data';
import type { HelmValues } from '../stack/helm-values';
import { type ApiObject, groupOf, type ScrapeWorld } from '../scrape/path/world';
import type { PrometheusInstance } from '../scrape/settings/prometheus-instance';
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

  /** The texts that are written beside the manifests, but for the values of stacks. */
  readonly files: readonly FinalFile[];

  /**
   * What stands in files of its own, and in no object.
   *
   * @default - nothing
   */
  readonly documents?: readonly FinalDocument[];

  /**
   * What is known of series that something exposes which is no service of the program.
   *
   * @default - nothing
   */
  readonly exposed?: KnownMetricMap;

  /**
   * Metrics pages that are known.
   *
   * @default - none
   */
  readonly pages?: readonly MetricsPage[];

  /**
   * Every Prometheus beside those of the stacks.
   *
   * @default - there are none
   */
  readonly prometheuses?: readonly PrometheusInstance[];

  /**
   * What the objects say of the cluster, where they are files of somebody.
   *
   * @default - objects without a namespace stand in `default`, and others may be there
   */
  readonly cluster?: Pick<ScrapeWorld, 'isFloating' | 'isClosed'>;
}

/** A metrics page that something answers with. */
export interface MetricsPage {
  /** Its file or its URL. */
  readonly source: string;

  /** The labels of each sample, with its name as `__name__`. */
  readonly samples: readonly Readonly<Record<string, string>>[];

  /**
   * What Prometheus 3 has against the answer that brought it.
   *
   * @default - nothing, or it comes from a file
   */
  readonly refusal?: Problem;
}

/** A text that will be written, such as a page or the test of a rule. */
export interface FinalFile {
  /** Where, below the output folder. */
  readonly file: string;

  /** The path of the construct that it comes from. */
  readonly path: string;
  readonly text: string;
}

/** A document that is read by something else than Kubernetes. */
export interface FinalDocument {
  /** A dashboard of Grafana, or the configuration of an Alertmanager. */
  readonly kind: 'dashboard' | 'alertmanager';

  /** Where it comes from. */
  readonly path: string;
  readonly value: PlainMap;
}

/** An API object as it will be written. Labels that are no texts are left out of it: the schema refuses them. */
export interface FinalObject extends ApiObject {
  /** The path of the construct that it comes from. */
  readonly path: string;

  /**
   * The path of the stack whose Prometheus it is meant for.
   *
   * @default - that of any stack
   */
  readonly stack?: string;

  /**
   * What the rules of a PrometheusRule were made from.
   *
   * @default - nothing that is known: somebody else writes it
   */
  readonly rules?: RuleFacts;

  /**
   * The dashboard in a ConfigMap, as it was written.
   *
   * @default - there is none, or somebody else writes it
   */
  readonly dashboard?: DashboardFacts;

  /**
   * Whether it stands for a rule file, which Prometheus reads itself: nobody selects it.
   *
   * @default false
   */
  readonly isRuleFile?: boolean;
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

  /**
   * Its Prometheus as the operator sees it.
   *
   * @default - as the values say
   */
  readonly instance?: PrometheusInstance;
}

/** A service that is bound to a stack. */
export interface ServiceFacts {
  /** The path of its construct. */
  readonly path: string;

  /** The path of the construct of its stack. */
  readonly stack: string;
  readonly target: Target;
  readonly contract: ServiceContract;

  /**
   * Its pods as the declaration describes them. They may be deployed elsewhere.
   *
   * @default - nothing is known of them: it is probed, or scraped by others
   */
  readonly pods?: {
    readonly labels: Readonly<Record<string, string>>;
    readonly ports: Readonly<Record<string, number>>;

    /** Whether the program deploys them itself, so that they are among its objects. */
    readonly areDeployed: boolean;
  };

  /**
   * The Service before its pods that somebody else makes, as the declaration describes it.
   *
   * @default - there is none, or the program makes it
   */
  readonly existingService?: {
    readonly name: string;
    readonly labels: Readonly<Record<string, string>>;

    /** The names of its ports, as far as they are known. */
    readonly ports: readonly string[];
  };

  /** What it promises. */
  readonly objectives: readonly Objective[];
}

/** Rules that the program writes itself, and what they were made from. */
export interface RuleFacts {
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

/** A dashboard that the program writes itself. */
export interface DashboardFacts {
  /** Its text, of which every query has been checked. */
  readonly json: string;
  readonly uid: string;
}

/** What a construct knows of itself. */
export type Fact =
  | { readonly kind: 'stack'; readonly stack: StackFacts }
  | { readonly kind: 'service'; readonly service: ServiceFacts }
  | { readonly kind: 'rules'; readonly rules: RuleFacts }
  | { readonly kind: 'dashboard'; readonly dashboard: DashboardFacts }
  /** The path of the stack that the objects of the construct are meant for. */
  | { readonly kind: 'binding'; readonly stack: string };

/** The objects of a kind. */
export function objectsOf({ objects }: World, apiGroup: string, ...kinds: readonly string[]): FinalObject[] {
  return objects.filter(({ apiVersion, kind }) => kinds.includes(kind) && groupOf(apiVersion) === apiGroup);
}

/** An object as problems name it. Every check names it so: by its name the engine knows what is wrong already. */
export function referenceOf({ manifest }: FinalObject): string {
  return objectName(manifest) ?? 'object';
}

/** The stacks that an object may be meant for: its own, or any. */
export function stacksOf({ stacks }: World, { stack }: FinalObject): readonly StackFacts[] {
  return stack === undefined ? stacks : stacks.filter(({ path }) => path === stack);
}
