import { ApiObject, Lazy } from 'cdk8s';
import { Construct } from 'constructs';
import type { Bound } from '../dashboards/bind-dashboard';
import { grafanaDashboard, grafanaJson, type GrafanaViewOptions } from '../dashboards/grafana/dashboard-view';
import type { Problem } from '../problem/problem';
import { error } from '../problem/problems';
import { fluxSubstitute, mostBytes, type DashboardLoading } from '../stack/dashboard-loading';
import { facts } from './facts';
import { report } from './report';

/** The folder of Grafana in which the dashboards stand. */
const folder = 'Sightline';

/** Options of {@link DashboardConfigMap}. */
export interface DashboardConfigMapProps {
  /** The name of the ConfigMap. */
  readonly name: string;

  /** Its namespace, in which Grafana looks. */
  readonly namespace: string;

  /** How Grafana finds it. */
  readonly loading: DashboardLoading;

  /** The uid of the dashboard: Grafana's sidecar writes the key as a file, so no two keys may be the same. */
  readonly uid: string;

  /** The dashboard, asked for when everything has been constructed. */
  readonly content: () => Bound;

  readonly view?: GrafanaViewOptions;
}

/** A dashboard in a ConfigMap that the Grafana of a stack loads. */
export class DashboardConfigMap extends Construct {
  private written: { readonly json: string; readonly problems: readonly Problem[] } | undefined;

  constructor(
    scope: Construct,
    id: string,
    private readonly props: DashboardConfigMapProps,
  ) {
    super(scope, id);
    const { name, namespace, loading, uid } = props;
    const { label, labelValue, folderAnnotation } = loading;
    report(this, () => this.result().problems);
    facts.add(this, () => ({ kind: 'dashboard', dashboard: { json: this.result().json, uid } }));
    new ApiObject(this, 'Resource', {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: {
        name,
        namespace,
        labels: { [label]: labelValue },
        annotations: {
          // Flux would take `${datasource}` for a variable of its own
          [fluxSubstitute]: 'disabled',
          ...(folderAnnotation === undefined ? {} : { [folderAnnotation]: folder }),
        },
      },
      data: { [`${uid}.json`]: Lazy.any({ produce: () => this.result().json }) as unknown }, // cdk8s takes what it gives for anything
    });
  }

  /** What is written, worked out once; it is asked for when everything has been constructed. */
  private result(): { readonly json: string; readonly problems: readonly Problem[] } {
    if (this.written !== undefined) return this.written;
    const { dashboard, problems } = this.props.content();
    const json = grafanaJson(grafanaDashboard(dashboard, this.props.view));
    const bytes = Buffer.byteLength(json);
    const tooLarge =
      bytes <= mostBytes
        ? []
        : [
            error(
              'DSH904',
              `the dashboard '${dashboard.title}' has ${bytes} bytes, and a ConfigMap holds ${mostBytes}`,
              { fix: 'say dashboards: false for the service, or expose fewer metrics of one service' },
            ),
          ];
    this.written = { json, problems: [...problems, ...tooLarge] };
    return this.written;
  }
}
