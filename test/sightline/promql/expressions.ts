import * as fc from '../../fast-check';
import type {
  AggregationOperator,
  ArithmeticOperator,
  BinaryOperator,
  ComparisonOperator,
  Grouping,
  Matcher,
  Node,
  Moment,
  RangeSelector,
  SetOperator,
  VectorMatching,
  VectorSelector,
} from '../../../src/sightline/promql/syntax/ast';
import {
  aggregations,
  functions,
  type AggregationSignature,
  type FunctionName,
  type FunctionSignature,
  type Shape,
} from '../../../src/sightline/promql/syntax/catalogue';
import { escapeRegex, matchesEmpty } from '../../../src/sightline/promql/syntax/regex';

const names = [
  'up',
  'x',
  'shop_requests_total',
  'shop:requests:rate11m',
  'a_rather_long_name_of_some_histogram_bucket',
  'sum',
  'By',
  'offset',
  // can't stand outside of braces
  'on',
  'NaN',
];
const labels = ['a', 'le', 'namespace', 'by', 'on', 'sum', 'offset', 'bool', '_under_score9'];
const arithmetic: readonly ArithmeticOperator[] = ['+', '-', '*', '/', '%', '^', 'atan2'];
const comparisons: readonly ComparisonOperator[] = ['==', '!=', '>', '<', '>=', '<='];
const sets: readonly SetOperator[] = ['and', 'or', 'unless'];
/** What both 2.42 and 3.x have without a feature flag. */
const isEverywhere = ({ since, until, feature }: FunctionSignature | AggregationSignature): boolean =>
  since === undefined && until === undefined && feature === undefined;
const allFunctions = (Object.entries(functions) as [FunctionName, FunctionSignature][]).filter(([, each]) =>
  isEverywhere(each),
);
const allAggregations = (
  Object.entries(aggregations) as [AggregationOperator, AggregationSignature][]
).filter(([, each]) => isEverywhere(each));

const minute = 60_000;
/** In milliseconds, but the long ones in seconds: Prometheus 3.5 reads `207d2h49m7s12ms` as a millisecond less. */
const length = fc.oneof(
  fc.constantFrom(1, 1_000, 5 * minute, 90 * minute, 86_400_000, 14 * 86_400_000, 365 * 86_400_000),
  fc.integer({ min: 1, max: 10 * minute }),
  fc.integer({ min: 1, max: 40_000_000 }).map((seconds) => seconds * 1_000),
);
const offset = fc.oneof(
  fc.constant(0),
  length,
  length.map((milliseconds) => -milliseconds),
);
const labelList = fc.uniqueArray(fc.constantFrom(...labels), { maxLength: 3 });

const text = fc.oneof(
  fc.constantFrom(
    '',
    'GET',
    '/tasks/:id',
    'say "x"',
    "it's",
    'a\\b',
    'two\nlines',
    '\ttab',
    'naïve',
    '日本',
    '😀',
    '{}[]()',
    '`',
  ),
  fc.string({ unit: 'grapheme-ascii', maxLength: 8 }),
  fc.string({ unit: 'grapheme-composite', maxLength: 4 }),
);

const matcher: fc.Arbitrary<Matcher> = fc.oneof(
  fc.record({ label: fc.constantFrom(...labels), operator: fc.constantFrom('=', '!='), value: text }),
  fc.record({
    label: fc.constantFrom(...labels),
    operator: fc.constantFrom('=~', '!~'),
    value: fc.oneof(
      fc.constantFrom('5..', '.*', '(?i:get|head)', '\\d+\\.\\d+', '[^/]+', ''),
      fc.array(text, { minLength: 1, maxLength: 3 }).map((values) => values.map(escapeRegex).join('|')),
    ),
  }),
);

const moment: fc.Arbitrary<Moment | undefined> = fc.oneof(
  { weight: 5, arbitrary: fc.constant(undefined) },
  fc.constantFrom<Moment>('start', 'end', 0, 1_500),
  fc.integer({ min: -1e12, max: 1e13 }),
);

/** What moves something in time. */
const moves = fc
  .tuple(offset, moment)
  .map(([back, at]) => ({ offset: back, ...(at === undefined ? {} : { at }) }));

const named = fc.record({
  name: fc.constantFrom(...names),
  matchers: fc.array(matcher, { maxLength: 3 }),
});

/** Prometheus refuses a selector of everything. */
const unnamed = fc
  .record({ name: fc.constant(''), matchers: fc.array(matcher, { minLength: 1, maxLength: 3 }) })
  .filter(({ matchers }) => matchers.some((each) => !matchesEmpty(each)));

const selector: fc.Arbitrary<VectorSelector> = fc
  .tuple(fc.oneof({ weight: 4, arbitrary: named }, unnamed), moves)
  .map(([what, when]) => ({ type: 'selector', ...what, ...when, scope: 'global' }));

const range: fc.Arbitrary<RangeSelector> = fc.record({
  type: fc.constant('range'),
  selector,
  window: length,
});

const number: fc.Arbitrary<Node> = fc
  .oneof(
    fc.constantFrom(
      0,
      -0,
      1,
      -1,
      0.5,
      -0.5,
      100,
      86_400,
      1e-5,
      1e6,
      1_234_567,
      1e21,
      NaN,
      Infinity,
      -Infinity,
    ),
    fc.integer(),
    fc.double(),
  )
  .map((value) => ({ type: 'number', value }));

