import type { Schema } from './schema';

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
 * @param schema what it must be
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#defaulting-and-nullable
 */
export function findViolations(value: unknown, schema: Schema): Violation[] {
  const found: Violation[] = [];
  check(value, schema, [], found);
  return found;
}

function check(value: unknown, schema: Schema, path: FieldPath, found: Violation[]): void {
  const rule = brokenRule(value, schema);
  if (rule !== undefined) found.push({ path, rule, value, schema });
  if (Array.isArray(value)) checkItems(value, schema, path, found);
  else if (isObject(value)) checkProperties(value, schema, path, found);
}

function checkItems(list: readonly unknown[], { items }: Schema, path: FieldPath, found: Violation[]): void {
  if (items !== undefined) list.forEach((item, at) => check(item, items, [...path, at], found));
}

function checkProperties(
  object: Readonly<Record<string, unknown>>,
  schema: Schema,
  path: FieldPath,
  found: Violation[],
): void {
  const { properties = {}, required = [], additionalProperties: others = true } = schema;
  const missing = (name: string) =>
    found.push({ path: [...path, name], rule: 'required', value: undefined, schema });
  for (const name of required) if (!Object.hasOwn(object, name)) missing(name);
  for (const [name, value] of Object.entries(object)) {
    // Object.hasOwn: a field may be called `constructor`
    const known = Object.hasOwn(properties, name) ? properties[name] : undefined;
    // JSON knows no undefined, and of the nulls the API server prunes those of known properties. A null among the
    // values of a map or the items of a list is a value that was forgotten, so it is not passed over.
    const isPruned = value === undefined || (value === null && known !== undefined && !allowsNull(known));
    if (isPruned) {
      if (required.includes(name)) missing(name);
    } else if (known !== undefined) check(value, known, [...path, name], found);
    else if (others === false) found.push({ path: [...path, name], rule: 'unknown', value, schema });
    else if (others !== true) check(value, others, [...path, name], found);
  }
}

function allowsNull(schema: Schema): boolean {
  return brokenRule(null, schema) === undefined;
}

/** The first rule that a value breaks by itself, whatever is in it. */
function brokenRule(value: unknown, schema: Schema): Rule | undefined {
  const { type } = schema;
  if (
    typeof type === 'string' ? !isOfType(value, type) : type?.some((each) => isOfType(value, each)) === false
  )
    return 'type';
  const rule =
    typeof value === 'string'
      ? brokenByText(value, schema)
      : typeof value === 'number'
        ? brokenByNumber(value, schema)
        : Array.isArray(value)
          ? brokenByList(value, schema)
          : undefined;
  return rule ?? (schema.enum?.some((allowed) => allowed === value) === false ? 'enum' : undefined);
}

function isOfType(value: unknown, type: string): boolean {
  switch (type) {
    case 'array':
      return Array.isArray(value);
    case 'integer':
      return Number.isInteger(value);
    case 'null':
      return value === null;
    case 'number':
      return Number.isFinite(value);
    case 'object':
      return isObject(value);
    default:
      return typeof value === type;
  }
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function brokenByText(text: string, schema: Schema): Rule | undefined {
  const { minLength = 0, maxLength = Infinity, pattern, format } = schema;
  // a text has no more code points than units, and one if it has any
  if (text.length < minLength || (minLength > 1 && Array.from(text).length < minLength)) return 'minLength';
  if (text.length > maxLength && Array.from(text).length > maxLength) return 'maxLength';
  if (pattern !== undefined && !matcher(pattern).test(text)) return 'pattern';
  return format === 'date-time' && !isTime(text) ? 'format' : undefined;
}

function brokenByNumber(number: number, { minimum, maximum, format }: Schema): Rule | undefined {
  if (minimum !== undefined && number < minimum) return 'minimum';
  if (maximum !== undefined && number > maximum) return 'maximum';
  const bound = format === 'int32' ? 2 ** 31 : format === 'int64' ? 2 ** 63 : Infinity;
  return number >= -bound && number < bound ? undefined : 'format';
}

function brokenByList({ length }: readonly unknown[], { minItems, maxItems }: Schema): Rule | undefined {
  if (minItems !== undefined && length < minItems) return 'minItems';
  return maxItems !== undefined && length > maxItems ? 'maxItems' : undefined;
}

const dateTime = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/;

/** RFC 3339, as Kubernetes reads times. */
function isTime(text: string): boolean {
  return dateTime.test(text) && Number.isFinite(Date.parse(text));
}

const matchers = new Map<string, RegExp>();

function matcher(pattern: string): RegExp {
  const known = matchers.get(pattern) ?? new RegExp(pattern, 'u');
  matchers.set(pattern, known);
  return known;
}
