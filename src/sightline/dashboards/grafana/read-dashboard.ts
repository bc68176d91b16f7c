import { elementsOf, isMap, partOf } from '../../problem/read';
import type { FieldPath } from '../../schema/violations';
import { languageOf as languageBy, type QueryLanguage, type ReadQuery } from './read-query';
import { readVariables, type ReadVariable } from './read-variables';
import { queriesOfVariable } from './variable-query';

/** A panel, wherever it stands in rows. */
export interface ReadPanel {
  readonly at: FieldPath;
  readonly title: string;
  readonly type: string;

  /** @default - it has none */
  readonly id?: number;

  /** Whether Grafana keeps it elsewhere, so that nothing is known of it here. */
  readonly isLibrary: boolean;

  /** Whether it has a shortest time between two points, or one of its queries has. */
  readonly hasInterval: boolean;

  /** How many things it asks of data sources, of any kind. */
  readonly asks: number;
  readonly queries: readonly ReadQuery[];
}

/** A dashboard of Grafana as somebody wrote it. What is not as Grafana wants it is left out. */
export interface ReadDashboard {
  readonly title?: string;
  readonly uid?: string;

  /** Whether it is of the second model, which Grafana does not load from files. */
  readonly isSecondModel: boolean;
  readonly variables: ReadonlyMap<string, ReadVariable>;
  readonly panels: readonly ReadPanel[];

  /** Queries of variables and annotations. */
  readonly others: readonly ReadQuery[];

  /** The data sources that it names, each with where. */
  readonly dataSources: readonly { readonly at: FieldPath; readonly uid: string }[];
}

/** Whether a map is a dashboard of Grafana, by what stands in it. */
export function isDashboard(value: unknown): boolean {
  if (!isMap(value)) return false;
  const { panels, rows, title, templating, schemaVersion, uid, elements, layout } = value;
  if (isMap(elements) && isMap(layout)) return true;
  const hasPanels = Array.isArray(panels) || (Array.isArray(rows) && isMap(templating));
  return (
    hasPanels &&
    (typeof schemaVersion === 'number' ||
      isMap(templating) ||
      (typeof title === 'string' && typeof uid === 'string'))
  );
}

/**
 * Reads the classic model of Grafana: panels in the order in which they stand, those of rows too.
 *
 * @param model what {@link isDashboard} says is one
 */
export function readDashboard(model: unknown): ReadDashboard {
  const [title, uid] = [partOf(model, 'title'), partOf(model, 'uid')];
  const variables = readVariables(model);
  const languageOf = (source: unknown): QueryLanguage => languageBy(source, variables);
  const dataSources: { at: FieldPath; uid: string }[] = [];
  const note = (source: unknown, at: FieldPath): void => {
    const named = typeof source === 'string' ? source : partOf(source, 'uid');
    if (typeof named === 'string') dataSources.push({ at, uid: named });
  };
  const panels = panelsIn(model, []).map(({ panel, at }) => {
    note(partOf(panel, 'datasource'), [...at, 'datasource']);
    for (const [index, target] of (elementsOf(partOf(panel, 'targets')) ?? []).entries())
      note(partOf(target, 'datasource'), [...at, 'targets', index, 'datasource']);
    return readPanel(panel, at, languageOf);
  });
  const annotations = (elementsOf(partOf(partOf(model, 'annotations'), 'list')) ?? []).flatMap(
    (each, index) => {
      const expr = partOf(each, 'expr');
      if (typeof expr !== 'string' || expr === '') return [];
      return [
        {
          at: ['annotations', 'list', index, 'expr'],
          text: expr,
          language: languageOf(partOf(each, 'datasource')),
        },
      ];
    },
  );
  const ofVariables = (elementsOf(partOf(partOf(model, 'templating'), 'list')) ?? []).flatMap(
    (each, index) =>
      partOf(each, 'type') === 'query'
        ? queriesOfVariable(each, ['templating', 'list', index], languageOf(partOf(each, 'datasource')))
        : [],
  );
  return {
    ...(typeof title === 'string' && title !== '' ? { title } : {}),
    ...(typeof uid === 'string' ? { uid } : {}),
    isSecondModel: isMap(partOf(model, 'elements')),
    variables,
    panels,
    others: [...ofVariables, ...annotations],
    dataSources,
  };
}

/** Rows have panels, in the model of before version 16 and where they are shut. */
function panelsIn(
  model: unknown,
  at: FieldPath,
  depth = 0,
): { readonly panel: unknown; readonly at: FieldPath }[] {
  const lists = ['panels', 'rows'].map((key) => ({ key, list: elementsOf(partOf(model, key)) ?? [] }));
  return lists.flatMap(({ key, list }) =>
    list.flatMap((panel, index) => {
      const place = [...at, key, index];
      const below = depth < deepest ? panelsIn(panel, place, depth + 1) : [];
      return key === 'rows' || partOf(panel, 'type') === 'row' ? below : [{ panel, at: place }, ...below];
    }),
  );
}

/** Rows are in nothing but a dashboard. */
const deepest = 2;

function readPanel(panel: unknown, at: FieldPath, languageOf: (source: unknown) => QueryLanguage): ReadPanel {
  const [title, type, id] = [partOf(panel, 'title'), partOf(panel, 'type'), partOf(panel, 'id')];
  const targets = elementsOf(partOf(panel, 'targets')) ?? [];
  const own = partOf(panel, 'datasource');
  const queries = targets.flatMap((target, index): ReadQuery[] => {
    const expr = partOf(target, 'expr');
    if (typeof expr !== 'string' || expr.trim() === '') return [];
    const source = partOf(target, 'datasource') ?? own;
    return [{ at: [...at, 'targets', index, 'expr'], text: expr, language: languageOf(source) }];
  });
  const hasInterval = [panel, ...targets].some((each) => {
    const interval = partOf(each, 'interval');
    return typeof interval === 'string' && interval !== '';
  });
  return {
    at,
    title: typeof title === 'string' ? title : '',
    type: typeof type === 'string' ? type : '',
    ...(typeof id === 'number' ? { id } : {}),
    isLibrary: isMap(partOf(panel, 'libraryPanel')),
    hasInterval,
    asks: targets.length,
    queries,
  };
}
