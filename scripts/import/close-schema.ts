import type { Schema } from '../../src/sightline/schema/schema';
import { isSchema, type OpenApiSchema } from './crds';
import { toEcmaPattern } from './ecma-pattern';

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

const copied = [
  'enum',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
] as const satisfies readonly (keyof Schema)[];

const handled = new Set<string>([
  ...copied,
  'type',
  'properties',
  'additionalProperties',
  'required',
  'items',
  'pattern',
  'format',
  'nullable',
  'x-kubernetes-int-or-string',
  'x-kubernetes-preserve-unknown-fields',
  'x-kubernetes-validations',
]);

// Left out on purpose: prose, and what only the API server acts on.
const dropped = new Set<string>([
  'description',
  'title',
  'example',
  'externalDocs',
  'default',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-list-type',
  'x-kubernetes-map-type',
]);

/**
 * Rules in the expression language of the API server, with what holds objects against each. Of another one the import says that it has to be
 * learned.
 */
const learned = new Set([
  // src/sightline/scrape/rejection/scrape-config-rejections.ts
  '[has(self.basicAuth), has(self.authorization), has(self.oauth2)].filter(x, x).size() <= 1',
]);

const checkedFormats = new Set<unknown>(['int32', 'int64', 'date-time']);

/**
 * Turns the schema of a CRD into plain, closed JSON schema: an object knows the properties it lists and no
 * others, unless the CRD says that it is a map or keeps unknown fields.
 *
 * It follows the API server: a field that is not listed would be pruned, a required field that has a default
 * may be left out, an int-or-string is either.
 *
 * @param schema the schema as the CRD has it
 * @param path where it stands, for messages
 * @throws Error on a keyword that this can't express, so that a new release can't lose a rule silently
 * @see https://kubernetes.io/docs/tasks/extend-kubernetes/custom-resources/custom-resource-definitions/#field-pruning
 */
export function closeSchema(schema: OpenApiSchema, path = '.'): Schema {
  const intOrString = schema['x-kubernetes-int-or-string'] === true;
  for (const keyword of Object.keys(schema)) {
    const impliedAnyOf = keyword === 'anyOf' && intOrString;
    if (!handled.has(keyword) && !dropped.has(keyword) && !impliedAnyOf) {
      throw new Error(
        `'${keyword}' at '${path}' must be a keyword that the import knows; add it to close-schema.ts.`,
      );
    }
  }
  for (const rule of rulesOf(schema)) {
    if (!learned.has(rule))
      throw new Error(
        `The rule '${rule}' at '${path}' must be one that objects are held against; see close-schema.ts.`,
      );
  }
  const closed: Mutable<Schema> = {};
  const type = typeOf(schema, intOrString);
  if (type !== undefined) closed.type = type;
  for (const keyword of copied) {
    // The keywords are copied one to one, so the value has the type its keyword wants.
    if (schema[keyword] !== undefined) Object.assign(closed, { [keyword]: schema[keyword] });
  }
  if (typeof schema.pattern === 'string') closed.pattern = toEcmaPattern(schema.pattern);
  if (checkedFormats.has(schema.format)) closed.format = String(schema.format);
  if (isSchema(schema.items)) closed.items = closeSchema(schema.items, `${path}[]`);
  if (schema.type === 'object') closeObject(schema, closed, path);
  return closed;
}

/** The rules of the keyword `x-kubernetes-validations`. */
function rulesOf(schema: OpenApiSchema): readonly string[] {
  const rules = schema['x-kubernetes-validations'];
  return Array.isArray(rules) ? rules.map((each) => (isSchema(each) ? String(each.rule) : String(each))) : [];
}

function typeOf(schema: OpenApiSchema, intOrString: boolean): Schema['type'] {
  const types = intOrString ? ['integer', 'string'] : typeof schema.type === 'string' ? [schema.type] : [];
  if (schema.nullable === true && types.length > 0) types.push('null');
  return types.length > 1 ? types : types[0];
}

function closeObject(schema: OpenApiSchema, closed: Mutable<Schema>, path: string): void {
  const properties = isSchema(schema.properties) ? schema.properties : {};
  const entries = Object.entries(properties).filter((entry): entry is [string, OpenApiSchema] =>
    isSchema(entry[1]),
  );
  const required = Array.isArray(schema.required) ? schema.required.map(String) : [];
  const demanded = required.filter((name) => {
    const property = properties[name];
    return !(isSchema(property) && 'default' in property);
  });
  if (demanded.length > 0) closed.required = demanded.sort();
  if (entries.length > 0) {
    const inOrder = entries.sort(([a], [b]) => (a < b ? -1 : 1));
    closed.properties = Object.fromEntries(
      inOrder.map(([name, property]) => [name, closeSchema(property, `${path === '.' ? '' : path}.${name}`)]),
    );
  }
  const others = schema.additionalProperties;
  closed.additionalProperties = isSchema(others)
    ? closeSchema(others, `${path}{}`)
    : others === true || schema['x-kubernetes-preserve-unknown-fields'] === true;
}
