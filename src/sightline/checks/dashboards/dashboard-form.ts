import type { Problem } from '../../problem/problem';
import { error, warning } from '../../problem/problems';
import type { FinalObject } from '../world';
import { fieldOf, type FinalDashboard } from './final-dashboards';
import { notLoaded } from './dashboard-queries';
import { longestUid } from '../../dashboards/names';
import { mostBytes } from '../../stack/dashboard-loading';

/** What Grafana takes as a uid. @see https://github.com/grafana/grafana/blob/v12.0.0/pkg/util/shortid_generator.go */
const uidForm = /^[a-zA-Z0-9\-_]*$/;

/** Panels that show nothing where they ask for nothing. */
const asking = new Set(
  'timeseries graph stat singlestat gauge bargauge table table-old heatmap piechart barchart histogram state-timeline status-history'.split(
    ' ',
  ),
);

/** What is wrong with a dashboard by itself, its queries aside. */
export function formProblems(dashboard: FinalDashboard): Problem[] {
  const { model, unreadable } = dashboard;
  if (unreadable !== undefined)
    return [
      notLoaded(
        dashboard,
        `its text is no JSON (${unreadable})`,
        'mend the text at the place that the reason names',
      ),
    ];
  if (model === undefined) return [];
  if (model.isSecondModel)
    return dashboard.kind === 'ConfigMap' || dashboard.kind === 'values'
      ? [
          notLoaded(
            dashboard,
            'it has the second model (elements and layout), which Grafana refuses in files',
            'export it with the classic model',
          ),
        ]
      : [];
  return [
    ...titleProblems(dashboard),
    ...uidProblems(dashboard),
    ...panelIds(dashboard),
    ...silentPanels(dashboard),
    ...inputs(dashboard),
  ];
}

function titleProblems(dashboard: FinalDashboard): Problem[] {
  if (dashboard.model?.title !== undefined) return [];
  return [notLoaded(dashboard, 'it has no title', 'give it a title')];
}

function uidProblems(dashboard: FinalDashboard): Problem[] {
  const uid = dashboard.model?.uid ?? '';
  if (uid.length <= longestUid && uidForm.test(uid)) return [];
  const why =
    uid.length > longestUid
      ? `its uid (${uid}) has ${uid.length} characters, and Grafana takes ${longestUid}`
      : `its uid (${uid}) has other characters than letters, digits, - and _`;
  return [notLoaded(dashboard, why, 'shorten it, and keep it: links stand on it', ['uid'])];
}

/** Grafana tells panels apart by their ids: of two with one id it opens, and edits, the first. */
function panelIds(dashboard: FinalDashboard): Problem[] {
  const first = new Map<number, string>();
  return (dashboard.model?.panels ?? []).flatMap(({ id, at, title }) => {
    if (id === undefined) return [];
    const earlier = first.get(id);
    if (earlier === undefined) {
      first.set(id, title);
      return [];
    }
    return [
      warning(
        'DSH907',
        `panel '${title}' of '${dashboard.name}' has the id ${id}, and so has panel '${earlier}': Grafana opens one where the other is meant`,
        { path: fieldOf(dashboard, [...at, 'id']), fix: 'give each panel an id of its own' },
      ),
    ];
  });
}

function silentPanels(dashboard: FinalDashboard): Problem[] {
  return (dashboard.model?.panels ?? [])
    .filter(({ type, asks, isLibrary }) => asking.has(type) && asks === 0 && !isLibrary)
    .map(({ at, title }) =>
      warning(
        'DSH911',
        `panel '${title}' of '${dashboard.name}' asks no data source for anything, so it stays empty`,
        {
          path: fieldOf(dashboard, at),
          fix: 'give it a query, or remove it',
        },
      ),
    );
}

/** What only somebody fills in who imports the dashboard by hand. */
const ofImport = /^\$\{(DS_[A-Z0-9_-]+)\}$/;

function inputs(dashboard: FinalDashboard): Problem[] {
  const { model, kind, object } = dashboard;
  if (model === undefined || kind === 'file' || kind === 'values') return [];
  // Grafana's operator fills them in where the object says so
  if (kind === 'GrafanaDashboard' && JSON.stringify(object?.manifest['spec'] ?? {}).includes('"datasources"'))
    return [];
  const open = model.dataSources.filter(({ uid }) => {
    const name = ofImport.exec(uid)?.[1];
    return name !== undefined && !model.variables.has(name);
  });
  const [first] = open;
  if (first === undefined) return [];
  return [
    warning(
      'DSH903',
      `'${dashboard.name}' names the data source '${first.uid}' ${open.length} times, which Grafana fills in only where somebody imports it by hand: loaded from a file, its panels find no data source`,
      {
        path: fieldOf(dashboard, first.at),
        fix: 'declare a variable of the type datasource, and name it: ${datasource}',
      },
    ),
  ];
}

/** ConfigMaps with dashboards that the API server refuses. */
export function sizeProblems(objects: readonly FinalObject[]): Problem[] {
  return objects.flatMap((object) => {
    // the JSON of the object itself has been told of where it was made
    const bytes =
      object.dashboard === undefined ? Buffer.byteLength(JSON.stringify(object.manifest['data'] ?? {})) : 0;
    if (bytes <= mostBytes) return [];
    return [
      error(
        'DSH904',
        `'ConfigMap/${object.namespace ?? 'default'}/${object.name}' has ${bytes} bytes of dashboards, and a ConfigMap holds ${mostBytes}`,
        {
          path: `${object.path} data`,
          fix: 'put each dashboard into a ConfigMap of its own',
        },
      ),
    ];
  });
}
