import * as fc from '../../fast-check';
import { gauge, promql, rate, sum, type Vector } from '../../../src/sightline';
import { asPrinted } from '../../../src/sightline/promql/check/as-printed';
import { parse } from '../../../src/sightline/promql/parse/parse';
import { print, printLine } from '../../../src/sightline/promql/print/print';
import type { Node } from '../../../src/sightline/promql/syntax/ast';
import { allFeatures, newestVersion } from '../../../src/sightline/promql/syntax/dialect';
import { nodesIn, withoutPlaces } from '../../../src/sightline/promql/syntax/walk';
import { bindGroups } from '../../../src/sightline/rules/bind-rules';
import { recordingRule, ruleGroup } from '../../../src/sightline/rules/rule';
import { expressions } from './expressions';

const everything = { version: newestVersion, features: allFeatures };
/** The text that a node is said to stand in. */
const textOf = ({ span }: Node): string | undefined => span?.text?.slice(span.start, span.end);

describe('an expression with the places of its text', () => {
  test('is the same expression', () => {
    fc.assert(
      fc.property(expressions, (node) => {
        const placed = asPrinted(node);
        expect(withoutPlaces(placed)).toEqual(withoutPlaces(node));
        expect(print(placed)).toBe(print(node));
      }),
      { numRuns: 300 },
    );
  });

  test('has each part where its text reads as that part', () => {
    let places = 0;
    fc.assert(
      fc.property(expressions, (node) => {
        for (const part of nodesIn(asPrinted(node))) {
          const text = textOf(part);
          if (text === undefined) continue;
          places += 1;
          const { node: read } = parse(text, everything);
          expect(read === undefined ? text : printLine(read)).toBe(printLine(part));
        }
      }),
      { numRuns: 300 },
    );
    expect(places).toBeGreaterThan(1_000);
  });

  test('keeps the text that a part was read from', () => {
    const { node } = sum(promql('rate( x_total[5m] )'));
    const [inner] = nodesIn(asPrinted(node)).filter(({ type }) => type === 'call');
    expect(inner?.span).toEqual({ text: 'rate( x_total[5m] )', start: 0, end: 19 });
    expect(textOf(asPrinted(node))).toBe('sum(rate(x_total[5m]))');
  });
});

test('what is wrong with a rule that was built is shown in its text', () => {
  const queue = gauge('shop_queue_length', 'Orders waiting', {});
  // the compiler refuses it too
  const wrong: Vector<never> = sum(rate(queue.over('5m') as never));
  const { problems } = bindGroups([ruleGroup('own', [recordingRule('shop:queue:rate5m', wrong)])], {
    target: { namespace: 'retail', service: 'shop' },
    scrapeInterval: 30_000,
    metrics: [queue.declaration],
  });
  expect(problems).toMatchObject([
    { id: 'TYP102', source: { text: 'sum(rate(shop_queue_length[5m]))', start: 4, end: 31 } },
  ]);
});
