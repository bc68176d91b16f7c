import { defined } from '../problem/defined';
import { isTruthy } from './chart-selectors';
import { valueAt, type PlainValue } from './plain-data';
import type { HelmValues } from './helm-values';

/** The label by which the sidecar finds dashboards, unless the values say another; most dashboards have it. */
export const usualLabel = 'grafana_dashboard';

/** The annotation by which a dashboard says its folder, where the values name none: the one that the stack sets. */
export const folderAnnotation = 'grafana_folder';

/** The annotation, or label, that keeps Flux from filling in what it takes for variables of its own. */
export const fluxSubstitute = 'kustomize.toolkit.fluxcd.io/substitute';

/** The API server takes no ConfigMap above it, in bytes. @see https://kubernetes.io/docs/concepts/configuration/configmap/#motivation */
export const mostBytes = 1_048_576;

/** How the Grafana of a stack finds dashboards: by a sidecar that looks for ConfigMaps. */
export interface DashboardLoading {
  /** The label that a ConfigMap must have. */
  readonly label: string;

  /** What the label must say. */
  readonly labelValue: string;

  /**
   * Whether any value of the label will do.
   *
   * @default false
   */
  readonly anyValue?: boolean;

  /** The namespaces that are searched, the first one first. */
  readonly namespaces: 'all' | readonly string[];

  /**
   * The annotation that says the folder.
   *
   * @default - the values have none, or Grafana does not follow it
   */
  readonly folderAnnotation?: string;
}

/**
 * How the Grafana of a stack finds dashboards, as the pinned chart renders it; undefined where it loads none from ConfigMaps.
 *
 * @param values the final values: what is not in them is the chart's default
 * @param namespace that of the release
 * @see https://github.com/grafana/helm-charts/blob/main/charts/grafana/README.md#sidecar-for-dashboards
 */
export function dashboardLoading(values: HelmValues, namespace: string): DashboardLoading | undefined {
  const setting = (...keys: string[]): PlainValue | undefined =>
    valueAt(values, ['grafana', 'sidecar', 'dashboards', ...keys]);
  const isOff = (value: PlainValue | undefined): boolean => value !== undefined && !isTruthy(value);
  const label = textOf(setting('label'), usualLabel);
  const namespaces = searched(setting('searchNamespace'), namespace);
  if (isOff(valueAt(values, ['grafana', 'enabled'])) || isOff(setting('enabled'))) return undefined;
  if (setting('resource') === 'secret' || label === '' || namespaces.length === 0) return undefined;
  const value = textOf(setting('labelValue'), '1');
  const annotation = textOf(setting('folderAnnotation'), '');
  const isFollowed = isTruthy(setting('provider', 'foldersFromFilesStructure') ?? false);
  return {
    label,
    // without a value any will do
    labelValue: value || '1',
    ...(value === '' ? { anyValue: true } : {}),
    namespaces,
    ...defined({ folderAnnotation: annotation === '' || !isFollowed ? undefined : annotation }),
  };
}

/**
 * Where a dashboard is found: in the first of some namespaces that is searched, or else in the first that is.
 *
 * @param wanted the namespaces where it would stand, the best one first
 */
export function dashboardNamespace(
  { namespaces }: DashboardLoading,
  wanted: readonly [string, ...string[]],
): string {
  if (namespaces === 'all') return wanted[0];
  return wanted.find((each) => namespaces.includes(each)) ?? namespaces[0] ?? wanted[0];
}

/** What the sidecar searches: all namespaces unless the values name some; where they remove that, its own. */
function searched(value: PlainValue | undefined, own: string): DashboardLoading['namespaces'] {
  if (value === undefined) return 'all';
  const listed = Array.isArray(value) ? value : typeof value === 'string' ? value.split(',') : [];
  const names = listed
    .filter((each): each is string => typeof each === 'string')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  if (names.includes('ALL')) return 'all';
  return names.length === 0 ? [own] : names;
}

function textOf(value: PlainValue | undefined, otherwise: string): string {
  if (value === undefined) return otherwise;
  return typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean'
    ? String(value)
    : '';
}
