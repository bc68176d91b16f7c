import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

/**
 * Formats, lints and type-checks the Python of the project: `npm run lint:python`. The tools are in a virtual environment in `.cache`,
 * which is made if there is none. Where it can't be made, as without a package index, nothing is checked, and that is said.
 */
const root = resolve(__dirname, '../..');
const environment = join(root, '.cache/python-lint');
const runtime = 'src/sightline/instrument/python/runtime';
const examples = 'examples/task-api-fastapi';

/** Runs a program of the environment. */
const run = (program: string, ...args: string[]): boolean =>
  spawnSync(join(environment, 'bin', program), args, { cwd: root, stdio: 'inherit' }).status === 0;

function prepared(): boolean {
  if (['ruff', 'mypy'].every((tool) => existsSync(join(environment, 'bin', tool)))) return true;
  const made = spawnSync('python3', ['-m', 'venv', environment], { stdio: 'inherit' }).status === 0;
  const requirements = join(__dirname, 'requirements.txt');
  return made && run('pip', 'install', '-q', '--disable-pip-version-check', '-r', requirements);
}

function main(): number {
  if (!prepared()) {
    process.stderr.write(
      'Python is not linted: ruff and mypy could not be installed below .cache/python-lint\n',
    );
    return 0;
  }
  const passed = [
    run('ruff', 'format', '--check', '--no-cache', runtime, examples),
    run('ruff', 'check', '--no-cache', runtime, examples),
    run('mypy', runtime),
    run('mypy', `${examples}/metrics.py`),
  ];
  return passed.every(Boolean) ? 0 : 1;
}

process.exitCode = main();
