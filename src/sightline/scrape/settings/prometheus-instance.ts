import type { Dialect } from '../../promql/syntax/dialect';
import type { Selection } from '../../stack/label-selector';
import type { PrometheusSettings } from '../prometheus-settings';

/** The kinds of objects that a Prometheus selects, or an Alertmanager. */
export type SelectableKind =
  'ServiceMonitor' | 'PodMonitor' | 'Probe' | 'ScrapeConfig' | 'PrometheusRule' | 'AlertmanagerConfig';

/** The kinds that are traced to their series. */
export type MonitorKind = Extract<SelectableKind, 'ServiceMonitor' | 'PodMonitor'>;

/** Which objects of a kind a Prometheus selects. */
export interface ObjectSelection {
  /** By the labels of the object. */
  readonly labels: Selection;

  /** By the labels of its namespace; `own` is the namespace of the Prometheus alone. */
  readonly namespaces: Selection | 'own';

  /** The fields that say so, for messages: paths of the values, or of the Prometheus object. */
  readonly paths: { readonly labels: string; readonly namespaces: string };

  /**
   * What else than its selectors keeps it from selecting any, and how to change that.
   *
   * @default - nothing
   */
  readonly never?: { readonly why: string; readonly fix: string };

  /**
   * What else decides whether an object is selected that its selectors may select.
   *
   * @default - nothing: they decide
   */
  readonly open?: string;
}

/** The namespaces that the operator looks into. */
export interface OperatorScope {
  /** Where it looks for monitors and rules. */
  readonly namespaces: NamespaceScope;

  /** Where it looks for Prometheus objects. */
  readonly instances: NamespaceScope;

  /** The settings that say where it looks for monitors and rules, for messages. */
  readonly path: string;

  /** The settings that say where it looks for Prometheus objects. */
  readonly instancesPath: string;

  /**
   * Why it does not start.
   *
   * @default - it does
   */
  readonly fault?: string;
}

/** Namespaces: those that are listed, all but those that are listed, or what only rendering the values tells. */
export type NamespaceScope =
  { readonly only: readonly string[] } | { readonly allBut: readonly string[] } | 'unknown';

/** A Prometheus as the operator sees it, with the operator itself. */
export interface PrometheusInstance {
  /** What it is called in messages: `the Prometheus of release 'prometheus'`. */
  readonly title: string;

  /**
   * The Prometheus object, as `Kind/namespace/name`.
   *
   * @default - it is no object that is known
   */
  readonly reference?: string;
  readonly namespace: string;

  /**
   * Whether nobody says in which namespace it stands.
   *
   * @default false
   */
  readonly isUnplaced?: boolean;
  readonly settings: PrometheusSettings;

  /**
   * The service account with which it asks for what there is.
   *
   * @default - unknown
   */
  readonly serviceAccount?: string;

  /**
   * Which expressions it reads.
   *
   * @default - unknown
   */
  readonly dialect?: Dialect;

  /**
   * Whether the operator leaves its configuration as it is.
   *
   * @default false
   */
  readonly paused?: boolean;

  /** What it selects of each kind. A ThanosRuler has nothing to do with any but rules, and an Alertmanager with any but its own. */
  readonly selection: Readonly<Partial<Record<SelectableKind, ObjectSelection>>>;
  readonly operator: OperatorScope;

  /** The labels that its pods surely have; more may be there. */
  readonly podLabels: Readonly<Record<string, string>>;

  /**
   * The names of labels that its pods have with values that only the cluster knows; they have no others.
   *
   * @default - any
   */
  readonly otherPodLabels?: readonly string[];

  /** Where its settings stand, before the name of each: `values.prometheus.prometheusSpec`. */
  readonly path: string;

  /** Settings whose values can't be read, as a path with the reason. What depends on them is undecided. */
  readonly unread: readonly string[];
}
