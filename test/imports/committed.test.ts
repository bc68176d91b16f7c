import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pin } from '../../scripts/import/pin';
import imported from '../../imports/monitoring.coreos.com.schema.json';
import { objectMeta } from '../../src/sightline/schema/object-meta';
import { knownKinds, schemaOf } from '../../src/sightline/schema/known-kinds';
import type { Schema } from '../../src/sightline/schema/schema';

const types = readFileSync(join(__dirname, '..', '..', 'imports', 'monitoring.coreos.com.ts'), 'utf8');
const kinds = Object.entries<Schema>(imported.kinds);

/** Every schema inside a schema, with the way to it. */
function walk(schema: Schema, path: string): { schema: Schema; path: string }[] {
  const others = schema.additionalProperties;
  return [
    { schema, path },
    ...Object.entries(schema.properties ?? {}).flatMap(([name, inner]) => walk(inner, `${path}.${name}`)),
    ...(schema.items ? walk(schema.items, `${path}[]`) : []),
    ...(typeof others === 'object' ? walk(others, `${path}{}`) : []),
  ];
}

const alpha: readonly string[] = ['PrometheusAgent', 'ScrapeConfig'];
const isShallow = (kind = ''): boolean => pin.shallow.some((each) => each === kind);

describe('the committed imports', () => {
  test('are those of the pinned bundle', () => {
    expect(imported.operatorVersion).toBe(pin.operatorVersion);
    expect(imported.bundleSha256).toBe(pin.sha256);
    expect(pin.url).toContain(`/v${pin.operatorVersion}/`);
  });

  test('hold the kinds of the pin, in the schema and in the types', () => {
    expect(Object.keys(imported.kinds)).toEqual(
      [...pin.kinds, ...pin.shallow]
        .map((kind) => `monitoring.coreos.com/${alpha.includes(kind) ? 'v1alpha1' : 'v1'}/${kind}`)
        .sort(),
    );
    const classes = [...types.matchAll(/^export class (\w+) extends ApiObject/gm)].map((match) => match[1]);
    expect(classes.sort()).toEqual([...pin.kinds]);
  });

  test('agree on every field of every spec', () => {
    // cdk8s notes at each property which one of the CRD it is.
    const typed = new Set(
      [...types.matchAll(/@schema (\w+)#(\S+)/g)].map((match) => `${match[1]}.${match[2]}`),
    );
    const fields: string[] = [];
    for (const [kind, schema] of kinds) {
      if (isShallow(kind.split('/')[2])) continue;
      const spec = schema.properties?.spec;
      if (spec === undefined) throw new Error(`${kind} has no spec`);
      for (const { schema: inner, path } of walk(spec, `${kind.split('/')[2]}.spec`)) {
        const owner = path
          .replace(/[[\]{}]/g, '')
          .replace(/\.(\w)/g, (_, letter: string) => letter.toUpperCase())
          .replace('SDConfigs', 'SdConfigs'); // as cdk8s spells abbreviations
        for (const name of Object.keys(inner.properties ?? {})) {
          fields.push(`${owner}.${name}`);
        }
      }
    }
    expect(fields.length).toBeGreaterThan(400);
    expect(fields.filter((field) => !typed.has(field))).toEqual([]);
  });

  test('carry the metadata schema of the program as it is now', () => {
    for (const [, schema] of kinds) expect(schema.properties?.metadata).toEqual(objectMeta);
  });

  test('hold no prose', () => {
    expect(JSON.stringify(imported)).not.toMatch(/"(description|title|example)":"/);
  });
});

describe('the schema of every known kind', () => {
  test.each(knownKinds())('%s is closed everywhere', (key) => {
    const [, apiVersion = '', kind = ''] = /^(.*)\/([^/]+)$/.exec(key) ?? [];
    const root = schemaOf(apiVersion, kind);
    if (root === undefined) throw new Error(`no schema of ${key}`);
    const schemas = walk(root, kind);
    expect(schemas.length).toBeGreaterThan(20);
    const withProperties = schemas.filter(({ schema }) => schema.properties !== undefined);
    expect(
      withProperties.filter(({ schema }) => schema.additionalProperties !== false).map(({ path }) => path),
    ).toEqual([]);
    // A map says what its values are; the open trees are `fieldsV1`, which is a form of its own, and what the pin leaves open.
    const open = schemas.filter(
      ({ schema }) => schema.type === 'object' && schema.additionalProperties === true,
    );
    const left =
      kind === 'ScrapeConfig' ? pin.open.ScrapeConfig.map((field) => `ScrapeConfig.spec.${field}[]`) : [];
    const deep = open.map(({ path }) => path);
    expect(
      isShallow(kind) ? deep.filter((path) => !/\.(?:spec\.\w+(?:\[\])?|status)$/.test(path)) : deep,
    ).toEqual([`${kind}.metadata.managedFields[].fieldsV1`, ...left]);
    const untyped = schemas.filter(({ schema }) => schema.type === undefined).map(({ path }) => path);
    expect(untyped).toEqual([]);
  });
});
