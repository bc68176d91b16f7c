import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { chart } from '../../src/sightline/stack/chart';
import { isMap } from '../../src/sightline/stack/plain-data';
import { patched, type KeysOfVersions } from '../../src/sightline/stack/values-keys/keys-of-versions';
import type { ValueMap } from '../../src/sightline/stack/values-keys/keys-of-versions';
import { readChart } from './chart-folder';
import { patchBetween } from './patch-between';
import { valueKeys } from './value-keys';

const path = join(__dirname, '..', '..', 'imports', `${chart.name}.values.json`);

/** `npm run import:chart -- FOLDER…`: see imports/README.md. */
function main(): void {
  const { positionals } = parseArgs({ allowPositionals: true });
  if (positionals.length === 0)
    throw new Error('give the folder of the chart: npm run import:chart -- kube-prometheus-stack');
  const versions = readVersions();
  for (const folder of positionals) {
    const { name, version, ...read } = readChart(folder);
    const keys = valueKeys({ name, version, ...read });
    if (name !== chart.name || !isMap(keys)) throw new Error(`'${folder}' is not the chart ${chart.name}`);
    versions.set(version, keys);
    console.log(`imports/${name}.values.json: the keys of ${name} ${version}`);
  }
  writeFileSync(path, `${JSON.stringify(asFile(versions), null, 1)}\n`);
}

/** The keys of each version that is known. */
function readVersions(): Map<string, ValueMap> {
  if (!existsSync(path)) return new Map();
  const { chartVersion, keys, others } = JSON.parse(readFileSync(path, 'utf8')) as KeysOfVersions; // as it is written below
  return new Map([
    [chartVersion, keys],
    ...Object.entries(others).map(([version, patch]) => [version, patched(keys, patch)] as const),
  ]);
}

/** The keys of the pinned version, and how those of the others differ, the newest first. */
function asFile(versions: ReadonlyMap<string, ValueMap>): KeysOfVersions {
  const keys = versions.get(chart.version);
  if (keys === undefined) throw new Error(`give the folder of ${chart.name} ${chart.version} first`);
  const others = [...versions]
    .filter(([version]) => version !== chart.version)
    .sort(([a], [b]) => b.localeCompare(a, 'en', { numeric: true }))
    .map(([version, of]) => [version, patchBetween(keys, of)] as const);
  return { chart: chart.name, chartVersion: chart.version, keys, others: Object.fromEntries(others) };
}

main();
