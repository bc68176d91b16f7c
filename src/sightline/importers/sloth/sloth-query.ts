import { readQuery, type Query } from '../query/read-query';
import { under, type ImportRefusal } from '../slo/import-problems';
import { missingField } from '../slo/known-fields';
import { field, partOf, type FilePlace, type Located } from '../yaml/located';

/** A query of Sloth, or why there is none, and where what is wrong with it stands. */
export interface PlacedQuery {
  readonly query: Query | ImportRefusal;
  readonly at: (refused: ImportRefusal) => FilePlace;
}

/** A property of Sloth, as a file of `prometheus/v1` and as an object of Kubernetes write it. */
export interface SlothName {
  readonly plain: string;
  readonly camel: string;
}

/** What a property is called in a file, and what else its map may have. */
export interface SlothNames {
  /** Its names, the usual one first: in an object of Kubernetes both are read. */
  readonly of: (name: SlothName) => readonly [usual: string, ...others: string[]];
}

/** The names of properties in a file of `prometheus/v1`, or in an object of Kubernetes. */
export function slothNames(isObject: boolean): SlothNames {
  return { of: ({ plain, camel }) => (isObject ? [camel, plain] : [plain]) };
}

/** Reads the query that a map has under a name. */
export function slothQuery(
  holder: Located | undefined,
  {
    names,
    known,
    place,
  }: {
    readonly names: readonly [string, ...string[]];
    readonly known: readonly string[];
    readonly place: FilePlace;
  },
): PlacedQuery {
  const name = names.find((each) => field(holder, each) !== undefined) ?? names[0];
  const value = field(holder, name);
  const where = under(place, name, value?.line ?? holder?.line);
  if (value?.kind !== 'text')
    return { query: missingField({ holder, name, known, must: 'must be a query' }), at: () => where };
  return {
    query: readQuery(name, value.value),
    at: ({ span }) => (span === undefined ? where : { ...where, ...partOf(value, span) }),
  };
}
