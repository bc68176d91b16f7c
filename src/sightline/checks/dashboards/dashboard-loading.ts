import { isMap, partOf } from '../../problem/read';
import { nearest } from '../../problem/nearest';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { printFieldPath } from '../../schema/violations';
import { valueAt } from '../../stack/plain-data';
import {
  type DashboardLoading,
  dashboardLoading,
  folderAnnotation,
  usualLabel,
} from '../../stack/dashboard-loading';
import { type FinalObject, referenceOf, type StackFacts, stacksOf, type World } from '../world';
import type { FinalDashboard } from './final-dashboards';

/** Whether the sidecar of a Grafana loads a ConfigMap, and why not. */
export type Loaded =
  | { readonly state: 'loaded'; readonly because: string }
  /** It is nearly what the sidecar looks for. */
  | {
      readonly state: 'missed';
      readonly because: string;
      readonly fix: string;
      readonly at: readonly string[];
    }
  /** Nothing says that it is meant for this Grafana. */
  | { readonly state: 'unmeant'; readonly because: string };

/**
 * Whether the Grafana of a stack loads a ConfigMap with a dashboard.
 *
 * @returns undefined where that Grafana has no sidecar for dashboards
 */
function loadedBy(
  object: FinalObject,
  stack: Pick<StackFacts, 'values' | 'namespace' | 'release'>,
): Loaded | undefined {
  const loading = dashboardLoading(stack.values, stack.namespace);
  const grafana = `the sidecar of Grafana in release '${stack.release}'`;
  if (loading === undefined) return turnedOff(object, stack, grafana);
  const { label, labelValue, namespaces } = loading;
  const value = object.labels[label];
  if (value === undefined) {
    const near = Object.keys(object.labels).find(
      (each) => each === usualLabel || nearest(each, [label]) !== undefined || alike(each) === alike(label),
    );
    const because = `${grafana} looks for the label ${label}="${labelValue}"`;
    const annotations = partOf(object.manifest['metadata'], 'annotations');
    if (near === undefined && isMap(annotations) && label in annotations)
      return {
        state: 'missed',
        because: `${because}, and it has that as an annotation`,
        fix: 'write it below labels',
        at: ['metadata', 'annotations', label],
      };
    if (near === undefined) return { state: 'unmeant', because: `${because}, and it has none` };
    return {
      state: 'missed',
      because: `${because}, and it has '${near}'`,
      fix: `write ${label}: '${labelValue}'`,
      at: ['metadata', 'labels', near],
    };
  }
  if (!isWanted(value, loading)) {
    const because = `${grafana} looks for ${label}="${labelValue}", and it has "${value}"`;
    return {
      state: 'missed',
      because,
      fix: `write ${label}: '${labelValue}'`,
      at: ['metadata', 'labels', label],
    };
  }
  const { namespace } = object;
  if (namespaces !== 'all' && namespace !== undefined && !namespaces.includes(namespace)) {
    const because = `${grafana} looks into ${namespaces.map((each) => `'${each}'`).join(', ')}, and it stands in '${namespace}'`;
    return {
      state: 'missed',
      because,
      fix: `move it, or add '${namespace}' to grafana.sidecar.dashboards.searchNamespace`,
      at: ['metadata', 'namespace'],
    };
  }
  return { state: 'loaded', because: `${grafana} finds it by the label ${label}="${value}"` };
}

/** What has the label for a sidecar, where the values turn that off and keep Grafana. */
function turnedOff(
  { labels }: FinalObject,
  { values }: Pick<StackFacts, 'values'>,
  grafana: string,
): Loaded | undefined {
  if (labels[usualLabel] === undefined || valueAt(values, ['grafana', 'enabled']) === false) return undefined;
  if (valueAt(values, ['grafana', 'sidecar', 'dashboards', 'enabled']) !== false) return undefined;
  return {
    state: 'missed',
    because: `the values turn ${grafana} off, and it has the label '${usualLabel}'`,
    fix: 'set grafana.sidecar.dashboards.enabled',
    at: ['metadata', 'labels', usualLabel],
  };
}

function isWanted(value: string, { labelValue, anyValue }: DashboardLoading): boolean {
  return anyValue === true || labelValue === value;
}

function alike(label: string): string {
  return label
    .replace(/^.*\//, '')
    .replace(/[^a-z]/gi, '')
    .toLowerCase()
    .replace(/s$/, '');
}

/** What the sidecar of each stack that an object may be meant for does with it. */
export function loadings(
  world: World,
  object: FinalObject,
): { readonly stack: StackFacts; readonly loaded: Loaded }[] {
  return stacksOf(world, object).flatMap((stack) => {
    const loaded = loadedBy(object, stack);
    return loaded === undefined ? [] : [{ stack, loaded }];
  });
}

/** The ConfigMaps with dashboards that no Grafana loads as they are meant, by the values of the stacks. */
export function loadingProblems(world: World, dashboards: readonly FinalDashboard[]): Problem[] {
  const objects = new Set(
    dashboards.flatMap(({ kind, object }) => (kind === 'ConfigMap' && object !== undefined ? [object] : [])),
  );
  return [...objects].flatMap((object) => {
    const all = loadings(world, object);
    const loading = all.find(({ loaded }) => loaded.state === 'loaded');
    if (loading !== undefined) return folderProblems(object, loading.stack);
    const missed = all.find(({ loaded }) => loaded.state === 'missed')?.loaded;
    if (missed?.state !== 'missed') return [];
    const { because, fix, at } = missed;
    return [
      warning('DSH901', `Grafana does not load the dashboard in '${referenceOf(object)}': ${because}`, {
        object: referenceOf(object),
        path: `${object.path} ${printFieldPath(at)}`,
        fix,
      }),
    ];
  });
}

/** A folder that nobody reads: the dashboard then stands in the folder of all others. */
function folderProblems(object: FinalObject, stack: StackFacts): Problem[] {
  const read = dashboardLoading(stack.values, stack.namespace)?.folderAnnotation;
  const annotations = partOf(object.manifest['metadata'], 'annotations');
  const written = Object.keys(isMap(annotations) ? annotations : {}).find(
    (each) =>
      [folderAnnotation, 'k8s-sidecar-target-directory'].some((known) => alike(known) === alike(each)) ||
      each === read,
  );
  if (written === undefined || written === read) return [];
  const why =
    read === undefined
      ? `grafana.sidecar.dashboards of release '${stack.release}' has not both folderAnnotation and provider.foldersFromFilesStructure`
      : `release '${stack.release}' reads '${read}'`;
  return [
    warning(
      'DSH905',
      `the annotation '${written}' of '${referenceOf(object)}' names a folder, and nobody reads it: ${why}`,
      {
        object: referenceOf(object),
        path: `${object.path} ${printFieldPath(['metadata', 'annotations', written])}`,
        fix: read === undefined ? 'set both in the values' : `write '${read}'`,
      },
    ),
  ];
}
