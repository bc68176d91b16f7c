import type { Crd, OpenApiSchema } from './crds';

/**
 * Leaves fields of a definition open: any list is taken. For what nothing here reads, and what would be most of the definition.
 *
 * @param fields names of lists of objects in `spec`, by the kind
 * @throws Error when a definition has no such list
 */
export function loosen(crd: Crd, fields: Readonly<Partial<Record<string, readonly string[]>>>): Crd {
  const names = fields[crd.kind] ?? [];
  if (names.length === 0) return crd;
  // A copy: the document and the schemas of its versions are the same objects, and stay so.
  const document = structuredClone(crd.document);
  const versions = at(document, 'spec', 'versions');
  if (!Array.isArray(versions)) throw new Error(`'${crd.kind}' must have versions.`);
  for (const version of versions) {
    const properties = at(version, 'schema', 'openAPIV3Schema', 'properties', 'spec', 'properties');
    for (const name of names) {
      if (!isMap(properties) || at(properties, name, 'type') !== 'array')
        throw new Error(`'${name}' must be a list in the 'spec' of '${crd.kind}'.`);
      properties[name] = {
        type: 'array',
        items: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      };
    }
  }
  return {
    ...crd,
    document,
    versions: crd.versions.map(({ name }) => ({ name, schema: schemaOf(versions, name) })),
  };
}

function schemaOf(versions: readonly unknown[], name: string): OpenApiSchema {
  const schema = at(
    versions.find((version) => at(version, 'name') === name),
    'schema',
    'openAPIV3Schema',
  );
  if (!isMap(schema)) throw new Error(`'${name}' must be a version with a schema.`);
  return schema;
}

function at(value: unknown, ...keys: readonly string[]): unknown {
  return keys.reduce<unknown>((inner, key) => (isMap(inner) ? inner[key] : undefined), value);
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
