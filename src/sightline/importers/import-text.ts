import type { Problem } from '../problem/problem';
import { assembleContracts } from './contract/assemble-contracts';
import { readOpenSlo } from './openslo/import-openslo';
import { readSloth } from './sloth/import-sloth';
import { packageName } from './print/package-name';
import { printDeclaration } from './print/print-declaration';

/** The formats that are read. */
export const importFormats = ['sloth', 'openslo'] as const;

/** One of {@link importFormats}. */
export type ImportFormat = (typeof importFormats)[number];

/** What was made of a file. */
export interface Imported {
  /**
   * TypeScript that declares the contracts.
   *
   * @default - nothing could be carried over
   */
  readonly declaration?: string;

  /** What was left out, dropped or changed, in the order of the file. */
  readonly problems: readonly Problem[];

  /** How many objectives were found, and how many of them are declared. */
  readonly found: number;
  readonly carried: number;

  /**
   * Why the file could not be looked at.
   *
   * @default - it could
   */
  readonly unreadable?: string;
}

const readers = { sloth: readSloth, openslo: readOpenSlo };

/**
 * The declaration of the objectives of a file, in TypeScript, and all that could not be carried over. Never throws, whatever the text is.
 *
 * @param format what the text is written in
 * @param text the file
 * @param library the module that the declaration imports from: the package, or the path to the library in a fork of it
 */
export function importText(format: ImportFormat, text: string, library: string = packageName): Imported {
  const { slos, problems, found, unreadable } = readers[format](text);
  if (unreadable !== undefined) return { problems, found, carried: 0, unreadable };
  const { contracts, problems: more } = assembleContracts(slos);
  const all = [...problems, ...more].sort((a, b) => (a.line ?? 0) - (b.line ?? 0));
  const carried = contracts.reduce((sum, { objectives }) => sum + objectives.length, 0);
  return {
    ...(contracts.length === 0
      ? {}
      : { declaration: printDeclaration(contracts, { command: format, library }) }),
    problems: all,
    found,
    carried,
  };
}
