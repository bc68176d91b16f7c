import { runInThisContext } from 'node:vm';
import * as sightline from '../../src/sightline';
import * as shop from './shop';

/** The names that the code of an example sees, beside those that it is given: the door of the library, and the declarations of the shop. */
const scope: Readonly<Record<string, unknown>> = { ...sightline, ...shop };

/**
 * The value of an expression of an example.
 *
 * @param code TypeScript without types, as it stands in the registry
 */
export function evaluate(code: string): unknown {
  return run(`return (${code}\n);`, {});
}

/** Runs the statements of an example. */
export function execute(code: string, more: Readonly<Record<string, unknown>>): void {
  run(code, more);
}

function run(body: string, more: Readonly<Record<string, unknown>>): unknown {
  const names = { ...scope, ...more };
  const called = runInThisContext(`(({ ${Object.keys(names).join(', ')} }) => { ${body} })`) as (
    values: typeof names,
  ) => unknown; // the source is a function of one parameter
  return called(names);
}
