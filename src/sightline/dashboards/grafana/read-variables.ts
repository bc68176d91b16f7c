import { elementsOf, isMap, partOf } from '../../problem/read';

/** A variable of a dashboard, as far as queries depend on it. */
export interface ReadVariable {
  readonly name: string;

  /** Such as `query`, `custom`, `interval` or `datasource`. */
  readonly type: string;

  /**
   * A value that it can have.
   *
   * @default - only the data source knows one
   */
  readonly value?: string;

  /** Of a variable that chooses a data source: the type of data source. */
  readonly dataSourceType?: string;
}

/** The variables of a dashboard, by their names. */
export function readVariables(model: unknown): ReadonlyMap<string, ReadVariable> {
  const list = elementsOf(partOf(partOf(model, 'templating'), 'list')) ?? [];
  return new Map(
    list.flatMap((each) => {
      const name = partOf(each, 'name');
      const type = partOf(each, 'type');
      if (typeof name !== 'string' || !isMap(each)) return [];
      const read = { name, type: typeof type === 'string' ? type : 'query' };
      const query = each['query'];
      if (read.type === 'datasource' && typeof query === 'string')
        return [[name, { ...read, dataSourceType: query }] as const];
      const value = valueOf(read.type, each);
      return [[name, value === undefined ? read : { ...read, value }] as const];
    }),
  );
}

/** A value that does not depend on what a data source holds. */
function valueOf(type: string, variable: Readonly<Record<string, unknown>>): string | undefined {
  const { query } = variable;
  if (typeof query !== 'string' || query === '') return undefined;
  if (type === 'constant' || type === 'textbox') return query;
  if (type !== 'custom' && type !== 'interval') return undefined;
  const first = query
    .split(',')
    .map((each) => each.trim())
    .find((each) => each !== '' && each !== 'auto');
  // a choice may have a name before its value
  return first?.replace(/^.*\s:\s/, '');
}
