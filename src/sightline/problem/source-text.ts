/** A text, and the part of it that a problem is about. */
export interface SourceText {
  /** The text: an expression, or a line of a file. */
  readonly text: string;

  /** The index of the first character of the part. */
  readonly start: number;

  /** The index behind its last character; the same as `start` where something is missing. */
  readonly end: number;

  /**
   * The line of the file on which the text begins, counted from 1.
   *
   * @default 1
   */
  readonly firstLine?: number;
}

/** Longer lines are cut around the part. */
const widest = 100;

/** So much of what stands before and behind a part is shown of a long line. */
const around = 20;

/** Where a part of a text begins, both counted from 1; a column is a character, as people count them. */
export function positionOf({ text, start, firstLine = 1 }: SourceText): {
  readonly line: number;
  readonly column: number;
} {
  const before = text.slice(0, start).split('\n');
  let column = 1;
  for (const _character of before.at(-1) ?? '') column++;
  return { line: firstLine + before.length - 1, column };
}

/**
 * The line in which a part begins, and a caret under each of its characters there. What does not fit is cut, and what a terminal would not
 * print as one character is shown as `�` or a blank.
 *
 * @param isNumbered whether the number of the line stands before it
 */
export function drawSource(source: SourceText, isNumbered: boolean): readonly [string, string] {
  const { line, from, to } = lineOf(source);
  const before = shown(line.slice(0, from));
  const marked = shown(line.slice(from, to));
  const after = shown(line.slice(to));
  // of a long line, what is wrong and as much of what is around it as there is room for
  const room = Math.max(around, widest - marked.length - Math.min(after.length, around));
  const head = before.length > room ? ['…', ...before.slice(before.length - room + 1)] : before;
  const all = [...head, ...marked, ...after];
  const written = all.length > widest ? [...all.slice(0, widest - 1), '…'] : all;
  const carets = Math.max(1, Math.min(marked.length, written.length - head.length));
  const number = isNumbered ? `${positionOf(source).line} ` : '';
  return [
    `${number}| ${written.join('')}`.trimEnd(),
    `${' '.repeat(number.length)}| ${' '.repeat(head.length)}${'^'.repeat(carets)}`,
  ];
}

/** The line in which a part begins, and the part in it. */
export function lineOf({ text, start, end }: SourceText): {
  readonly line: string;
  readonly from: number;
  readonly to: number;
} {
  const first = text.lastIndexOf('\n', start - 1) + 1;
  const behind = text.indexOf('\n', start);
  const line = text.slice(first, behind < 0 ? undefined : behind);
  return { line, from: start - first, to: Math.max(start, Math.min(end, first + line.length)) - first };
}

/** The characters of a text, as people count them. */
function shown(text: string): readonly string[] {
  return Array.from(text.replaceAll('\t', ' ').replace(/[\p{Cc}\p{Cf}\p{Cs}]/gu, '�'));
}
