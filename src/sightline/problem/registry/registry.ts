import type { Severity } from '../severity';
import { alertProblems } from './alerts';
import { contractProblems } from './contract';
import { dashboardProblems } from './dashboards';
import type { ProblemEntry } from './entry';
import { environmentProblems } from './environments';
import { expositionProblems } from './exposition';
import { fileProblems } from './files';
import { importProblems } from './import';
import { labelProblems } from './labels';
import { objectProblems } from './objects';
import { optionProblems } from './options';
import { promqlProblems } from './promql';
import { routingProblems } from './routing';
import { ruleProblems } from './rules';
import { scrapeProblems } from './scrape';
import { scrapePathProblems } from './scrape-path';
import { stackProblems } from './stack';
import { typeProblems } from './types';

/**
 * Every problem that there can be, by its id: the only source of ids. To add one, write its entry into the file of its family, and run
 * `npm run docs:checks`.
 */
export const registry = {
  ...alertProblems,
  ...contractProblems,
  ...dashboardProblems,
  ...environmentProblems,
  ...expositionProblems,
  ...fileProblems,
  ...importProblems,
  ...labelProblems,
  ...objectProblems,
  ...optionProblems,
  ...promqlProblems,
  ...routingProblems,
  ...ruleProblems,
  ...scrapeProblems,
  ...scrapePathProblems,
  ...stackProblems,
  ...typeProblems,
};

/** The id of a problem. It never changes its meaning; `docs/checks` has a page for each. */
export type ProblemId = keyof typeof registry;

/** The ids that a problem of this severity can have. */
export type IdOf<S extends Severity> = {
  [Id in ProblemId]: S extends (typeof registry)[Id]['severities'][number] ? Id : never;
}[ProblemId];

/** What an id means. */
export function entryOf(id: ProblemId): ProblemEntry {
  return registry[id];
}

/** Whether a text is an id. */
export function isProblemId(text: string): text is ProblemId {
  return Object.hasOwn(registry, text);
}
