/**
 * A page as Prometheus reads it, byte by byte: a text whose characters are the bytes. Only what is in quotes, and help, is UTF-8, and a page may
 * have bytes elsewhere that are none.
 */
export type PageBytes = string;

/** The bytes of a page. */
export function pageBytes(page: string | Uint8Array): PageBytes {
  const buffer =
    typeof page === 'string'
      ? Buffer.from(page, 'utf8')
      : Buffer.from(page.buffer, page.byteOffset, page.byteLength);
  return buffer.toString('latin1');
}

const notAscii = /[^\0-\x7F]/;
const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of bytes in UTF-8; undefined if they are none. */
export function textOf(bytes: PageBytes): string | undefined {
  if (!notAscii.test(bytes)) return bytes;
  try {
    return strict.decode(Buffer.from(bytes, 'latin1'));
  } catch {
    return undefined;
  }
}

/** The text of bytes for a person, with `�` for what is no UTF-8. */
export function shownBytes(bytes: PageBytes): string {
  return Buffer.from(bytes, 'latin1').toString('utf8');
}
