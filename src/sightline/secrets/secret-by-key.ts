import { holdsSecret } from './key-value';
import type { Place } from './place';
import { type SecretKey, secretKeyOf } from './secret-keys';
import { isName } from './strength';

/** What kind of secret a text is by its key and by what stands beside it, or undefined if it is none. */
export function secretByKey(text: string, { key, around, beside, byKeys, depth }: Place): string | undefined {
  const secretKey = byKeys ? secretKeyOf(key) : undefined;
  if (secretKey === undefined || namesEntry(key, text, beside) || isSchema(beside) || isLabel(key, text))
    return undefined;
  // the names of the entries of a Secret
  if (/(?:^k|K)eys$/.test(around) && isName(text)) return undefined;
  // in a list of a page, - token: what a client sends
  if (depth > 0 && isProse(text) && !/phrase$/i.test(key)) return undefined;
  // beside a user, a pass is a password
  const meant: SecretKey =
    /^pass$/i.test(key) && namesUser(beside) ? { ...secretKey, demand: 'any' } : secretKey;
  return holdsSecret(meant, text) ? secretKey.what : undefined;
}

function namesUser(beside: Readonly<Record<string, unknown>>): boolean {
  return Object.entries(beside).some(
    ([key, value]) => /^(?:user|user_?name|login|email)$/i.test(key) && !isEmpty(value),
  );
}

/** Three words of letters or more. */
function isProse(text: string): boolean {
  return /^[A-Za-z]+(?:[ ,]+[A-Za-z-]+){2,}[.!?]?$/.test(text.slice(0, 300));
}

/** Properties that name a Secret, beside which others name its entries. */
const namesOfSecrets = [
  'existingSecret',
  'existingSecretName',
  'secretName',
  'secretRef',
  'secretRefName',
  'remoteRef',
  'secret',
  'existingSecretRef',
  'objectName',
  'secretPath',
];

/** Words of which the entries of Secrets are named. */
const wordsOfEntries =
  /^(?:[a-z\d]{1,40}[-_.])*(?:user|username|users|password|passwd|pass|token|key|secret|credentials?|access|api|auth|jwt|id|apikey|accesskey|secretkey)(?:[-_.][a-z\d]{1,40})*$/i;

/** Whether a text is the name of an entry of a Secret, or of a field, as what stands beside it says. */
function namesEntry(key: string, text: string, beside: Readonly<Record<string, unknown>>): boolean {
  if (!isName(text) && text !== key) return false;
  const isBesideSecret = namesOfSecrets.some((name) => name !== key && !isEmpty(beside[name]));
  if (isBesideSecret && wordsOfEntries.test(text)) return true;
  if (/(?:secret|access)_?key$/i.test(key) && !isEmpty(beside['name'])) return true;
  // a map of names of fields: { username: username, password: password }
  return text === key && Object.entries(beside).some(([other, value]) => other !== key && value === other);
}

/** `password: Password`: what a form calls it. */
function isLabel(key: string, text: string): boolean {
  return text !== key && text.toLowerCase() === key.toLowerCase() && /^[A-Z][a-z]+$/.test(text);
}

/** Whether a map describes a field: `{ type: string, description: … }`. */
function isSchema(beside: Readonly<Record<string, unknown>>): boolean {
  return beside['type'] === 'string' && typeof beside['description'] === 'string';
}

function isEmpty(value: unknown): boolean {
  return value === undefined || value === null || value === '' || value === false;
}
