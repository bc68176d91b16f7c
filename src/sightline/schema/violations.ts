import type { ErrorObject } from 'ajv';
import { readyValidators } from './ready-validators';
import { keyOfSchema } from './schema-key';
import type { Schema } from './schema';
import type * as compilerModule from './schema-compiler';
import type { Validator } from './validator';

/** The way to a field from the root of an object: property names and array positions, from 0. */
export type FieldPath = readonly (string | number)[];

/** The rule of a schema that a value breaks, named by its JSON schema keyword; `unknown` is a field nobody knows. */
export type Rule = Exclude<keyof Schema, 'properties' | 'items' | 'additionalProperties'> | 'unknown';

/** One value that breaks one rule of its schema. */
export interface Violation {
  /** Where the value stands; for `required`, where it should. */
  readonly path: FieldPath;

  /** The rule it breaks. */
  readonly rule: Rule;

  /** The value, undefined when it is missing. */
  readonly value: unknown;

  /** The schema that has the rule. For `unknown` and `required` that of the object around the field. */
  readonly schema: Schema;
}

/**
 * Prints the way to a field, such as `spec.endpoints[0].interval`. Names that hold more than letters, digits,
 * `_` and `-` are quoted: `metadata.labels['app.kubernetes.io/name']`.
 */
export function printFieldPath(path: FieldPath): string {
  return path.reduce<string>((printed, step) => {
    if (typeof step === 'number') return `${printed}[${step}]`;
    if (!/^[\w-]+$/.test(step)) return `${printed}['${step}']`;
    return printed === '' ? step : `${printed}.${step}`;
  }, '');
}

/**
 * Finds what is wrong with a value, at most one violation for each field, in the order of the document.
 *
 * A property whose value is null counts as not set: the API server prunes it before it validates.
 *
 * @param value plain JSON
 * @param schema what it must be; it is compiled when it is first seen, and kept
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function findViolations(value: unknown, schema: Schema): Violation[] {
  const validate = validatorOf(schema);
  if (validate(value)) return [];
  const found = new Map<string, Located>();
  for (const error of validate.errors ?? []) {
    const located = pruned(locate(error, value, schema));
    if (located === undefined) continue;
    const key = JSON.stringify(located.path);
    if (!found.has(key)) found.set(key, located);
  }
  return [...found.values()]
    .sort((one, other) => compare(one.place, other.place))
    .map(({ path, rule, value, schema }) => ({ path, rule, value, schema }));
}

/** A violation, and what it takes to prune and to sort it. */
interface Located extends Violation {
  /** The schema of the object or array around the value. */
  readonly around: Schema;

  /** The position of each step of the path among its siblings; -1 for one that is missing. */
  readonly place: readonly number[];
}

// ajv names the place of an error; the value and the schema there are found by going that way.
function locate(error: ErrorObject, root: unknown, rootSchema: Schema): Located {
  const { keyword, instancePath, params } = error;
  const steps = instancePath.split('/').slice(1).map(unescapePointer);
  const own: unknown = keyword === 'required' ? params.missingProperty : params.additionalProperty;
  const isOfField = typeof own === 'string' && (keyword === 'required' || keyword === 'additionalProperties');
  if (isOfField) steps.push(own);
  let value = root;
  let schema = rootSchema;
  let around: Schema = {};
  const path: (string | number)[] = [];
  const place: number[] = [];
  for (const name of steps) {
    const step = Array.isArray(value) ? Number(name) : name;
    path.push(step);
    // ajv went the same way, so all but the last value is an object or an array.
    const parent = value as object;
    place.push(typeof step === 'number' ? step : Object.keys(parent).indexOf(step));
    around = schema;
    schema = schemaBelow(schema, step);
    value = Reflect.get(parent, step);
  }
  // Our schemas have no keyword that is neither a rule nor `additionalProperties`: the type Schema sees to it.
  const rule = keyword === 'additionalProperties' ? 'unknown' : (keyword as Rule);
  return { path, rule, value, schema: isOfField ? around : schema, around, place };
}

// JSON knows no undefined, and of the nulls the API server prunes those of known properties. A null among the
// values of a map or the items of a list is a value that was forgotten, so it is not passed over.
function pruned(located: Located): Located | undefined {
  const { path, rule, value, around } = located;
  const name = path.at(-1);
  if (rule === 'required' || typeof name !== 'string') return located;
  if (value === undefined) return undefined;
  if (value !== null || rule === 'unknown' || !Object.hasOwn(around.properties ?? {}, name)) return located;
  if (around.required?.includes(name) !== true) return undefined;
  return { ...located, rule: 'required', value: undefined, schema: around };
}

function schemaBelow(schema: Schema, step: string | number): Schema {
  if (typeof step === 'number') return schema.items ?? {};
  const { properties = {}, additionalProperties: others } = schema;
  // Object.hasOwn: a field may be called `constructor`.
  if (Object.hasOwn(properties, step)) return properties[step] ?? {};
  return typeof others === 'object' ? others : {};
}

function compare(one: readonly number[], other: readonly number[]): number {
  const index = one.findIndex((position, at) => position !== other[at]);
  return index < 0 ? one.length - other.length : (one[index] ?? -1) - (other[index] ?? -2);
}

function unescapePointer(step: string): string {
  return step.replace(/~1/g, '/').replace(/~0/g, '~');
}

const validators = new Map<Schema, Validator>();

function validatorOf(schema: Schema): Validator {
  let known = validators.get(schema);
  if (known === undefined) {
    known = readyValidators[keyOfSchema(schema)] ?? compiled(schema);
    validators.set(schema, known);
  }
  return known;
}

let compiler: compilerModule.SchemaCompiler | undefined;

function compiled(schema: Schema): Validator {
  // the package has validators of all kinds that it knows, and needs no ajv for them
  // eslint-disable-next-line @typescript-eslint/no-require-imports -- as said above: it is loaded where something has to be compiled
  const { SchemaCompiler: Compiler } = require('./schema-compiler') as typeof compilerModule;
  compiler ??= new Compiler();
  return compiler.compile(schema);
}
