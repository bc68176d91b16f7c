import { partOf } from '../../problem/read';
import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import { valueAt } from '../../stack/plain-data';
import { referenceOf, type World } from '../world';
import { fieldOf, type FinalDashboard } from './final-dashboards';
import { usualLabel } from '../../stack/dashboard-loading';

/** Dashboards of which Grafana keeps one: those with one uid, and those that the sidecar writes to one file. */
export function repeatedProblems(world: World, dashboards: readonly FinalDashboard[]): Problem[] {
  const { cluster, stacks } = world;
  const isWhole = cluster === undefined || cluster.isClosed === true;
  const areUnique = stacks.some(
    ({ values }) => valueAt(values, ['grafana', 'sidecar', 'enableUniqueFilenames']) === true,
  );
  const first = new Map<string, FinalDashboard>();
  const seen = (key: string, dashboard: FinalDashboard): FinalDashboard | undefined => {
    const earlier = first.get(key);
    if (earlier === undefined) first.set(key, dashboard);
    return earlier;
  };
  return dashboards.flatMap((dashboard) => {
    const scope = isWhole ? '' : scopeOf(dashboard);
    const { uid = '', key, object, kind } = dashboard;
    const folder = JSON.stringify(partOf(object?.manifest['metadata'], 'annotations') ?? {});
    const sameFile =
      kind === 'ConfigMap' && !areUnique
        ? seen(JSON.stringify([scope, 'key', key, folder]), dashboard)
        : undefined;
    // that one object is there twice is told of the object
    if (sameFile !== undefined && nameOf(sameFile) === nameOf(dashboard)) return [];
    if (sameFile !== undefined)
      return [
        warning(
          'DSH902',
          `'${nameOf(dashboard)}' and '${nameOf(sameFile)}' have the same key '${key}': the sidecar of Grafana writes both to one file, and one of them is lost`,
          {
            path: dashboard.path,
            fix: 'name the keys after the uids of the dashboards',
          },
        ),
      ];
    const sameUid = uid === '' ? undefined : seen(JSON.stringify([scope, 'uid', uid]), dashboard);
    if (sameUid === undefined) return [];
    return [
      warning(
        'DSH907',
        `the dashboards '${dashboard.name}' and '${sameUid.name}' have the same uid '${uid}': Grafana keeps one of them, and refuses changes to both`,
        {
          path: fieldOf(dashboard, ['uid']),
          fix: 'give each a uid of its own',
        },
      ),
    ];
  });
}

function nameOf({ object, name }: FinalDashboard): string {
  return object === undefined ? name : referenceOf(object);
}

/** Files of several folders may be for several clusters; what nobody meant for a sidecar is compared with its own file alone. */
function scopeOf({ path, kind, object }: FinalDashboard): string {
  const file = path.replace(/:\d+(?::\d+)?(?:[ .].*)?$/s, '');
  const isLabelled = Object.keys(object?.labels ?? {}).some((label) => /dashboard/.test(label));
  return kind === 'file' || isLabelled ? `${file.replace(/[^/]*$/, '')}${kind === 'file' ? '*' : ''}` : file;
}

/** Keys that Grafana does not read. */
export function keyProblems(dashboards: readonly FinalDashboard[]): Problem[] {
  return dashboards
    .filter(
      ({ kind, key, object }) =>
        kind === 'ConfigMap' && !/\.json$/.test(key ?? '') && object?.labels[usualLabel] !== undefined,
    )
    .map((dashboard) =>
      warning(
        'DSH902',
        `the key '${dashboard.key}' of '${nameOf(dashboard)}' does not end in .json: the sidecar writes a file of that name, and Grafana reads none but .json`,
        {
          path: dashboard.path,
          fix: `name it '${dashboard.key}.json'`,
        },
      ),
    );
}
