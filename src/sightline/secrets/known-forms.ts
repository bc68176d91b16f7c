import { issuedTokens } from './issued-tokens';
import type { SecretSpan } from './span';

/** A token that is known by its form, beginning where it is looked for. */
const issued = new RegExp(issuedTokens.map(({ form }) => form).join('|'), 'y');

/** A shorter run of letters and digits is no token. */
const shortest = 12;

/** A private key with the beginning of its content; a text about keys has only the first line. */
const privateKey =
  /-----BEGIN [A-Z\d ]{0,40}PRIVATE KEY(?: BLOCK)?-----(?:[ \t]{0,9}(?:\r?\n|\\r?\\?n|\\n)[ \t]{0,40}(?:(?:Proc-Type|DEK-Info|Version|Comment|Hash):|[A-Za-z\d+/=]{4})|[ \t]{0,9}[A-Za-z\d+/=]{24})/g;

/** Longer private keys there are none. */
const longestKey = 20_000;

/** Private keys of PuTTY. */
const puttyKey = /PuTTY-User-Key-File-\d: \S/g;

/** A hash of a password in a file of Apache. */
const apacheHash = /\{S?SHA\}[\w+/=]{20,}/g;

/** Tokens and private keys that are known by their form, whatever stands around them. */
export function knownForms(text: string): SecretSpan[] {
  return [...tokens(text), ...privateKeys(text), ...apacheHashes(text)];
}

function privateKeys(text: string): SecretSpan[] {
  if (!text.includes('PRIVATE KEY') && !text.includes('PuTTY-')) return [];
  return [privateKey, puttyKey].flatMap((pattern) =>
    [...text.matchAll(pattern)].map(({ index, 0: found }) => {
      const end = text.slice(0, index + longestKey).indexOf('-----END', index + found.length);
      return { what: 'a private key', start: index, end: end < 0 ? index + found.length : end };
    }),
  );
}

function apacheHashes(text: string): SecretSpan[] {
  if (!text.includes('SHA}')) return [];
  return [...text.matchAll(apacheHash)].map(({ index, 0: found }) => ({
    what: hashOfPassword,
    start: index,
    end: index + found.length,
  }));
}

/** Goes through a text once, and looks closely only where a long run of the characters of tokens begins. */
function tokens(text: string): SecretSpan[] {
  if (text.length < shortest) return [];
  const found: SecretSpan[] = [];
  let start = -1;
  for (let index = 0; index <= text.length; index += 1) {
    if (isOfToken(text.charCodeAt(index))) {
      if (start < 0) start = index;
      continue;
    }
    if (start >= 0 && index - start >= leastBefore(text[index])) {
      const span = tokenAt(text, start);
      if (span !== undefined) {
        found.push(span);
        index = Math.max(index, span.end);
      }
    }
    start = -1;
  }
  return found;
}

/** What of a token stands before a sign that only some tokens have: Telegram's have ten digits before a colon. */
function leastBefore(sign: string | undefined): number {
  if (sign === ':') return 8;
  return sign === '+' || sign === '/' || sign === '=' ? 4 : shortest;
}

function tokenAt(text: string, start: number): SecretSpan | undefined {
  const from = text[start] === '-' || text[start] === '.' ? start + 1 : start;
  issued.lastIndex = from;
  const match = issued.exec(text);
  if (match === null || isStandIn(match[0])) return undefined;
  return { what: kindOf(match[0]), start: from, end: from + match[0].length };
}

function kindOf(token: string): string {
  if (/^(?:\$|SCRAM|pbkdf2)/.test(token)) return hashOfPassword;
  return token.startsWith('ey') ? 'a JSON web token' : 'a token';
}

const hashOfPassword = 'a hash of a password';

/** `ghp_xxxxxxxx`, as documentation writes it. */
function isStandIn(token: string): boolean {
  return /(?:x{8,}|X{8,}|\*{8,}|\.{8,})$/.test(token);
}

/** Letters, digits, and `$ - . _ ~`. */
function isOfToken(code: number): boolean {
  return (
    (code >= 97 && code <= 122) || // a to z
    (code >= 48 && code <= 57) || // 0 to 9
    (code >= 65 && code <= 90) || // A to Z
    code === 45 ||
    code === 46 ||
    code === 95 ||
    code === 126 ||
    code === 36 // - . _ ~ $
  );
}
