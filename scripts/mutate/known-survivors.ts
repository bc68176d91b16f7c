import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Mutant } from './mutants';

/** Mutants that no test can tell from the rules, and why. `*` stands for anything in the name of a rule or a file and in a change, `\*` for itself. */
export interface KnownSurvivor {
  readonly rule: string;
  readonly change: string;
  readonly why: string;

  /**
   * The files of rules that it is about.
   *
   * @default - every one
   */
  readonly in?: string;
}

/** The list that is kept beside this file. */
export function knownSurvivors(): readonly KnownSurvivor[] {
  return parse(readFileSync(join(__dirname, 'known-survivors.yml'), 'utf8')) as readonly KnownSurvivor[]; // kept beside this file
}

/** Those of a file of rules. */
export function knownIn(file: string): readonly KnownSurvivor[] {
  return knownSurvivors().filter((each) => isIn(each, file));
}

/** Whether an entry of the list is about a file of rules. */
export function isIn({ in: pattern = '*' }: KnownSurvivor, file: string): boolean {
  return matches(pattern, file);
}

/** Whether an entry of the list is about a mutant. */
export function isAbout({ rule, change }: KnownSurvivor, mutant: Pick<Mutant, 'rule' | 'change'>): boolean {
  return matches(rule, mutant.rule) && matches(change, mutant.change);
}

function matches(pattern: string, text: string): boolean {
  const parts = pattern
    .split(/(?<!\\)\*/)
    .map((part) => part.replace('\\*', '*').replace(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  return new RegExp(`^${parts.join('.*')}$`).test(text);
}
