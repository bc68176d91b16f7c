import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readChart } from './chart-folder';
import { valueKeys } from './value-keys';

/** `npm run import:chart -- FOLDER`: see imports/README.md. */
function main(): void {
  const { positionals } = parseArgs({ allowPositionals: true });
  const [folder, ...more] = positionals;
  if (folder === undefined || more.length > 0)
    throw new Error('give the folder of the chart: npm run import:chart -- kube-prometheus-stack');
  const chart = readChart(folder);
  const file = { chart: chart.name, chartVersion: chart.version, keys: valueKeys(chart) };
  const path = join(__dirname, '..', '..', 'imports', `${chart.name}.values.json`);
  writeFileSync(path, `${JSON.stringify(file, null, 1)}\n`);
  console.log(`imports/${chart.name}.values.json: the keys of ${chart.name} ${chart.version}`);
}

main();
