import { type Crd, isSchema, type OpenApiSchema } from './crds';

const kept = ['type', 'pattern', 'format', 'enum', 'minimum', 'nullable', 'x-kubernetes-int-or-string'];

/**
 * Leaves of a definition the fields of `spec` and what each is by itself: what is below them is taken as it is. Such a field is told where it is misspelled or
 * of another type; a whole Prometheus would be 10,000 lines, most of them about its pods.
 */
export function shallow(crd: Crd): Crd {
  const versions = crd.versions.map(({ name, schema }) => {
    const spec = propertiesOf(propertiesOf(schema)['spec']);
    const fields = Object.fromEntries(Object.entries(spec).map(([field, own]) => [field, outside(own)]));
    const { spec: _spec, status: _status, ...others } = propertiesOf(schema);
    const properties = { ...others, spec: { type: 'object', properties: fields }, status: anything };
    return { name, schema: { type: 'object', required: ['spec'], properties } };
  });
  return { ...crd, versions };
}

const anything: OpenApiSchema = { type: 'object', 'x-kubernetes-preserve-unknown-fields': true };

function outside(schema: OpenApiSchema): OpenApiSchema {
  if (schema['type'] === 'object') return anything;
  if (schema['type'] === 'array') {
    const items = schema['items'];
    const own = isSchema(items) ? outside(items) : anything;
    return { type: 'array', items: own };
  }
  return Object.fromEntries(kept.flatMap((key) => (key in schema ? [[key, schema[key]]] : [])));
}

function propertiesOf(schema: unknown): Readonly<Record<string, OpenApiSchema>> {
  const properties = isSchema(schema) ? schema['properties'] : undefined;
  return isSchema(properties) ? (properties as Readonly<Record<string, OpenApiSchema>>) : {}; // as a CRD has them
}
