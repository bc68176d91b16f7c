import type { Span } from '../syntax/ast';

/** A sign of the language. */
export type Sign =
  | '=='
  | '!='
  | '<='
  | '>='
  | '</'
  | '>/'
  | '=~'
  | '!~'
  | '='
  | '<'
  | '>'
  | '+'
  | '-'
  | '*'
  | '/'
  | '%'
  | '^'
  | '('
  | ')'
  | '{'
  | '}'
  | '['
  | ']'
  | ','
  | ':'
  | '@';

/**
 * What a piece of text is: a name, one with a colon (which only metrics have), a word of the language, a number, a duration, a text in
 * quotes, something that can't be read, the end; or a sign, which is its own kind.
 */
export type TokenKind =
  'name' | 'metric' | 'word' | 'number' | 'duration' | 'string' | 'error' | 'end' | Sign;

/** A piece of the text of an expression. */
export interface Token extends Span {
  readonly kind: TokenKind;

  /** The text as it stands there; of what can't be read the reason. */
  readonly text: string;
}

/** A token that has been found, and where the next may start. */
export interface Found {
  readonly kind: TokenKind;
  readonly end: number;

  /**
   * Where what can't be read starts, of kind `error`.
   *
   * @default - where the token starts
   */
  readonly from?: number;

  /** Why it can't be read, of kind `error`. */
  readonly reason?: string;
}

/** Where the match of a sticky expression ends; the same place if there is none. */
export function matchEnd(expression: RegExp, text: string, at: number): number {
  expression.lastIndex = at;
  return expression.test(text) ? expression.lastIndex : at;
}
