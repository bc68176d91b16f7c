import type {
  AggregationOperator,
  Binary,
  BinaryOperator,
  FunctionName,
  Length,
  MatchOperator,
  Moved,
  Node,
  VectorMatching,
  VectorSelector,
} from '../../../src/sightline/promql/syntax/ast';
import { fold, withChildren } from '../../../src/sightline/promql/syntax/walk';

interface ParsedMatching {
  readonly card: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  readonly include: readonly string[];
  readonly labels: readonly string[];
  readonly on: boolean;

  /** From 3.10 on. */
  readonly fillValues?: { readonly lhs: number | null; readonly rhs: number | null };
}

/** A length that is calculated. */
type ParsedLength =
  | { readonly type: 'numberLiteral'; readonly val: string; readonly duration: boolean }
  | {
      readonly type: 'durationExpr';
      readonly op: '+' | '-' | '*' | '/' | '%' | '^' | 'step' | 'range' | 'max_of' | 'min_of';
      readonly lhs: ParsedLength | null;
      readonly rhs: ParsedLength | null;
    };

interface ParsedSelector {
  readonly name: string;
  readonly matchers: readonly {
    readonly name: string;
    readonly type: MatchOperator;
    readonly value: string;
  }[];
  readonly offset: number;
  readonly offsetExpr?: ParsedLength | null;
  readonly timestamp: number | null;
  readonly startOrEnd: 'start' | 'end' | null;

  /** From 3.7 on. */
  readonly anchored?: boolean;
  readonly smoothed?: boolean;
}

/** What Prometheus 3 answers under `/api/v1/parse_query`, as far as our syntax tree has it. */
export type Parsed =
  | { readonly type: 'numberLiteral'; readonly val: string }
  | { readonly type: 'stringLiteral'; readonly val: string }
  | { readonly type: 'parenExpr'; readonly expr: Parsed }
  | { readonly type: 'unaryExpr'; readonly op: '-' | '+'; readonly expr: Parsed }
  | {
      readonly type: 'subquery';
      readonly expr: Parsed;
      readonly range: number;
      readonly rangeExpr?: ParsedLength | null;
      readonly step: number;
      readonly stepExpr?: ParsedLength | null;
      readonly offset: number;
      readonly offsetExpr?: ParsedLength | null;
      readonly timestamp: number | null;
      readonly startOrEnd: 'start' | 'end' | null;
    }
  | ({ readonly type: 'vectorSelector' } & ParsedSelector)
  | ({
      readonly type: 'matrixSelector';
      readonly range: number;
      readonly rangeExpr?: ParsedLength | null;
    } & ParsedSelector)
  | {
      readonly type: 'call';
      readonly func: { readonly name: FunctionName };
      readonly args: readonly Parsed[];
    }
  | {
      readonly type: 'aggregation';
      readonly op: AggregationOperator;
      readonly param: Parsed | null;
      readonly grouping: readonly string[];
      readonly without: boolean;
      readonly expr: Parsed;
    }
  | {
      readonly type: 'binaryExpr';
      readonly op: BinaryOperator;
      readonly bool: boolean;
      readonly matching: ParsedMatching | null;
      readonly lhs: Parsed;
      readonly rhs: Parsed;
    };

/** The tree of Prometheus as ours, in the form that {@link normal} gives; what ours has no name for stays as it is. */
export function fromParsed(parsed: Parsed): Node | Parsed {
  return convert(parsed); // convert() leaves what it does not know
}

function convert(parsed: Parsed): Node {
  switch (parsed.type) {
    case 'numberLiteral':
      return { type: 'number', value: Number(parsed.val.replace('Inf', 'Infinity')) };
    case 'stringLiteral':
      return { type: 'string', value: parsed.val };
    case 'parenExpr':
      return convert(parsed.expr);
    case 'unaryExpr':
      return { type: 'unary', operator: parsed.op, expression: convert(parsed.expr) };
    case 'subquery':
      return {
        type: 'subquery',
        expression: convert(parsed.expr),
        window: lengthOf(parsed.range, parsed.rangeExpr),
        ...(parsed.step === 0 && !parsed.stepExpr ? {} : { step: lengthOf(parsed.step, parsed.stepExpr) }),
        ...movesOf(parsed),
      };
    case 'vectorSelector':
      return selectorOf(parsed);
    case 'matrixSelector':
      return {
        type: 'range',
        selector: selectorOf(parsed),
        window: lengthOf(parsed.range, parsed.rangeExpr),
      };
    case 'call':
      return { type: 'call', name: parsed.func.name, args: parsed.args.map(convert) };
    case 'aggregation':
      return normal({
        type: 'aggregation',
        operator: parsed.op,
        grouping: { type: parsed.without ? 'without' : 'by', labels: parsed.grouping },
        ...(parsed.param === null ? {} : { parameter: convert(parsed.param) }),
        expression: convert(parsed.expr),
      });
    case 'binaryExpr':
      return normal({
        type: 'binary',
        operator: parsed.op,
        bool: parsed.bool,
        ...(parsed.matching === null ? {} : { matching: matchingOf(parsed.matching) }),
        ...fillOf(parsed.matching),
        left: convert(parsed.lhs),
        right: convert(parsed.rhs),
      });
    default:
      return parsed;
  }
}

