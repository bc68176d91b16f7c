// npm run metrics-pages -- [--count 20000] [--seed 1] [--version 3.5]…
//
// Changes metrics pages at random, and holds what we say of them against the parser of each Prometheus with the checks of its scrape loop: whether the
// page is read, and how many samples it has. It needs Go and its module proxy. It prints the shortest pages on which we differ without a known
// reason, and fails if there is one.

import { parseArgs } from 'node:util';
import { quirkOf } from '../../test/sightline/exposition/quirks';
import { randomPage } from '../../test/sightline/exposition/random-pages';
import { isSame, verdictOf } from '../../test/sightline/exposition/verdict';
import { random } from '../../test/sightline/promql/random';
import type { PrometheusVersion } from '../../src/sightline/promql/syntax/dialect';
import { askVersion } from './oracle';

/** The oldest that is read for, one between, that of the pinned chart, and the newest. */
const usual = ['2.42', '3.5', '3.14', '3.16'];

/** How many disagreements are shown of a version. */
const shown = 10;

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '20000' },
      seed: { type: 'string', default: '1' },
      version: { type: 'string', multiple: true, default: usual },
    },
  });
  const choices = random(Number(values.seed));
  const pages = Array.from({ length: Number(values.count) }, () => randomPage(choices));
  let unexplained = 0;
  for (const version of values.version as PrometheusVersion[]) {
    const theirs = await askVersion(version, pages);
    const different = pages.flatMap((page, index) => {
      const [own, other] = [verdictOf(page, version), theirs[index]];
      if (other === undefined || isSame(own, other)) return [];
      return [{ page, ours: own, theirs: other, why: quirkOf(page, version) }];
    });
    const wrong = different.filter(({ why }) => why === undefined);
    const read = theirs.filter(({ error }) => error === undefined).length;
    console.log(
      `${version}: ${pages.length} pages, ${read} read by it, ${different.length} differ, ${wrong.length} of them for no known reason`,
    );
    for (const each of wrong
      .sort((one, other) => one.page.bytes.length - other.page.bytes.length)
      .slice(0, shown))
      console.log(JSON.stringify(each));
    unexplained += wrong.length;
  }
  return unexplained === 0 ? 0 : 1;
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  },
);
