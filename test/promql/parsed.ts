import type {
  AggregationOperator,
  Binary,
  BinaryOperator,
  FunctionName,
  MatchOperator,
  Node,
  VectorMatching,
  VectorSelector,
} from '../../src/promql/ast';

interface ParsedMatching {
  readonly card: 'one-to-one' | 'many-to-one' | 'one-to-many' | 'many-to-many';
  readonly include: readonly string[];
  readonly labels: readonly string[];
  readonly on: boolean;
}

interface ParsedSelector {
  readonly name: string;
  readonly matchers: readonly {
    readonly name: string;
    readonly type: MatchOperator;
    readonly value: string;
  }[];
  readonly offset: number;
}

/** What Prometheus 3 answers under `/api/v1/parse_query`, as far as our syntax tree has it. */
export type Parsed =
  | { readonly type: 'numberLiteral'; readonly val: string }
  | { readonly type: 'parenExpr'; readonly expr: Parsed }
  | ({ readonly type: 'vectorSelector' } & ParsedSelector)
  | ({ readonly type: 'matrixSelector'; readonly range: number } & ParsedSelector)
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
    case 'parenExpr':
      return convert(parsed.expr);
    case 'vectorSelector':
      return selectorOf(parsed);
    case 'matrixSelector':
      return { type: 'range', selector: selectorOf(parsed), window: parsed.range };
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
        left: convert(parsed.lhs),
        right: convert(parsed.rhs),
      });
    default:
      return parsed;
  }
}

/** Our tree with what means the same written the same: `by ()` is no grouping, `ignoring ()` alone no matching. */
export function normal(node: Node): Node {
  switch (node.type) {
    case 'call':
      return { ...node, args: node.args.map(normal) };
    case 'aggregation': {
      const { grouping, parameter, ...rest } = node;
      const isNone = grouping === undefined || (grouping.type === 'by' && grouping.labels.length === 0);
      return {
        ...rest,
        ...(isNone ? {} : { grouping }),
        ...(parameter === undefined ? {} : { parameter: normal(parameter) }),
        expression: normal(node.expression),
      };
    }
    case 'binary':
      return normalBinary(node);
    default:
      return node;
  }
}

function normalBinary({ matching, ...rest }: Binary): Node {
  const isNone =
    matching?.type === 'ignoring' && matching.labels.length === 0 && matching.group === undefined;
  const kept = matching === undefined || isNone ? {} : { matching };
  return { ...rest, ...kept, left: normal(rest.left), right: normal(rest.right) };
}

function selectorOf({ name, matchers, offset }: ParsedSelector): VectorSelector {
  const own = matchers.filter((matcher) => matcher.name !== '__name__');
  return {
    type: 'selector',
    name,
    matchers: own.map((matcher) => ({ label: matcher.name, operator: matcher.type, value: matcher.value })),
    offset,
    scope: 'global',
  };
}

function matchingOf({ card, include, labels, on }: ParsedMatching): VectorMatching {
  const side = card === 'many-to-one' ? 'left' : 'right';
  const isGrouped = card === 'many-to-one' || card === 'one-to-many';
  return { type: on ? 'on' : 'ignoring', labels, ...(isGrouped ? { group: { side, include } } : {}) };
}
