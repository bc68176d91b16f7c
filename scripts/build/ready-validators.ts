import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { _ } from 'ajv';
import standaloneCode from 'ajv/dist/standalone';
import { knownSchemas } from '../../src/sightline/schema/known-kinds';
import { anyObject } from '../../src/sightline/schema/object-meta';
import { SchemaCompiler } from '../../src/sightline/schema/schema-compiler';
import { keyOfSchema } from '../../src/sightline/schema/schema-key';

/**
 * Compiles the schemas of all known kinds, so that nothing has to be compiled where the package runs.
 *
 * @param lib the folder of what is compiled
 * @see https://ajv.js.org/standalone.html
 */
export function compileValidators(lib: string): void {
  const compiler = new SchemaCompiler({ source: true, formats: _`require('./formats').formats` });
  const schemas = new Map([anyObject, ...knownSchemas()].map((schema) => [keyOfSchema(schema), schema]));
  for (const [key, schema] of schemas) compiler.ajv.addSchema(compiler.withParts(schema), key);
  const keys = [...schemas.keys()];
  // exports have to be names, which a key may begin as a number does not
  const code = standaloneCode(compiler.ajv, Object.fromEntries(keys.map((key) => [`schema_${key}`, key])));
  const entries = keys.map((key) => `${JSON.stringify(key)}: exports.schema_${key}`);
  writeFileSync(
    join(lib, 'src/sightline/schema/ready-validators.js'),
    `${code}\nexports.readyValidators = { ${entries.join(', ')} };\n`,
  );
}
