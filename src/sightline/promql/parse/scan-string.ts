import type { Found } from './token';

const escapes = /\\(?:[abfnrtv\\]|([0-7]{3})|x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|U([0-9a-fA-F]{8}))/y;

/** A text in quotes, which starts at `at`. */
export function scanString(text: string, at: number): Found {
  const quote = text.charAt(at);
  return quote === '`' ? scanRaw(text, at) : scanQuoted(text, at, quote);
}

function scanRaw(text: string, at: number): Found {
  const close = text.indexOf('`', at + 1);
  const replaced = text.indexOf('\ufffd', at);
  if (close < 0) return { kind: 'error', end: text.length, reason: 'the text in back quotes has no end' };
  return replaced >= 0 && replaced < close ? notText(replaced) : { kind: 'string', end: close + 1 };
}

function scanQuoted(text: string, start: number, quote: string): Found {
  for (let at = start + 1; at < text.length; at++) {
    const char = text.charAt(at);
    if (char === quote) return { kind: 'string', end: at + 1 };
    if (char === '\n') return { kind: 'error', end: at, reason: 'the text in quotes has no end on its line' };
    if (char === '\ufffd') return notText(at);
    if (char !== '\\') continue;
    const end = text[at + 1] === quote ? at + 2 : escapeEnd(text, at);
    if (end === undefined) return wrongEscape(text, at);
    at = end - 1;
  }
  return { kind: 'error', end: text.length, reason: 'the text in quotes has no end' };
}

function escapeEnd(text: string, at: number): number | undefined {
  escapes.lastIndex = at;
  const match = escapes.exec(text);
  if (match === null) return undefined;
  const [, octal, hex, short, long] = match;
  const code = octal === undefined ? parseInt(hex ?? short ?? long ?? '0', 16) : parseInt(octal, 8);
  const isHalf = code >= 0xd800 && code < 0xe000;
  const fits = octal === undefined ? code <= 0x10ffff && !isHalf : code <= 255;
  return fits ? escapes.lastIndex : undefined;
}

function wrongEscape(text: string, at: number): Found {
  const shown = text.slice(at, at + 2);
  const reason = `'${shown}' starts no character that can be written so: a backslash itself is \\\\, and a text in back quotes has none to escape`;
  return { kind: 'error', from: at, end: at + shown.length, reason };
}

function notText(at: number): Found {
  return {
    kind: 'error',
    from: at,
    end: at + 1,
    reason: 'the character U+FFFD stands for what is no UTF-8, and Prometheus refuses it',
  };
}
