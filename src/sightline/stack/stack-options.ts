import type { AlertSeverity } from '../objectives/alert-severities';
import type { AlertRouting } from './alerting/alert-routing';
import { chart } from './chart';
import type { OperatorVersion } from '../schema/operator-releases';
import type { PrometheusOptions } from './prometheus-options';

/** The release that the lesson installs. */
const defaultRelease = 'prometheus';

/** The namespace that the lesson installs it in. */
const defaultNamespace = 'monitoring';

/**
 * What a stack is: one release of kube-prometheus-stack. What is typed here is checked; everything else of the chart
 * goes in `values`.
 */
export interface StackOptions {
  /**
   * The name of the Helm release: a DNS label of at most 53 characters. Objects that Prometheus is to select carry it
   * in the label `release`.
   *
   * @default 'prometheus'
   */
  readonly release?: string;

  /**
   * The namespace of the release.
   *
   * @default 'monitoring'
   */
  readonly namespace?: string;

  /**
   * The exact version of the chart. Names and selectors are computed as the pinned version does it.
   *
   * @default '88.5.3'
   */
  readonly chartVersion?: string;

  /**
   * Whether Prometheus selects only the ServiceMonitors labelled with the release, as long as `values` give no
   * selector. With false it selects all of them, in all namespaces.
   *
   * @default false
   */
  readonly serviceMonitorSelectorNilUsesHelmValues?: boolean;

  /**
   * The same for PodMonitors.
   *
   * @default false
   */
  readonly podMonitorSelectorNilUsesHelmValues?: boolean;

  /**
   * The same for Probes.
   *
   * @default - true, by the chart: only those labelled with the release
   */
  readonly probeSelectorNilUsesHelmValues?: boolean;

  /**
   * The same for PrometheusRules.
   *
   * @default - true, by the chart: only those labelled with the release
   */
  readonly ruleSelectorNilUsesHelmValues?: boolean;

  /**
   * The same for ScrapeConfigs.
   *
   * @default - true, by the chart: only those labelled with the release
   */
  readonly scrapeConfigSelectorNilUsesHelmValues?: boolean;

  /** Grafana and where its administrator's password is; false for a stack without Grafana. */
  readonly grafana: GrafanaOptions | false;

  /**
   * The operator of the stack.
   *
   * @default - that of the chart, 0.93.1
   */
  readonly operator?: OperatorOptions;

  /**
   * The Prometheus of the stack.
   *
   * @default - as the chart has it
   */
  readonly prometheus?: PrometheusOptions;

  /**
   * Who is told of which alerts: what `alertRouting` gives. Prometheus evaluates the rules, Alertmanager routes what fires.
   *
   * @default - as the chart has it: nobody is told
   */
  readonly alerting?: AlertRouting;

  /**
   * What it asks for when rules about a service fail, are skipped or are not evaluated; false for no alert. These alerts have the labels
   * `namespace` and `service`, so they go where the alerts of the service go. They are there as soon as any service has objectives.
   *
   * @default 'ticket'
   */
  readonly evaluationAlerts?: AlertSeverity | false;

  /**
   * Any other values of the chart, merged last, so that they win over the options above. Maps are merged, lists and
   * scalars replace, and null stays null: Helm then removes the chart's own default.
   *
   * @default - no other values
   */
  readonly values?: Readonly<Record<string, unknown>>;
}

/** The operator of the stack: `prometheusOperator` of the chart. */
export interface OperatorOptions {
  /**
   * Its release, which objects are held against. Another one than that of the chart has definitions (CRDs) of its own, which the chart does not install.
   *
   * @see https://prometheus-operator.dev/docs/getting-started/installation/
   */
  readonly version: OperatorVersion;
}

/** The Grafana of the stack. */
export interface GrafanaOptions {
  /** The administrator. */
  readonly admin: GrafanaAdmin;

  /**
   * Whether each service has a dashboard, and all objectives an overview, in ConfigMaps that this Grafana loads.
   *
   * @default true
   */
  readonly dashboards?: boolean;
}

/** Where Grafana finds the name and the password of its administrator. There is no way to write the password here. */
export interface GrafanaAdmin {
  /** The name of an existing Secret in the namespace of the release. */
  readonly existingSecret: string;

  /**
   * The key of the user name in that Secret.
   *
   * @default 'admin-user'
   */
  readonly userKey?: string;

  /**
   * The key of the password in that Secret.
   *
   * @default 'admin-password'
   */
  readonly passwordKey?: string;
}

/** What identifies an installed stack. */
export interface Installation {
  /** The name of the Helm release. */
  readonly release: string;

  /** The namespace of the release. */
  readonly namespace: string;

  /** The exact version of the chart. */
  readonly chartVersion: string;
}

/** The release, namespace and chart version of a stack, with the defaults filled in. */
export function installationOf(options: StackOptions): Installation {
  return {
    release: options.release ?? defaultRelease,
    namespace: options.namespace ?? defaultNamespace,
    chartVersion: options.chartVersion ?? chart.version,
  };
}
