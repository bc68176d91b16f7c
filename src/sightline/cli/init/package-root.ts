import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What this package is, as its package.json says. */
export interface OwnPackage {
  /** Its folder. */
  readonly root: string;

  /** Its version, such as `0.1.0`. */
  readonly version: string;
}

/** The package that this module is in: a checkout, or what npm has installed. */
export function ownPackage(folder = __dirname): OwnPackage {
  const file = join(folder, 'package.json');
  if (!existsSync(file)) return ownPackage(dirname(folder));
  const { version } = JSON.parse(readFileSync(file, 'utf8')) as { readonly version: string }; // npm wants one
  return { root: folder, version };
}
