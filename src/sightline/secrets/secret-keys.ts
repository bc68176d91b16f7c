import type { Demand } from './demands';
import { wordsOf } from './words';

/** What a key says of its value. */
export interface SecretKey {
  /** What a value is, after `holds`. */
  readonly what: string;
  readonly demand: Demand;

  /** Whether a number is a secret, too: any, one with so many digits that it counts nothing, or none. */
  readonly numbers: 'any' | 'long' | 'none';
}

/** A kind of secret, by what its key ends in. */
export interface KeyPattern extends SecretKey {
  /** The name of the pattern, in the documentation. */
  readonly name: string;

  /** The end of the key, as words joined by `_`, without what {@link wordsThatKeep} says. */
  readonly key: RegExp;
}

const webhook = 'a webhook URL, with which anybody can post';

/** Keys whose values are secrets. The first that matches counts. */
export const keyPatterns: readonly KeyPattern[] = [
  {
    name: 'password',
    what: 'a password',
    key: /(?:password|passwort|passwd|passphrase|passcode|kennwort|(?:^|_)(?:pw|psk|requirepass|masterauth)|pwd)s?$|(?:^|_)(?:[a-z]{2,9}_|db|user|smtp|ssh|root|admin|redis|mysql|pg|ldap|bind|auth|mail|rabbit|mq|http|ftp|proxy|key|trust|store)pass$/,
    demand: 'any',
    numbers: 'any',
  },
  { name: 'pass', what: 'a password', key: /^pass(?:es)?$/, demand: 'strong', numbers: 'none' },
  { name: 'token', what: 'a token', key: /tokens?$|(?:^|_)(?:jwt|bearer)$/, demand: 'any', numbers: 'long' },
  {
    name: 'API key',
    what: 'an API key',
    key: /(?:api_?|(?:^|_)app_?)keys?$/,
    demand: 'any',
    numbers: 'long',
  },
  {
    name: 'secret key',
    what: 'a secret key',
    key: /(?:secret|access|private|encryption|signing|account|master|cipher|hmac|aes|crypto|unseal|preshared|pre_shared)_?keys?$/,
    demand: 'any',
    numbers: 'long',
  },
  {
    name: 'integration key',
    what: 'a key',
    key: /(?:^|_)(?:license|licence|integration|routing|service|user|write|read|subscription|auth|shared|session|storage|cookie|functions?|host|ingest|ingestion|instrumentation|deploy|ssh|tls|ssl|client|server|device|project|webhook|registration|activation|product|join|tunnel|recovery|security|jwt|primary|secondary)_?keys?$/,
    demand: 'random',
    numbers: 'none',
  },
  {
    name: 'shared secret',
    what: 'a secret',
    key: /(?:client|shared|signing|webhook|app|api|oauth2?|hmac|consumer|jwt|session|cookie|bot|csrf|nextauth)_?secrets?$/,
    demand: 'any',
    numbers: 'long',
  },
  { name: 'secret', what: 'a secret', key: /secrets?$/, demand: 'no name', numbers: 'long' },
  { name: 'secret id', what: 'a secret', key: /(?:^|_)secret_id$/, demand: 'random', numbers: 'none' },
  {
    name: 'credentials',
    what: 'credentials',
    key: /(?:^|_)(?:credentials?|creds?|htpasswd)$/,
    demand: 'no name',
    numbers: 'none',
  },
  {
    name: 'authorization header',
    what: 'an authorization header',
    key: /(?:^|_)(?:authorization|x_auth)$/,
    demand: 'authorization',
    numbers: 'none',
  },
  {
    name: 'user and password',
    what: 'credentials',
    key: /(?:^|_)(?:basic_auth|auth|user_?pass|user_?pwd|login)$/,
    demand: 'user and password',
    numbers: 'none',
  },
  {
    name: 'cookie',
    what: 'a cookie',
    key: /(?:^|_)(?:cookies?|set_cookie)$/,
    demand: 'cookie',
    numbers: 'none',
  },
  {
    name: 'webhook URL',
    what: webhook,
    key: /(?:^|_)(?:webhooks?(?:_ur[li])?|slack_(?:api_)?url|hook_url)$/,
    demand: 'url',
    numbers: 'none',
  },
];

/** Words behind the name of a secret that leave it one: `passwordOld`, `tokenValue`, `API_KEY_PROD`, `password2`. */
const wordsThatKeep =
  /^(?:old|new|current|previous|prev|next|value|val|plain|plaintext|cleartext|text|raw|string|str|b64|base64|encoded|confirm|confirmation|initial|primary|secondary|prod|production|staging|stage|dev|development|test|live|main|backup|readonly|ro|rw|v\d+|\d+)$/;

/** Words behind the name of a secret that make something else of it: where it is, what it must be, how long it lives. */
const wordsThatTurn =
  /^(?:file|filename|files|path|paths|dir|directory|name|names|ref|refs|reference|from|source|src|store|backend|engine|provider|manager|operator|policy|policies|rules?|regex|pattern|format|type|types|kind|mode|class|length|len|min|max|size|count|counts|limit|quota|hint|label|labels|annotations?|ttl|timeout|expiry|expires|expiration|lifetime|duration|interval|seconds|minutes|hours|days|age|period|rotation|rotate|renewal|refresh|url|uri|endpoint|host|port|server|issuer|audience|scopes?|realm|field|fields|column|key|keys|id|ids|env|var|variable|header|headers|param|params|prefix|suffix|algorithm|alg|algs|encryption|encoding|hashing|method|strategy|version|enabled?|disabled?|required|optional|exists?|create|created|update|updated|reset|changed?|check|checks|validation|validator|attempts?|retries|buckets?|cache|caching|storage|volume|mount|sync|syncer|reader|writer|reload|reloader|review|reviews|request|requests|response|rate|total|usage|used|hash|checksum|digest|sha|sha256|md5|fingerprint|secret|secrets|auth|mask|masking|screen|page|form|prompt|input|placeholder|description|title|summary|message|error|errors|help|docs?|dictionary|entropy|complexity|strength|strings|selector|template|templates|config|settings|options|spec|schema|plugin|aliases|alias|namespace|job|url_template)$/;

