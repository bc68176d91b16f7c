import * as fc from '../../fast-check';
import { fillVariables, type Filling } from '../../../src/sightline/preview/fill-variables';
import { parsePromql } from '../../../src/sightline/promql/build/expression-text';

const filling = (choices: Readonly<Record<string, readonly string[]>> = {}): Filling => ({
  variables: [{ label: 'cluster', mayBeAbsent: true }, { label: 'instance' }],
  choices: new Map(Object.entries(choices)),
  step: 10,
  scrapeInterval: 30,
});

describe('the expression of a panel', () => {
  test('is about all where nothing is chosen', () => {
    expect(fillVariables('up{cluster=~"$cluster",instance=~"$instance"}', filling())).toBe(
      'up{cluster=~".*",instance=~".+"}',
    );
  });

  test('is about what is chosen, to the letter', () => {
    expect(fillVariables('up{instance=~"$instance"}', filling({ instance: ['10.0.0.1:80', 'b'] }))).toBe(
      String.raw`up{instance=~"10\\.0\\.0\\.1:80|b"}`,
    );
  });

  test('has rates over four scrapes, and over a step and a scrape where that is longer', () => {
    const rate = 'rate(a_total[$__rate_interval])';
    expect(fillVariables(rate, filling())).toBe('rate(a_total[2m])');
    expect(fillVariables(rate, { ...filling(), step: 3600 })).toBe('rate(a_total[1h30s])');
  });

  test('keeps what is no variable of its dashboard', () => {
    expect(fillVariables('label_replace(up, "a", "$1", "b", "(.*)")', filling())).toBe(
      'label_replace(up, "a", "$1", "b", "(.*)")',
    );
  });

  test('stays one expression with one matcher, whatever is chosen', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme' }).filter((text) => text !== ''),
        (value) => {
          const text = fillVariables(
            'up{instance=~"$instance"}',
            filling({ instance: [value, '$instance'] }),
          );
          const { node } = parsePromql(text);
          const { matchers = [] } = node as unknown as { matchers?: { value: string }[] };
          expect(matchers).toHaveLength(1);
          const pattern = new RegExp(`^(?:${matchers[0]?.value ?? ''})$`, 'u');
          expect([pattern.test(value), pattern.test(`${value}a`), pattern.test('b')]).toEqual([
            true,
            false,
            value === 'b',
          ]);
        },
      ),
    );
  });
});
