import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readBundle } from './bundle';
import { pickCrds } from './crds';
import { generateTypes } from './generate-types';
import { loosen } from './loosen';
import { pin } from './pin';
import { shallow } from './shallow';
import { printSchemaFile } from './schema-file';

// `npm run import [-- --from FILE]`: see imports/README.md.
async function main(): Promise<void> {
  const { values } = parseArgs({ options: { from: { type: 'string' } } });
  const bundle = await readBundle(pin, values.from);
  const crds = pickCrds(bundle, pin.kinds).map((crd) => loosen(crd, pin.open));
  const selecting = pickCrds(bundle, pin.shallow).map(shallow);
  // Everything is made before anything is written, so that a failure leaves imports/ as it was.
  const files = {
    'monitoring.coreos.com.ts': generateTypes(crds),
    'monitoring.coreos.com.schema.json': printSchemaFile([...crds, ...selecting], pin),
  };
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(__dirname, '..', '..', 'imports', name), text);
    console.log(`imports/${name}: ${text.split('\n').length - 1} lines`);
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
