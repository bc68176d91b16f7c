import { registry, type ProblemId } from '../../src/sightline/problem/registry/registry';
import { printIndex } from './print-index';
import { printPage } from './print-page';
import { runExample } from './run-example';

/** Every id, sorted. */
export const problemIds = (Object.keys(registry) as ProblemId[]).sort(); // its keys are the ids

/**
 * The pages of all problems and their index, by their names in `docs/checks`.
 *
 * @param run what runs the example of a problem, such as one that has run them before
 */
export async function checkPages(
  run = (id: ProblemId) => runExample(registry[id].example),
): Promise<ReadonlyMap<string, string>> {
  const pages = new Map([['README.md', printIndex(problemIds)]]);
  for (const id of problemIds) pages.set(`${id}.md`, printPage(id, await run(id)));
  return pages;
}
