import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { compileValidators } from '../../../scripts/build/ready-validators';
import { knownSchemas, schemaOf } from '../../../src/sightline/schema/known-kinds';
import { anyObject } from '../../../src/sightline/schema/object-meta';
import { keyOfSchema } from '../../../src/sightline/schema/schema-key';
import type { Validator } from '../../../src/sightline/schema/validator';

describe('the validators that the package has', () => {
  let lib: string;
  let ready: Readonly<Record<string, Validator>>;
  beforeAll(() => {
    lib = mkdtempSync(join(tmpdir(), 'sightline-lib-'));
    const folder = join(lib, 'src/sightline/schema');
    mkdirSync(folder, { recursive: true });
    const formats = JSON.stringify(resolve(__dirname, '../../../src/sightline/schema/formats'));
    writeFileSync(join(folder, 'formats.js'), `module.exports = require(${formats});\n`);
    // it asks for parts of ajv
    symlinkSync(resolve(__dirname, '../../../node_modules'), join(lib, 'node_modules'));
    compileValidators(lib);
    const module = jest.requireActual<{ readyValidators: typeof ready }>(join(folder, 'ready-validators.js'));
    ready = module.readyValidators;
  });
  afterAll(() => rmSync(lib, { recursive: true, force: true }));

  test('are for all kinds, in every release of the operator', () => {
    for (const schema of [anyObject, ...knownSchemas()]) expect(ready[keyOfSchema(schema)]).toBeDefined();
  });

  test('find what the compiled schema finds, formats too', () => {
    const schema = schemaOf('v1', 'Service');
    const validate = schema && ready[keyOfSchema(schema)];
    const service = (generation: unknown) => ({
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name: 'shop', generation, creationTimestamp: 'soon' },
      spec: { ports: [{ port: 0 }], slector: {} },
    });
    expect(validate?.(service(2 ** 63))).toBe(false);
    expect(validate?.errors?.map(({ instancePath, keyword }) => `${instancePath} ${keyword}`).sort()).toEqual(
      [
        '/metadata/creationTimestamp format',
        '/metadata/generation format',
        '/spec additionalProperties',
        '/spec/ports/0/port minimum',
      ],
    );
  });
});
