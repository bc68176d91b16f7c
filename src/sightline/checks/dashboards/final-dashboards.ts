import { type ReadDashboard, isDashboard, readDashboard } from '../../dashboards/grafana/read-dashboard';
import { defined } from '../../problem/defined';
import { isMap, partOf } from '../../problem/read';
import { printFieldPath } from '../../schema/violations';
import { valueAt } from '../../stack/plain-data';
import { type FinalObject, objectsOf, type World } from '../world';
import { usualLabel } from '../../stack/dashboard-loading';

/** A dashboard of Grafana that is final: in a ConfigMap, in an object of Grafana's operator, in the values of a stack, or a file by itself. */
export interface FinalDashboard {
  /** Where it stands in the world; its fields are below that. */
  readonly path: string;

  /** What it is called in messages: its title, or its key. */
  readonly name: string;

  /** What it is in; a Secret counts as a ConfigMap. */
  readonly kind: 'ConfigMap' | 'GrafanaDashboard' | 'values' | 'file';

  /** @default - it is in no object */
  readonly object?: FinalObject;

  /** Of a ConfigMap or a Secret: the key, by which Grafana's sidecar names the file. */
  readonly key?: string;

  /** @default - its text can't be read, or is the program's own */
  readonly model?: ReadDashboard;

  /** @default - it has none, and Grafana makes one */
  readonly uid?: string;

  /** @default - it is no text in another document, or it can be read */
  readonly unreadable?: string;

  /** Whether the program writes it itself, so that its queries have been checked where they were made. */
  readonly isOwn: boolean;
}

/** The dashboards of a world, each read once. */
export function dashboardsIn(world: World): FinalDashboard[] {
  // the sidecar reads both; what is encoded nobody writes by hand
  const inObjects = objectsOf(world, '', 'ConfigMap', 'Secret').flatMap((object) => {
    const field = object.kind === 'Secret' ? 'stringData' : 'data';
    const data = object.manifest[field];
    const entries = isMap(data) ? Object.entries(data) : [];
    return entries.flatMap(([key, text]) =>
      typeof text === 'string'
        ? embedded(text, {
            path: below(object.path, [field, key]),
            kind: 'ConfigMap',
            object,
            key,
            isOwn: object.dashboard?.json === text,
            ...defined({ uid: object.dashboard?.uid }),
          })
        : [],
    );
  });
  const ofOperator = objectsOf(world, 'grafana.integreatly.org', 'GrafanaDashboard').flatMap((object) => {
    const text = partOf(object.manifest['spec'], 'json');
    const found = {
      path: below(object.path, ['spec', 'json']),
      kind: 'GrafanaDashboard',
      object,
      isOwn: false,
    } as const;
    return typeof text === 'string' ? embedded(text, found) : [];
  });
  const inValues = world.stacks.flatMap((stack) => {
    const providers = valueAt(stack.values, ['grafana', 'dashboards']);
    return Object.entries(isMap(providers) ? providers : {}).flatMap(([provider, all]) =>
      Object.entries(isMap(all) ? all : {}).flatMap(([name, dashboard]) => {
        const text = partOf(dashboard, 'json');
        const steps = ['values', 'grafana', 'dashboards', provider, name, 'json'];
        return typeof text === 'string'
          ? embedded(text, {
              path: `${stack.path}.${printFieldPath(steps)}`,
              kind: 'values',
              key: name,
              isOwn: false,
            })
          : [];
      }),
    );
  });
  const files = (world.documents ?? []).flatMap(({ kind, path, value }): FinalDashboard[] =>
    kind === 'dashboard' ? [modelled(value, { path, kind: 'file', isOwn: false })] : [],
  );
  return [...inObjects, ...ofOperator, ...inValues, ...files];
}

type Place = Omit<FinalDashboard, 'name' | 'model' | 'unreadable'>;

/** A dashboard that is a text in another document: what is none, and no broken one, is passed over. */
function embedded(text: string, place: Place): FinalDashboard[] {
  if (place.isOwn) return [{ ...place, name: place.key ?? '' }];
  if (!/^\s*\{/.test(text) || !/"(?:panels|rows|elements|dashboard)"\s*:/.test(text)) return [];
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (failure) {
    const isMeant =
      place.kind !== 'ConfigMap' ||
      (/\.json$/.test(place.key ?? '') &&
        (/"(?:schemaVersion|templating)"/.test(text) || place.object?.labels[usualLabel] !== undefined));
    const unreadable = failure instanceof Error ? failure.message : String(failure);
    return isMeant ? [{ ...place, name: place.key ?? place.object?.name ?? '', unreadable }] : [];
  }
  return isDashboard(value) ? [modelled(value, place)] : [];
}

function modelled(value: unknown, place: Place): FinalDashboard {
  const model = readDashboard(value);
  return { ...place, ...defined({ uid: model.uid }), model, name: model.title ?? place.key ?? '' };
}

function below(path: string, steps: readonly string[]): string {
  return `${path} ${printFieldPath(steps)}`;
}

/** The path of a field of a dashboard. */
export function fieldOf(
  { path, kind }: Pick<FinalDashboard, 'path' | 'kind'>,
  at: readonly (string | number)[],
): string {
  if (at.length === 0) return path;
  const printed = printFieldPath(at);
  return kind === 'file' ? `${path} ${printed}` : `${path}${printed.startsWith('[') ? '' : '.'}${printed}`;
}
