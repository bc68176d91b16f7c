/** A text that somebody wrote, and what it is called. */
export interface SourceFile {
  /** The path as the user names it; `-` for the standard input. */
  readonly name: string;
  readonly text: string;
}

/** A file whose lines can be found by their characters. */
export interface IndexedFile extends SourceFile {
  /** The line of a character, counted from 1. */
  readonly lineOf: (offset: number) => number;

  /** Where a line begins, and where what is on it ends. */
  readonly span: (line: number) => { readonly start: number; readonly end: number };
}

/** Finds the lines of a file once. A mark of the encoding at its start is no part of it. */
export function indexFile({ name, text: written }: SourceFile): IndexedFile {
  const text = written.startsWith('\uFEFF') ? written.slice(1) : written;
  const starts = [0];
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1);
  const lineOf = (offset: number): number => {
    let [low, high] = [0, starts.length];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((starts[middle] ?? 0) <= offset) low = middle;
      else high = middle;
    }
    return low + 1;
  };
  const span = (line: number): { readonly start: number; readonly end: number } => {
    const start = starts[line - 1] ?? text.length;
    const next = starts[line] ?? text.length + 1;
    const isCrLf = text[next - 2] === '\r' && next - 2 >= start;
    return { start, end: Math.max(start, next - (isCrLf ? 2 : 1)) };
  };
  return { name, text, lineOf, span };
}
