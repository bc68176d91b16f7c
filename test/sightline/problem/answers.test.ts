import * as fc from '../../fast-check';
import { applyAnswers, type Answer } from '../../../src/sightline/problem/answers';
import type { Problem } from '../../../src/sightline/problem/problem';
import { error, unanswerable, warning } from '../../../src/sightline/problem/problems';
import { garbage } from './hostile-values';

const today = '2026-08-02';
const path = 'shop/monitored/Rules.rules.own.QueueTooLong';
const noSeverity = warning('ALR407', 'no severity', { path });
const gauge = error('TYP102', 'the rate of a gauge', {
  path: 'shop/monitored/Rules.rules.own.shop:queue:rate5m',
});
const answer = (more: Partial<Answer> = {}): Answer => ({
  id: 'ALR407',
  place: path,
  reason: 'Told by the pager of the shop.',
  ...more,
});

/** What comes out, in short. */
function told(problems: readonly Problem[], answers: readonly unknown[], day = today) {
  // answers may be anything, as programs run without type checks
  const result = applyAnswers(problems, answers as readonly Answer[], day);
  return {
    problems: result.problems.map((each) => `${each.severity} ${each.id} ${each.path}: ${each.message}`),
    answered: result.answered.map(({ problem, answer: { reason } }) => `${problem.id} ${reason}`),
  };
}

describe('an answer', () => {
  test('lifts the warnings and errors of its id at its place, and no others', () => {
    const other = warning('ALR407', 'another place', { path: 'cart/monitored/Rules.rules.own.Busy' });
    expect(
      told(
        [noSeverity, other, gauge],
        [answer(), answer({ id: 'TYP102', place: gauge.path ?? '', reason: 'b' })],
      ),
    ).toEqual({
      problems: ['warning ALR407 cart/monitored/Rules.rules.own.Busy: another place'],
      answered: ['ALR407 Told by the pager of the shop.', 'TYP102 b'],
    });
  });

  test.each([
    ['shop/monitored/Rules', true],
    ['shop/monitored/Rules.rules.own', true],
    ['shop/monitored/Rules.rules.*.QueueTooLong', true],
    ['shop/*/Rules', true],
    ['*/monitored/*', true],
    ['shop/**', true],
    ['**', true],
    ['**/Rules.**Queue*', true],
    ['shop/monitored', false],
    ['shop', false],
    ['shop/*', false],
    ['shop/monitored/Rule', false],
    ['Shop/**', false],
    ['shop/monitored/Rules.rules.own.QueueTooLon', false],
    ['shop.monitored.Rules', false],
  ])('at %s means what stands there: %s', (place, isMet) => {
    expect(told([noSeverity], [answer({ place })]).answered).toHaveLength(isMet ? 1 : 0);
  });

  test('means a construct itself by `/**`, and a field of its object', () => {
    expect(told([{ ...noSeverity, path: 'shop' }], [answer({ place: 'shop/**' })]).answered).toHaveLength(1);
    expect(
      told([{ ...noSeverity, path: 'shop spec.a[0]' }], [answer({ place: 'shop' })]).answered,
    ).toHaveLength(1);
  });

  test('can name a file', () => {
    const inFile = warning('ALR407', 'no severity', { file: 'rules/shop.yaml', line: 3 });
    expect(told([inFile], [answer({ place: 'rules/*.yaml' })]).answered).toHaveLength(1);
  });

  test('without a reason is refused, and counts for nothing', () => {
    expect(told([noSeverity], [answer({ reason: ' ' })])).toEqual({
      problems: [
        `warning ALR407 ${path}: no severity`,
        "error ANS001 answers[0].reason: 'answers[0].reason' is empty: whoever reads the program next must know why ALR407 is kept",
      ],
      answered: [],
    });
  });

  test('to what can not be answered is refused', () => {
    const broken = error('PQL001', 'no expression', { path });
    const [, said] = told([broken], [answer({ id: 'PQL001' })]).problems;
    expect(said).toBe(
      "error ANS001 answers[0]: 'answers[0]' answers PQL001, which can't be answered. Prometheus refuses the rule file, " +
        'so none of its rules is loaded; the operator rejects the PrometheusRule.',
    );
  });

  test('to an error that has kept a construct from being made is refused', () => {
    expect(told(unanswerable([gauge]), [answer({ id: 'TYP102', place: 'shop/**' })])).toEqual({
      problems: [
        `error TYP102 ${gauge.path}: the rate of a gauge`,
        "error ANS001 answers[0]: 'answers[0]' answers TYP102 at 'shop/**', where nothing can be made as long as it stands",
      ],
      answered: [],
    });
  });

  test('to an id that nobody knows is refused, with the one that was meant', () => {
    const [flaw] = applyAnswers([], [answer({ id: 'ALR40' as 'ALR407' })], today).problems; // not of the type
    expect(flaw).toMatchObject({
      id: 'ANS001',
      path: 'answers[0].id',
      fix: expect.stringMatching(/^did you mean 'ALR40\d'\?$/),
    });
  });

  test('that answers nothing is warned of', () => {
    expect(told([noSeverity], [answer({ place: 'cart' })])).toEqual({
      problems: [
        `warning ALR407 ${path}: no severity`,
        "warning ANS002 answers[0]: 'answers[0]' answers ALR407 at 'cart', and there is no such problem",
      ],
      answered: [],
    });
  });

  test('counts up to its last day, and then the problem stands again', () => {
    const until = answer({ until: '2026-08-02' });
    expect(told([noSeverity], [until], '2026-08-02').problems).toEqual([]);
    expect(told([noSeverity], [until], '2026-08-03')).toEqual({
      problems: [
        `warning ALR407 ${path}: no severity`,
        `warning ANS003 answers[0]: 'answers[0]' answered ALR407 at '${path}' until 2026-08-02, and that day is over, so the problem stands again`,
      ],
      answered: [],
    });
  });

  test.each([
    [{ until: '2026-02-30' }, 'OPT002 answers[0].until'],
    [{ until: 'tomorrow' }, 'OPT002 answers[0].until'],
    [{ place: '' }, 'OPT002 answers[0].place'],
    [{ reason: undefined }, 'OPT003 answers[0].reason'],
    [{ because: 'x' }, 'OPT001 answers[0].because'],
  ])('with %j is refused by its form', (more, flaw) => {
    const [standing, said, ...others] = applyAnswers(
      [noSeverity],
      [{ ...answer(), ...more }] as Answer[],
      today,
    ).problems;
    expect([standing, `${said?.id} ${said?.path}`, others]).toEqual([noSeverity, flaw, []]);
  });
});

test('no problem is lost or made up, whatever the answers are', () => {
  const problems = [noSeverity, gauge];
  fc.assert(
    fc.property(fc.array(garbage(['id', 'place', 'reason', 'until']), { maxLength: 3 }), (makes) => {
      const answers = makes.map((make) => make()) as Answer[]; // anything at all
      const result = applyAnswers(problems, answers, today);
      const kept = [...result.problems, ...result.answered.map(({ problem }) => problem)];
      for (const problem of problems) expect(kept).toContain(problem);
    }),
    { numRuns: 200 },
  );
});