const grouping = fc.option(
  fc.record<Grouping>({ type: fc.constantFrom('by', 'without'), labels: labelList }),
  { nil: undefined },
);

const setMatching = fc.option(
  fc.record<VectorMatching>({ type: fc.constantFrom('on', 'ignoring'), labels: labelList }),
  { nil: undefined },
);

const matching: fc.Arbitrary<VectorMatching | undefined> = fc
  .tuple(setMatching, fc.option(fc.tuple(fc.constantFrom('left', 'right'), labelList), { nil: undefined }))
  .map(([how, group]) => {
    if (how === undefined || group === undefined) return how;
    const [side, include] = group;
    // Prometheus refuses a label that is both matched and included
    const added = include.filter((label) => how.type === 'ignoring' || !how.labels.includes(label));
    return { ...how, group: { side, include: added } };
  });

/** Expressions that Prometheus accepts, as our syntax tree: any instant vector that can be built, numbers calculated with included. */
export const expressions: fc.Arbitrary<Node> = fc.letrec((tie) => {
  // both levels below make nodes
  const scalar = tie('scalar') as fc.Arbitrary<Node>;
  const vector = tie('vector') as fc.Arbitrary<Node>;
  const anyMatching = (
    left: fc.Arbitrary<Node>,
    right: fc.Arbitrary<Node>,
    how: fc.Arbitrary<VectorMatching | undefined>,
  ) =>
    fc.oneof(
      fc
        .tuple(left, fc.constantFrom(...arithmetic), right, how)
        .map(([a, operator, b, match]) => binary(a, operator, b, false, match)),
      fc
        .tuple(left, fc.constantFrom(...comparisons), right, how, fc.boolean())
        .map(([a, operator, b, match, bool]) => binary(a, operator, b, bool, match)),
    );
  const noMatching = fc.constant(undefined);
  const calculated = fc
    .tuple(scalar, fc.constantFrom(...arithmetic, ...comparisons), scalar)
    .map(([a, operator, b]) => binary(a, operator, b, (comparisons as readonly string[]).includes(operator)));
  const subqueries = fc
    .tuple(vector, length, fc.option(length, { nil: undefined }), moves)
    .map(([expression, window, step, when]): Node => {
      return { type: 'subquery', expression, window, ...(step === undefined ? {} : { step }), ...when };
    });
  const ofShape: Readonly<Record<Shape, fc.Arbitrary<Node>>> = {
    scalar,
    'instant vector': vector,
    'range vector': fc.oneof(
      { maxDepth: 3, depthIdentifier: 'vector' },
      { weight: 3, arbitrary: range },
      subqueries,
    ),
    string: text.map((value) => ({ type: 'string', value })),
  };
  const calls = (gives: Shape): fc.Arbitrary<Node> =>
    fc.oneof(
      ...allFunctions
        .filter(([, signature]) => signature.gives === gives)
        .map(([name, signature]) => callOf(name, signature, ofShape)),
    );
  return {
    scalar: fc.oneof(
      { maxDepth: 2, depthIdentifier: 'scalar' },
      { weight: 6, arbitrary: number },
      calculated,
      scalar.map((expression) => signed(expression)),
      calls('scalar'),
    ),
    vector: fc.oneof(
      { maxDepth: 4, depthIdentifier: 'vector' },
      selector,
      { weight: 3, arbitrary: calls('instant vector') },
      ...allAggregations.map(([operator, { parameter }]) =>
        fc
          .tuple(grouping, vector, parameter === undefined ? fc.constant(undefined) : ofShape[parameter])
          .map(([by, of, first]) => aggregation(operator, by, of, first)),
      ),
      vector.map((expression) => signed(expression)),
      anyMatching(vector, scalar, noMatching),
      anyMatching(scalar, vector, noMatching),
      anyMatching(vector, vector, matching),
      fc
        .tuple(vector, fc.constantFrom(...sets), vector, setMatching)
        .map(([a, operator, b, match]) => binary(a, operator, b, false, match)),
    ),
  };
}).vector;

function callOf(
  name: FunctionName,
  { takes, optional = 0, more = 0 }: FunctionSignature,
  ofShape: Readonly<Record<Shape, fc.Arbitrary<Node>>>,
): fc.Arbitrary<Node> {
  return fc
    .integer({ min: takes.length - optional, max: takes.length + Math.min(more, 2) })
    .chain((count) =>
      fc.tuple(
        ...Array.from(
          { length: count },
          (_, index) => ofShape[takes[Math.min(index, takes.length - 1)] ?? 'scalar'],
        ),
      ),
    )
    .map((args) => ({ type: 'call', name, args }));
}

function signed(expression: Node): Node {
  return { type: 'unary', operator: '-', expression };
}

function aggregation(
  operator: AggregationOperator,
  by: Grouping | undefined,
  expression: Node,
  parameter?: Node,
): Node {
  return {
    type: 'aggregation',
    operator,
    ...(by === undefined ? {} : { grouping: by }),
    ...(parameter === undefined ? {} : { parameter }),
    expression,
  };
}

function binary(
  left: Node,
  operator: BinaryOperator,
  right: Node,
  bool: boolean,
  matched?: VectorMatching,
): Node {
  return {
    type: 'binary',
    operator,
    bool,
    ...(matched === undefined ? {} : { matching: matched }),
    left,
    right,
  };
}
