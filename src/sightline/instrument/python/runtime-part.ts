import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readPython, type PythonSource } from './python-imports';

/** The parts of a generated module that are the same for every contract: the Python files in `runtime`. */
export type RuntimePart =
  | 'bounded'
  | 'page'
  | 'hooks'
  | 'counting'
  | 'django_routes'
  | 'routes'
  | 'exchange'
  | 'middleware'
  | 'wsgi_routes'
  | 'wsgi';

/** Reads a part from its file. A build has the files beside the compiled code: `npm run build` copies them. */
export function runtimePart(name: RuntimePart): PythonSource {
  return readPython(readFileSync(join(__dirname, 'runtime', `${name}.py`), 'utf8'));
}
