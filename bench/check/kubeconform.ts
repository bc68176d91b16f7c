import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import schemas from '../../imports/monitoring.coreos.com.schema.json';
import type { Command } from '../measure';
import { print } from '../report';

/** kubeconform, if it is on the PATH: it holds objects against their schemas, and does not look at what selects what. */
export function kubeconform(folder: string, manifests: string): readonly Command[] {
  if (spawnSync('kubeconform', ['-v']).error !== undefined) {
    print('kubeconform is not on the PATH');
    return [];
  }
  const kinds = join(folder, 'schemas');
  mkdirSync(kinds);
  for (const [name, schema] of Object.entries(schemas.kinds))
    writeFileSync(join(kinds, `${name.split('/').at(-1)?.toLowerCase()}.json`), JSON.stringify(schema));
  const location = join(kinds, '{{.ResourceKind}}.json');
  // the schemas of core kinds are on the network
  const args = ['-skip', 'Pod,Service', '-schema-location', location, manifests];
  return [{ title: 'kubeconform', program: 'kubeconform', args, cwd: folder }];
}
