import { mayBeCommand, secretsInWords, shellWords } from './commands';
import { knownForms } from './known-forms';
import { secretsInSettings } from './settings';
import type { SecretSpan } from './span';
import { isRandom } from './strength';
import { secretsInUrls } from './urls';

/** A cheap look: a word that stands near most secrets. */
const wordsNearSecrets =
  /pass|pwd|psk|secret|token|key|cred|auth|cookie|jwt|bearer|hook|login|identified|sess|curl|alias set|add_user|\bpw\b|-[a-zA-Z]*[uUpPaw]\b/i;

/** What is known of a text. */
export interface TextKind {
  /**
   * Whether a shell runs it.
   *
   * @default false
   */
  readonly isCommand?: boolean;

  /**
   * Whether its keys and values have been read as JSON or YAML, so that only its texts count.
   *
   * @default false
   */
  readonly isStructured?: boolean;
}

/** Longer texts are not taken apart as commands: nobody runs them. */
const longestCommand = 100_000;

/**
 * The secrets that stand in a text under whatever key it stands, in the order of the text: tokens of known form, URLs, headers, connection
 * strings, settings and commands. In time that grows with the length of the text.
 */
export function secretsInText(
  text: string,
  { isCommand = false, isStructured = false }: TextKind = {},
): SecretSpan[] {
  const found = [...knownForms(text)];
  if (mayHoldUrl(text)) found.push(...secretsInUrls(text));
  if (!isStructured && wordsNearSecrets.test(text)) {
    found.push(...secretsInSettings(text), ...bearerToken(text));
    if (mayBeCommand.test(text)) found.push(...secretsInCommand(text, isCommand));
  }
  return found.sort((a, b) => a.start - b.start || b.end - a.end);
}

function mayHoldUrl(text: string): boolean {
  return text.includes('@') || text.includes('/') || (text.includes('=') && /[?&]/.test(text));
}

/** A whole text `Bearer …`. */
function bearerToken(text: string): SecretSpan[] {
  const token = /^\s*bearer\s{1,9}(\S{16,})\s*$/i.exec(text)?.[1];
  if (token === undefined || !isRandom(token)) return [];
  const start = text.indexOf(token);
  return [{ what: 'a bearer token', start, end: start + token.length }];
}

function secretsInCommand(text: string, isCommand: boolean): SecretSpan[] {
  if (text.length > longestCommand) return [];
  const words = shellWords(text);
  const begins =
    isCommand ||
    /^\s*(?:\$ |sudo |exec )?[a-z][\w./-]*\s+(?:[\w./:-]+\s+)*--?[a-zA-Z]/.test(text.slice(0, 2_000));
  return secretsInWords(
    words.map(({ text: word }) => word),
    !begins,
  ).flatMap(({ index, what }) => {
    const word = words[index];
    return word === undefined ? [] : [{ what, start: word.start, end: word.end }];
  });
}
