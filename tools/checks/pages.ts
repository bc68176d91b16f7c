import { registry, type ProblemId } from '../../src/sightline/problem/registry/registry';
import { printIndex } from './print-index';
import { printPage } from './print-page';
import { runExample } from './run-example';

/** Every id, sorted. */
export const problemIds = (Object.keys(registry) as ProblemId[]).sort(); // its keys are the ids

/** The pages of all problems and their index, by their names in `docs/checks`. */
export async function checkPages(): Promise<ReadonlyMap<string, string>> {
  const pages = new Map([['README.md', printIndex(problemIds)]]);
  for (const id of problemIds) pages.set(`${id}.md`, printPage(id, await runExample(registry[id].example)));
  return pages;
}
