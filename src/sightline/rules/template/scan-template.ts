/** What stands between `{{` and `}}`, in parts. */
export interface Action {
  /** The text without the braces and the signs that trim. */
  readonly text: string;

  /** Its parts, without spaces; a comment has none. */
  readonly parts: readonly Part[];

  /**
   * Whether it is a comment.
   *
   * @default false
   */
  readonly isComment?: boolean;

  /**
   * Where it has no meaning any more: an offset in `text`.
   *
   * @default - it was read to its end
   */
  readonly brokenAt?: number;

  /**
   * How the text goes on behind it.
   *
   * @default - it ends there
   */
  readonly after?: string;
}

/** How much of the text behind an action is kept. */
const mostAfter = 20;

/** A part of an action. */
export interface Part {
  readonly type: 'text' | 'variable' | 'field' | 'number' | 'word' | 'sign';

  /** As it is written; of a variable or a field with what follows its dots. */
  readonly text: string;

  /** Whether it follows the part before without a space, as the field of what stands in parentheses does. */
  readonly isJoined: boolean;
}

/** A text of an alert, read. */
export interface Scanned {
  readonly actions: readonly Action[];

  /** What stands between the actions. */
  readonly plain: readonly string[];

  /**
   * What is left where an action does not end.
   *
   * @default - each does
   */
  readonly unclosed?: string;
}

const space = /[ \t\r\n]+/y;

/** A comment, which fills its action. */
const comment = /^(?:-[ \t\r\n])?\/\*[^]*\*\/(?:[ \t\r\n]-)?$/;

const kinds: readonly (readonly [Part['type'], RegExp])[] = [
  ['text', /"(?:[^"\\\n]|\\.)*"|`[^`]*`|'(?:[^'\\\n]|\\.)+'/y],
  ['variable', /\$\w*(?:\.\w+)*/y],
  ['field', /(?:\.[A-Za-z_]\w*)+/y],
  ['number', /[+-]?(?:0[xX][\da-fA-F_]+|(?:\d[\d_]*\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)i?/y],
  ['word', /[A-Za-z_]\w*(?:\.\w+)*/y],
  ['sign', /:=|[-|(),=.]/y],
];

/** The actions of a text. */
export function scanTemplate(text: string): Scanned {
  const actions: Action[] = [];
  const plain: string[] = [];
  let end = 0;
  for (let at = text.indexOf('{{'); at >= 0;) {
    const close = endOf(text, at + 2);
    plain.push(text.slice(end, at));
    if (close === undefined) return { actions, plain, unclosed: text.slice(at) };
    end = close + 2;
    const raw = text.slice(at + 2, close);
    const inner = raw.replace(/^-(?=\s)/, ' ').replace(/(?<=\s)-$/, ' ');
    const after = text.slice(close + 2, close + 2 + mostAfter);
    actions.push(
      comment.test(raw) ? { text: inner, parts: [], isComment: true } : { ...scanAction(inner), after },
    );
    at = text.indexOf('{{', close + 2);
  }
  return { actions, plain: [...plain, text.slice(end)] };
}

/** Where an action ends; undefined if it does not. Braces in its texts and comments are no end. */
function endOf(text: string, start: number): number | undefined {
  const ends = /"(?:[^"\\\n]|\\.)*"|`[^`]*`|\/\*[^]*?\*\/|\}\}/g;
  ends.lastIndex = start;
  for (let match = ends.exec(text); match !== null; match = ends.exec(text)) {
    if (match[0] === '}}') return match.index;
  }
  return undefined;
}

function scanAction(text: string): Action {
  const parts: Part[] = [];
  let isJoined = false;
  for (let at = 0; at < text.length;) {
    const gap = matchAt(space, text, at);
    if (gap !== undefined) {
      at += gap.length;
      isJoined = false;
      continue;
    }
    const part = partAt(text, at, isJoined);
    if (part === undefined) return { text, parts, brokenAt: at };
    parts.push(part);
    at += part.text.length;
    isJoined = true;
  }
  return { text, parts };
}

function partAt(text: string, at: number, isJoined: boolean): Part | undefined {
  for (const [type, pattern] of kinds) {
    const found = matchAt(pattern, text, at);
    if (found !== undefined) return { type, text: found, isJoined };
  }
  return undefined;
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0];
}
