import { importText } from '../../../src/sightline/importers/import-text';
import { declarationOf } from './declared';
import { slothEvents } from './samples';

const all = 'sum(rate(api_seconds_count[{{.window}}]))';
const fast = 'sum(rate(api_seconds_bucket{le="0.5"}[{{.window}}]))';
const failed = 'sum(rate(api_seconds_count{code="500"}[{{.window}}]))';

/** The same SLO with its ratio in one query. */
const ratio = (query: string): string =>
  slothEvents('', '').replace(/events:[^]*$/, `raw:\n        error_ratio_query: ${JSON.stringify(query)}\n`);

describe('a guard that changes nothing of what is counted', () => {
  const slow = declarationOf('sloth', slothEvents(`${all} - ${fast}`, all));
  test.each([
    ['clamp_min', `clamp_min(${all} - ${fast}, 0)`, all],
    ['clamp_min of each side', `clamp_min(${all}, 0) - clamp_min(${fast}, 0)`, all],
    ['clamp without an upper bound', `clamp(${all} - ${fast}, 0, +Inf)`, all],
    ['clamp_min and zero for nothing', `clamp_min(${all} - ${fast} or vector(0), 0)`, all],
    ['zero for nothing and clamp_min', `clamp_min(${all} - ${fast}, 0) or vector(0)`, all],
    ['a filter of what is there', `(${all} - ${fast}) >= 0`, `${all} > 0`],
    ['zero times all events', `${all} - ${fast} or 0 * ${all}`, all],
    ['all events times zero', `${all} - ${fast} or ${all} * 0`, all],
    [
      'a difference within the sum',
      'sum(clamp_min(rate(api_seconds_count[{{.window}}]) - ignoring (le) rate(api_seconds_bucket{le="0.5"}[{{.window}}]), 0))',
      all,
    ],
  ])('%s: the objective is that without it', (_, bad, total) => {
    expect(importText('sloth', slothEvents(bad, total)).problems).toEqual([]);
    expect(declarationOf('sloth', slothEvents(bad, total))).toBe(slow);
  });

  const failing = declarationOf('sloth', slothEvents(failed, all));
  test.each([
    ['clamp_max of 1', `clamp_max(${failed} / ${all}, 1)`],
    ['clamp from 0 to 1', `clamp(${failed} / ${all}, 0, 1)`],
    ['clamp_min of 0', `clamp_min(${failed} / ${all}, 0)`],
    ['a divisor that is not 0', `${failed} / (${all} > 0)`],
  ])('%s of a ratio: the objective is that without it', (_, query) => {
    expect(importText('sloth', ratio(query)).problems).toEqual([]);
    expect(declarationOf('sloth', ratio(query))).toBe(failing);
  });
});

describe('what looks like a guard and changes what is counted', () => {
  test.each([
    ['a floor of one event', `clamp_min(${failed}, 1)`, all, 'has clamp_min(sum(rate(api_seconds_count{code'],
    ['a floor of all events', failed, `clamp_min(${all}, 1)`, 'has clamp_min(sum(rate(api_seconds_count[{{'],
    ['a ceiling of events', `clamp_max(${failed}, 1)`, all, 'by which a count becomes another'],
    ['one for nothing', `${failed} or vector(1)`, all, "adds up several counts with 'or'"],
    ['a filter of many', `${failed} > 5`, all, "has the operator '>'"],
    ['a comparison as a number', `${failed} > bool 0`, all, "has the operator '>'"],
    [
      'a difference of series that never match',
      'sum(rate(api_seconds_count[{{.window}}]) - rate(api_seconds_bucket{le="0.5"}[{{.window}}]))',
      all,
      'subtracts series from each other that have other labels',
    ],
  ])('%s is refused', (_, bad, total, reason) => {
    const { problems, carried } = importText('sloth', slothEvents(bad, total));
    expect(carried).toBe(0);
    expect(problems).toMatchObject([{ severity: 'error', message: expect.stringContaining(reason) }]);
  });
});
