import type { PageBytes } from './page-bytes';

/** Why Prometheus can't read on, and at which byte of the page. */
export class Unreadable extends Error {
  /**
   * @param isEnd whether there is nothing behind it to be read
   */
  constructor(
    why: string,
    readonly at: number,
    readonly isEnd = false,
  ) {
    super(why);
  }
}

/** Where a page is read. Nothing in it goes back, so that a page is read in linear time. */
export class Cursor {
  at = 0;

  /** Where the last quotes begin that hold the end of a line: often they were not meant to. */
  overLines: number | undefined;

  constructor(readonly bytes: PageBytes) {}

  /** The next byte; empty at the end. */
  peek(): string {
    return this.bytes.charAt(this.at);
  }

  /** Goes behind a text, if it is next. */
  skip(text: string): boolean {
    if (!this.bytes.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  /** Goes behind all bytes that are of a kind, and returns them. */
  takeWhile(isOne: (byte: string) => boolean): PageBytes {
    const start = this.at;
    while (this.at < this.bytes.length && isOne(this.bytes.charAt(this.at))) this.at++;
    return this.bytes.slice(start, this.at);
  }

  /** Goes behind a name of letters, digits and underscores that begins with no digit, and of colons if it is the name of a metric. */
  takeName(mayHaveColons: boolean): PageBytes {
    if (isDigit(this.peek())) return '';
    return this.takeWhile(
      (byte) => isLetter(byte) || isDigit(byte) || byte === '_' || (mayHaveColons && byte === ':'),
    );
  }

  /** Goes to the end of the line, not behind it, and returns what is before it. */
  takeLine(): PageBytes {
    const found = this.bytes.indexOf('\n', this.at);
    const start = this.at;
    this.at = found === -1 ? this.bytes.length : found;
    return this.bytes.slice(start, this.at);
  }

  /**
   * Goes behind a text in double quotes.
   *
   * @param mayHave what it may hold beside other bytes: ends of lines, and NUL
   * @returns what is between the quotes as it is written; undefined if there are none, or they are not closed
   */
  takeQuoted(mayHave: { readonly lines: boolean; readonly nul: boolean }): PageBytes | undefined {
    if (this.peek() !== '"') return undefined;
    const { bytes, at: start } = this;
    let line = false;
    for (let end = start + 1; end < bytes.length; end++) {
      const byte = bytes.charAt(end);
      if (byte === '"') {
        this.at = end + 1;
        if (line) this.overLines ??= start;
        return bytes.slice(start + 1, end);
      }
      if (byte === '\n') {
        if (!mayHave.lines) return undefined;
        line = true;
      }
      if (byte === '\0' && !mayHave.nul) return undefined;
      if (byte === '\\') {
        end++;
        if (bytes.charAt(end) === '\n') return undefined;
      }
    }
    return undefined;
  }
}

function isLetter(byte: string): boolean {
  return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

/** Whether a byte is a digit. */
export function isDigit(byte: string): boolean {
  return byte >= '0' && byte <= '9';
}

/** Whether a byte is a blank or a tab. */
export function isBlank(byte: string): boolean {
  return byte === ' ' || byte === '\t';
}

/** Whether a byte is NUL. */
export function isNul(byte: string): boolean {
  return byte === '\0';
}