/** Our tree with what means the same written the same: `by ()` is no grouping, `ignoring ()` alone no matching. */
export function normal(root: Node): Node {
  return fold<Node>(root, (node, children) => {
    const same = withChildren(node, children);
    if (same.type === 'aggregation') {
      const { grouping, ...rest } = same;
      const isNone = grouping === undefined || (grouping.type === 'by' && grouping.labels.length === 0);
      return isNone ? rest : same;
    }
    if (same.type === 'selector') return { ...same, offset: plain(same.offset) };
    if (same.type === 'range')
      return {
        ...same,
        window: plain(same.window),
        selector: { ...same.selector, offset: plain(same.selector.offset) },
      };
    if (same.type === 'subquery')
      return {
        ...same,
        window: plain(same.window),
        offset: plain(same.offset),
        ...(same.step === undefined ? {} : { step: plain(same.step) }),
      };
    return same.type === 'binary' ? normalBinary(same) : same;
  });
}

/** A length with signs taken into literals, and what is one alone in milliseconds: as it is meant. */
function plain(length: Length): Length {
  const inner = withSigns(length);
  return typeof inner === 'object' && inner.type === 'number' ? milliseconds(inner.value) : inner;
}

function withSigns(length: Length): Length {
  if (typeof length === 'number') return length;
  if (length.type === 'negated') {
    const inner = withSigns(length.length);
    if (typeof inner === 'number') return 0 - inner;
    return inner.type === 'number' ? { ...inner, value: -inner.value } : { type: 'negated', length: inner };
  }
  if (length.type !== 'operation') return length;
  return { ...length, left: withSigns(length.left), right: withSigns(length.right) };
}

function milliseconds(seconds: number): number {
  return Math.round(seconds * 1e9) / 1e6;
}

/** Prometheus gives whole milliseconds, and what is calculated beside them. */
function lengthOf(length: number, expression: ParsedLength | null | undefined): Length {
  return expression ? plain(convertLength(expression)) : length;
}

function convertLength(parsed: ParsedLength): Length {
  if (parsed.type === 'numberLiteral') {
    const value = Number(parsed.val);
    return parsed.duration ? milliseconds(value) : { type: 'number', value };
  }
  const { op, lhs, rhs } = parsed;
  if (op === 'step' || op === 'range') return { type: op };
  const right = rhs === null ? 0 : convertLength(rhs);
  if (lhs === null) return op === '+' ? right : { type: 'negated', length: right };
  return { type: 'operation', operator: op, left: convertLength(lhs), right };
}

function fillOf(matching: ParsedMatching | null): Pick<Binary, 'fill'> {
  const { lhs = null, rhs = null } = matching?.fillValues ?? {};
  if (lhs === null && rhs === null) return {};
  return { fill: { ...(lhs === null ? {} : { left: lhs }), ...(rhs === null ? {} : { right: rhs }) } };
}

function normalBinary({ matching, ...rest }: Binary): Node {
  const isNone =
    matching?.type === 'ignoring' && matching.labels.length === 0 && matching.group === undefined;
  return { ...rest, ...(matching === undefined || isNone ? {} : { matching }) };
}

function movesOf({
  offset,
  offsetExpr,
  timestamp,
  startOrEnd,
}: Pick<ParsedSelector, 'offset' | 'offsetExpr' | 'timestamp' | 'startOrEnd'>): Moved {
  const at = startOrEnd ?? timestamp;
  return { offset: lengthOf(offset, offsetExpr), ...(at === null ? {} : { at }) };
}

/** A name that stands in braces is a name, as in our tree. */
function selectorOf(parsed: ParsedSelector): VectorSelector {
  const own = parsed.matchers.filter((matcher) => matcher.name !== '__name__');
  const [only, ...others] = parsed.matchers.filter((matcher) => matcher.name === '__name__');
  const isName = only?.type === '=' && only.value !== '' && others.length === 0;
  const kept = isName ? own : parsed.matchers;
  return {
    type: 'selector',
    name: isName ? only.value : '',
    matchers: kept.map(({ name, type, value }) => ({ label: name, operator: type, value })),
    ...movesOf(parsed),
    scope: 'global',
    ...(parsed.anchored ? { edges: 'anchored' } : parsed.smoothed ? { edges: 'smoothed' } : {}),
  };
}

function matchingOf({ card, include, labels, on }: ParsedMatching): VectorMatching {
  const side = card === 'many-to-one' ? 'left' : 'right';
  const isGrouped = card === 'many-to-one' || card === 'one-to-many';
  return { type: on ? 'on' : 'ignoring', labels, ...(isGrouped ? { group: { side, include } } : {}) };
}
