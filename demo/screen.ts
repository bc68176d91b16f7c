import { plainLines, tableLines, type Snapshot } from './view';

/** Where things are shown. */
export interface Screen {
  /** Shows lines that stay. */
  say(...lines: readonly string[]): void;

  /** Shows a moment, in place of the last one if it can be. */
  show(snapshot: Snapshot): void;

  /** Milliseconds between two moments that are worth showing. */
  readonly pause: number;
}

/** A stream that may be a terminal. */
export interface Output {
  write(text: string): unknown;
  readonly isTTY?: boolean;
  readonly columns?: number;
}

/** Whether a terminal says by its kind, the variable `TERM`, that it can do no more than append. */
export function isDumb(term: string | undefined): boolean {
  return term === 'dumb';
}

/** A screen that redraws on a terminal, and appends everywhere else and where that is wanted. */
export function screenOn(output: Output, plain: boolean): Screen {
  let drawn = 0;
  const say = (...lines: readonly string[]): void => {
    drawn = 0;
    output.write(lines.map((line) => `${line}\n`).join(''));
  };
  if (plain || output.isTTY !== true)
    return { say, show: (snapshot) => say(...plainLines(snapshot)), pause: 5_000 };
  return {
    say,
    show: (snapshot) => {
      // A line that wraps would be two, and the way back up too short. A terminal that does not know its width says 0.
      const width = (output.columns || 80) - 1;
      const lines = ['', ...tableLines(snapshot)].map((line) => line.slice(0, width));
      const back = drawn === 0 ? '' : `\x1b[${drawn}A\x1b[J`;
      output.write(back + lines.map((line) => `${line}\n`).join(''));
      drawn = lines.length;
    },
    pause: 1_000,
  };
}
