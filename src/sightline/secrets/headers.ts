import { isHarmless } from './harmless';
import { secretUnder } from './key-value';
import type { SecretSpan } from './span';
import { isStrong } from './strength';

/**
 * The secret of an `Authorization` or `Cookie` header within a text.
 *
 * @param from where its value begins
 * @param key the name of the header
 */
export function headerAt(text: string, from: number, key: string): SecretSpan | undefined {
  const near = text.slice(from, from + 4_000).replace(/^["']/, '');
  const line = (near.split(/["'\n\\]|\s-[A-Za-z]\s/)[0] ?? '').trim();
  if (/cookie$/i.test(key)) {
    const what = secretUnder('Cookie', line);
    return what === undefined ? undefined : { what: 'a cookie', start: from, end: from + line.length };
  }
  const [, scheme = '', credentials = ''] =
    /^(bearer|basic|token|apikey|digest|bot|splunk|key|geniekey)\s{1,9}([^\s"',;]{3,})/i.exec(line) ?? [];
  if (
    credentials === '' ||
    credentials.includes('(') ||
    isHarmless(credentials) ||
    !looksLikeCredentials(scheme, credentials)
  )
    return undefined;
  const start = from + text.slice(from, from + 4_000).indexOf(credentials);
  return { what: 'an authorization header', start, end: start + credentials.length };
}

/** Whether what stands behind a scheme must be credentials, and no word of a sentence. */
function looksLikeCredentials(scheme: string, text: string): boolean {
  const isBase64 =
    scheme.toLowerCase() === 'basic' && Buffer.from(text, 'base64').toString('latin1').includes(':');
  return isBase64 || isStrong(text) || (text.length >= 16 && !/^[a-z-]+$/.test(text));
}
