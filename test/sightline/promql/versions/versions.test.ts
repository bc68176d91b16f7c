import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { PrometheusVersion } from '../../../../src/sightline/promql/syntax/dialect';
import { verdict } from '../verdict';
import { columnsOf, dialectOf, versions } from './columns';
import { quirkOf, quirks, type Quirk } from './quirks';
import { boundaryFile, linesOf, readRecorded, verdictsOf } from './recorded-verdicts';

const recorded = readRecorded();
const newest = versions.at(-1) ?? '3.16';

/** Where our verdict is not that of the version. */
interface Disagreement {
  readonly text: string;
  readonly started: string;
  readonly theirs: 'accepted' | 'refused';
  readonly ours: string | undefined;
  readonly quirk: Quirk | undefined;
}

const found = new Map<PrometheusVersion, readonly Disagreement[]>();

function disagreements(version: PrometheusVersion): readonly Disagreement[] {
  const known = found.get(version) ?? judge(version);
  found.set(version, known);
  return known;
}

function judge(version: PrometheusVersion): readonly Disagreement[] {
  const columns = columnsOf(version).map((started) => ({
    started: started.join(''),
    dialect: dialectOf(version, started),
  }));
  const at = versions.indexOf(version);
  return recorded.flatMap(({ text, signs }) => {
    const theirs = verdictsOf(version, signs[at] ?? '');
    return columns.flatMap(({ started, dialect }, column) => {
      const isAccepted = theirs[column] === true;
      const ours = verdict(text, dialect);
      if ((ours === undefined) === isAccepted) return [];
      const quirk = quirkOf(version, text, isAccepted);
      return [{ text, started, theirs: isAccepted ? 'accepted' : 'refused', ours, quirk } as const];
    });
  });
}

describe('the verdict on a recorded expression', () => {
  test.each(versions)('is that of the parser of Prometheus %s, with and without its features', (version) => {
    const unexplained = disagreements(version).filter(({ quirk }) => quirk === undefined);
    expect({ count: unexplained.length, some: unexplained.slice(0, 3) }).toEqual({ count: 0, some: [] });
  });
});

describe('a quirk', () => {
  test.each(quirks.map((quirk) => [quirk.what, quirk] as const))(
    'is seen in each version that has it: %s',
    (_, quirk) => {
      const { from, to = newest } = quirk;
      const having = versions.slice(versions.indexOf(from), versions.indexOf(to) + 1);
      const seen = having.filter((version) => disagreements(version).some((each) => each.quirk === quirk));
      expect(seen).toEqual(having);
    },
  );

  test('is told in docs/promql.md', () => {
    const docs = readFileSync(join(__dirname, '..', '..', '..', '..', 'docs', 'promql.md'), 'utf8');
    expect(quirks.filter(({ what }) => !docs.includes(`| ${what} `)).map(({ what }) => what)).toEqual([]);
  });
});

describe('the record', () => {
  test('has each boundary case', () => {
    const texts = new Set(recorded.map(({ text }) => text));
    const missing = linesOf(readFileSync(boundaryFile, 'utf8')).filter((text) => !texts.has(text));
    expect({ missing, fix: 'npm run record-verdicts' }).toMatchObject({ missing: [] });
  });

  test('has enough that is accepted and refused in each version', () => {
    for (const [at, version] of versions.entries()) {
      const plain = recorded.filter(({ signs }) => verdictsOf(version, signs[at] ?? '')[0] === true).length;
      expect(plain).toBeGreaterThan(recorded.length / 8);
      expect(plain).toBeLessThan((recorded.length * 7) / 8);
    }
  });
});
