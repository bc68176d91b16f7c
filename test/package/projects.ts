import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

const root = resolve(__dirname, '../..');

/**
 * Copies the program of this repository into a project that has the packages: the same files, which import from them.
 *
 * @param folder where its main.ts goes
 */
export function copyProgram(folder: string): void {
  for (const file of ['main.ts', 'monitoring.ts', 'services/task-api.ts', 'services/task-api-contract.ts']) {
    const text = readFileSync(join(root, 'src', file), 'utf8')
      .replace(/'\.\.?\/sightline'/, "'@sightline-monitoring/sightline'")
      .replace(/'\.\.\/sightline\/instrument\/contract'/, "'@sightline-monitoring/instrument/contract'");
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), text);
  }
}

/** Makes the project of `cdk8s init typescript-app`, of the cdk8s command of this checkout, before its packages are installed. */
export function makeStockProject(folder: string): void {
  const template = join(root, 'node_modules/cdk8s-cli/templates/typescript-app');
  mkdirSync(folder, { recursive: true });
  for (const file of ['tsconfig.json', 'cdk8s.yaml']) cpSync(join(template, file), join(folder, file));
  writeFileSync(join(folder, 'package.json'), JSON.stringify({ name: 'stock', private: true }));
}
