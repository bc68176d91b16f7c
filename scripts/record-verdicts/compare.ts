import { columnsOf, dialectOf } from '../../test/sightline/promql/versions/columns';
import { quirkOf } from '../../test/sightline/promql/versions/quirks';
import { verdict } from '../../test/sightline/promql/verdict';
import { randomExpressions } from './candidates';
import { judge } from './judge';

/** How many disagreements are shown of a version. */
const shown = 10;

/** Holds our verdicts against those of every version on fresh random expressions, and prints where they differ. */
export async function compare(seed: number, howMany: number): Promise<void> {
  const texts = [
    ...randomExpressions(seed, 0.03, Math.ceil(howMany / 2)),
    ...randomExpressions(seed + 1, 0.4, Math.floor(howMany / 2)),
  ];
  for await (const { version, verdicts } of judge(texts)) {
    const differing = columnsOf(version).flatMap((started, column) => {
      const dialect = dialectOf(version, started);
      return texts.flatMap((text, index) => {
        const theirs = verdicts[index]?.[column] === true;
        const ours = verdict(text, dialect);
        if ((ours === undefined) === theirs || quirkOf(version, text, theirs) !== undefined) return [];
        return [{ text, started: started.join(''), theirs: theirs ? 'accepted' : 'refused', ours }];
      });
    });
    if (differing.length > 0) process.exitCode = 1;
    console.log(`${version}: ${differing.length} differ`);
    for (const each of differing.sort((one, other) => one.text.length - other.text.length).slice(0, shown))
      console.log(each);
  }
}
