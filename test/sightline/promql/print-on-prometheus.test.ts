import * as fc from '../../fast-check';
import type { Node, VectorSelector } from '../../../src/sightline/promql/syntax/ast';
import { mapSelectors, nodesIn, selectorsIn } from '../../../src/sightline/promql/syntax/walk';
import { print, printLine } from '../../../src/sightline/promql/print/print';
import { type Server, startPrometheus } from '../../../tools/prometheus/server';
import { extent, seedOf } from '../../sampling';
import { describeOnPrometheus } from '../../tools/prometheus/suite';
import { allFeatures, isAtLeast } from '../../../src/sightline/promql/syntax/dialect';
import { expressions } from './expressions';

import { recentExpressions } from './recent-expressions';
import { fromParsed, normal, type Parsed } from './parsed';

const howMany = 400;

/** How many trees are compared. */
const howManyTrees = extent(400, 5_000);
const atOnce = 20;

/** Runs a task for each, several at a time. */
async function forEach<T>(all: readonly T[], task: (each: T) => Promise<void>): Promise<void> {
  const rest = [...all];
  const work = async (): Promise<void> => {
    for (let next = rest.pop(); next !== undefined; next = rest.pop()) await task(next);
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/**
 * Whether Prometheus' formatter should write an expression as ours does. It breaks long ones elsewhere, escapes rare characters in
 * another way, and loses the `group_…` beside `ignoring ()`, which changes the meaning; 2.x writes exponents.
 */
function isWrittenAlike(node: Node, major: number): boolean {
  const line = printLine(node);
  if (Buffer.byteLength(line) > 100 || line.includes('ignoring () group_')) return false;
  const isUsual = (value: string): boolean => /^[ -~\n\t\rÀ-ɏ一-龥😀]*$/u.test(value);
  if (selectorsIn(node).some(({ matchers }) => matchers.some(({ value }) => !isUsual(value)))) return false;
  return nodesIn(node).every((part) => {
    if (part.type === 'string') return isUsual(part.value);
    if (part.type !== 'number' || major > 2) return true;
    const size = Math.abs(part.value);
    return !Number.isFinite(size) || size === 0 || (size >= 1e-4 && size < 1e6);
  });
}

/** With its matchers in the order in which Prometheus writes them; ours keeps the order in which they were given. */
function sorted(node: Node): Node {
  const text = (matchers: VectorSelector['matchers']): string =>
    printLine({ type: 'selector', name: '', matchers, offset: 0, scope: 'global' });
  return mapSelectors(node, (selector) => ({
    ...selector,
    matchers: [...selector.matchers].sort((a, b) =>
      Buffer.compare(Buffer.from(text([a])), Buffer.from(text([b]))),
    ),
  }));
}

describeOnPrometheus('a random expression, printed', (prometheus) => {
  const major = Number(prometheus.version.split('.')[0]);
  // a failure names the seed, with which the same expressions are made again
  const seed = seedOf();
  const nodes = fc.sample(expressions, { numRuns: howMany, seed });
  let server: Server;

  beforeAll(async () => {
    server = await startPrometheus({ prometheus, flags: { 'enable-feature': allFeatures.join(',') } });
  });

  afterAll(() => server.stop());

  const format = async (text: string): Promise<string> => {
    const answer = await server.formatQuery(text);
    return answer.ok ? answer.data : `refused: ${answer.error}`;
  };

  test('is accepted, and means the same on one line and on several', async () => {
    const wrong: unknown[] = [];
    await forEach(nodes, async (node) => {
      const [line, lines] = await Promise.all([format(printLine(node)), format(print(node))]);
      if (line !== lines || line.startsWith('refused'))
        wrong.push({ seed, line, lines, printed: printLine(node) });
    });
    expect(wrong.slice(0, 3)).toEqual([]);
  });

  test('is written as Prometheus itself writes it, where that fits on a line', async () => {
    const short = nodes.filter((node) => isWrittenAlike(node, major)).map((node) => printLine(sorted(node)));
    const different: unknown[] = [];
    await forEach(short, async (line) => {
      const formatted = await format(line);
      if (formatted !== line) different.push({ seed, line, formatted });
    });
    expect(different.slice(0, 3)).toEqual([]);
    expect(short.length).toBeGreaterThan(howMany / 20);
  });

  (major > 2 ? test : test.skip)('is parsed into the tree that it was printed from', async () => {
    const all = isAtLeast(prometheus.version, '3.16')
      ? fc.oneof(expressions, recentExpressions)
      : expressions;
    await forEach(fc.sample(all, { numRuns: howManyTrees, seed }), async (node) => {
      const answer = await server.api('parse_query', { query: print(node) });
      // the answer of this path has the form of Parsed, and anything else makes the comparison fail
      const tree = answer.ok ? fromParsed(answer.data as Parsed) : answer;
      expect({ seed, tree }).toEqual({ seed, tree: normal(node) });
    });
  });
});
