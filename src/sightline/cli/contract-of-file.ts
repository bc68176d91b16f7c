import { resolve } from 'node:path';
import { contractShape } from '../contract/contract-shape';
import type { ServiceContract } from '../contract/service-contract';
import { hasErrors } from '../problem/problems';
import { checkShape } from '../problem/shape';
import { CannotRun, reasonOf } from './cannot-run';

/**
 * A contract that a module exports.
 *
 * @param place the file and the name of the export, as `src/services/shop.ts#shop`
 * @param load loads a module
 * @throws CannotRun if there is none
 */
export function contractOfFile(place: string, load: (path: string) => unknown): ServiceContract {
  const [, file, name] = /^(.+)#(\w+)$/.exec(place) ?? [];
  if (file === undefined || name === undefined) {
    throw new CannotRun(
      `'--contract' (${place}) must be a file and an export, such as src/services/shop.ts#shop`,
    );
  }
  let exported: unknown;
  try {
    exported = (load(resolve(file)) as Readonly<Record<string, unknown>>)[name]; // a module is an object
  } catch (failure) {
    throw new CannotRun(`'${file}' can't be loaded: ${reasonOf(failure)}`);
  }
  if (exported === undefined) throw new CannotRun(`'${file}' has no export '${name}'`);
  if (hasErrors(checkShape(exported, contractShape))) {
    throw new CannotRun(`'${name}' of '${file}' is no contract; serviceContract makes one`);
  }
  return exported as ServiceContract; // of that shape
}
