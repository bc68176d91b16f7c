import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Target } from '../../src/sightline/contract/target-labels';
import type { Group, Shape } from './shape';

/**
 * What the library wrote at commit a5cc324, before its rules were made to read less: means over 30 days of samples that are 30 seconds
 * apart. `rules-before.json` holds what `ours` gave there for one objective, with `__NAMESPACE__` and `__SERVICE__` for where the service is. It is kept as it is, so
 * that rules are held against the same ones for ever.
 */
const text = readFileSync(join(__dirname, 'rules-before.json'), 'utf8');

export function before({ namespace, service }: Target): Shape {
  const groups = JSON.parse(
    text.replaceAll('__NAMESPACE__', namespace).replaceAll('__SERVICE__', service),
  ) as Group[]; // as written there
  return { name: 'before', groups };
}