/** Keys that end like a secret and are none. */
export const harmlessKeys: readonly { readonly name: string; readonly key: RegExp }[] = [
  { name: 'name of a Secret', key: /(?:^|_)(?:existing|from|config|tls|ca|cert|pull)_secrets?$/ },
  {
    name: 'name of an entry of a Secret',
    key: /(?:^|_)existing_secret_\w+$|(?:^|_)(?:existing_\w*|user|username|password|token)_secret_keys?$/,
  },
  { name: 'service account token', key: /(?:^|_)service_account_tokens?$/ },
  {
    name: 'position or special token',
    key: /(?:^|_)(?:page|next|continue|continuation|cursor|eos|bos|pad|unk|stop|mask|sep|cls|max|min|num|total|prompt|completion|output|input)_tokens?$/,
  },
  { name: 'forwarding of nginx', key: /(?:^|_)(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass$/ },
  { name: 'checksum', key: /(?:^|_)(?:checksum|sha256|sha1|sha512|md5|fingerprint)_.*$/ },
  { name: 'annotation of an injector', key: /(?:^|_)agent_inject_.*$/ },
];

/** Keys below which every text is a secret. */
export const containers: readonly { readonly name: string; readonly what: string; readonly key: RegExp }[] = [
  { name: 'data of a Secret', what: 'the data of a Secret', key: /^string_data$/ },
  { name: 'secure settings', what: 'a secure setting of Grafana', key: /^secure_(?:json_data|settings)$/ },
  { name: 'rendered Secret', what: 'the data of a Secret', key: /^env_render_secret$/ },
];

/** Keys below which nothing is a secret, as it is encrypted or a schema. */
const safeContainers = /^(?:encrypted_data|sops|open_apiv3_schema|open_api_v3_schema)$/;

/** Whether a key is about something else of a secret: where it is, what it must be, whose it is. */
export function turnsKey(key: string): boolean {
  return (
    /^(?:user|username|email|enabled|optional)$/i.test(key) || wordsThatTurn.test(wordsOf(key).at(-1) ?? '')
  );
}

/** Words with which a key asks a question: a digit is an answer. */
const questions =
  /^(?:use|uses|has|is|no|with|without|allow|hide|show|requires?|disable|enable|skip|force|reset|generate|auto|should|validate|verify|check|mask|redact|drop|ignore|need|needs|support|supports|expose|log|print|send|encrypt|rotate|update|create)$/;

/** A cheap look at a key, before its words are taken apart. */
const mayBeSecret = /pass|pw|psk|secret|token|key|cred|auth|cookie|jwt|bearer|hook|kennwort|slack|login/i;

/** What a key says of its value; undefined where it says nothing. */
export function secretKeyOf(key: string): SecretKey | undefined {
  if (!mayBeSecret.test(key)) return undefined;
  const words = wordsOf(key);
  const all = words.join('_');
  if (harmlessKeys.some(({ key: pattern }) => pattern.test(all))) return undefined;
  let kept = words.length;
  while (kept > 1 && words.length - kept < 3 && wordsThatKeep.test(words[kept - 1] ?? '')) kept -= 1;
  const end = words
    .slice(0, kept)
    .join('_')
    .replace(/(?<=[a-z])\d{1,4}$/, '');
  const found = keyPatterns.find(({ key: pattern }) => pattern.test(end));
  if (found !== undefined)
    return asksQuestion(words) ? { ...found, demand: 'strong', numbers: 'none' } : found;
  return passwordHash(end) ?? secretOfSomething(words);
}

/** What stands below a key, if all of it is secret. */
export function containerOf(key: string): string | undefined {
  if (!mayBeSecret.test(key) && !/data|secure/i.test(key)) return undefined;
  const words = wordsOf(key).join('_');
  return containers.find(({ key: pattern }) => pattern.test(words))?.what;
}

/** Whether nothing below a key is searched by its keys. */
export function isSafeContainer(key: string): boolean {
  return /^(?:encrypted|sops|open)/i.test(key) && safeContainers.test(wordsOf(key).join('_'));
}

function asksQuestion(words: readonly string[]): boolean {
  return words.length > 1 && questions.test(words[0] ?? '');
}

/** A hash of a password is as good as the password to whoever has time. */
function passwordHash(end: string): SecretKey | undefined {
  return /pass(?:word|wd)?_?(?:hash|hashed|crypt)$/.test(end)
    ? { what: 'a hash of a password', demand: 'random', numbers: 'none' }
    : undefined;
}

/** `TOKEN_GITHUB` and `PASSWORD_ROOT`: whose it is stands behind, so the value has to look like one. */
function secretOfSomething(words: readonly string[]): SecretKey | undefined {
  if (words.length < 2 || wordsThatTurn.test(words.at(-1) ?? '')) return undefined;
  const found = keyPatterns
    .slice(0, 5)
    .find(({ name, key }) => name !== 'pass' && key.test(words.slice(0, -1).join('_')));
  return found === undefined ? undefined : { ...found, demand: 'strong', numbers: 'none' };
}
