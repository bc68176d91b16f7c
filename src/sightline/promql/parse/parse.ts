import { made } from '../../problem/made';
import { error } from '../../problem/problems';
import type { Node } from '../syntax/ast';
import { fail, peek, unexpected, type Cursor, type PlacedProblem } from './cursor';
import { syntaxOf, type Dialect } from '../syntax/dialect';
import { parseExpression } from './parse-expression';
import { scan } from './scan';

/** An expression as it was read. */
export interface Parsed {
  /**
   * Its tree, with the places of its parts.
   *
   * @default - the text is no expression, and `problems` say why
   */
  readonly node?: Node;

  /** What is wrong with the text itself: all that the tree does not show. */
  readonly problems: readonly PlacedProblem[];
}

/**
 * A longer text fits into no object: etcd takes requests of at most 1.5 MiB.
 *
 * @see https://etcd.io/docs/v3.5/dev-guide/limit/
 */
const longestText = 1_572_864;

function tooLong({ length }: string): PlacedProblem {
  const message = `an expression (${length} characters) must have at most ${longestText}: Kubernetes stores no larger object`;
  return { ...error('PQL001', message, { fix: 'record parts of it' }), span: { start: 0, end: 0 } };
}

const halfPair = /\p{Surrogate}/u;

/**
 * Reads an expression, whatever the text is. Time and memory are linear in its length, which is at most one and a half million characters.
 *
 * @param text as it stands in a rule
 * @param dialect the Prometheus that is to read it
 */
export function parse(text: string, dialect: Dialect = {}): Parsed {
  if (text.length > longestText) return { problems: [tooLong(text)] };
  const half = halfPair.exec(text)?.index;
  if (half !== undefined) {
    const message = 'half a surrogate pair stands here, which is no character';
    return { problems: [{ ...error('PQL001', message), span: { start: half, end: half + 1 } }] };
  }
  const syntax = syntaxOf(dialect);
  const cursor: Cursor = {
    tokens: scan(text, syntax),
    dialect,
    syntax,
    problems: [],
    parseInner: parseExpression,
    at: 0,
    depth: 0,
    failed: false,
    parenthesized: undefined,
  };
  if (peek(cursor).kind === 'end') {
    fail(cursor, peek(cursor), 'there is no expression in this text');
    return { problems: cursor.problems };
  }
  const node = parseExpression(cursor);
  if (!cursor.failed && peek(cursor).kind !== 'end')
    unexpected(cursor, 'an operator or the end must follow an expression');
  return cursor.failed
    ? { problems: cursor.problems }
    : { node: made('tree', node), problems: cursor.problems };
}
