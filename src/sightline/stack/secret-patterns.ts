import { insideCluster, nameOfSecret } from './secret-exemptions';

/**
 * What a literal secret looks like. This is the only list: the check reads it, and `docs/literal-secrets.md` describes
 * each pattern by its name. Keys are compared as words, from their end: `adminPassword`, `admin_password` and
 * `ADMIN-PASSWORD` are all `admin_password`, which ends in `password`.
 */

/** A key under which a value is a secret. */
export interface SecretKey {
  /** The name of the pattern, in the documentation. */
  readonly name: string;

  /** What such a value is, after `holds`. */
  readonly what: string;

  /** The keys, as words joined by `_`. */
  readonly key: RegExp;

  /**
   * Which texts under such a key are secrets. Group `secret`, if there is one, is the part that may be a reference.
   *
   * @default - all that are no reference
   */
  readonly value?: RegExp;

  /**
   * Which texts under such a key are none.
   *
   * @default - none
   */
  readonly unless?: RegExp;

  /**
   * Whether a number under such a key is a secret, too.
   *
   * @default false
   */
  readonly numbers?: boolean;
}

/** A text that is a secret under any key. */
export interface SecretText {
  /** The name of the pattern, in the documentation. */
  readonly name: string;

  /** What such a value is, after `holds`. */
  readonly what: string;

  /** Where it is in the text. Group `secret`, if there is one, is the part that may be a reference. */
  readonly text: RegExp;
}

const webhook = 'a webhook URL, with which anybody can post';

/** Keys whose values are secrets. The first that matches gives the problem its words. */
export const secretKeys: readonly SecretKey[] = [
  {
    name: 'password',
    what: 'a password',
    key: /(^|_)(passwords?|passwd|passphrase|pass)$/,
    numbers: true,
  },
  { name: 'token', what: 'a token', key: /(^|_)token$/ },
  { name: 'API key', what: 'an API key', key: /(^|_)(api_?key|app_key)$/ },
  {
    name: 'integration key',
    what: 'an integration key',
    key: /(^|_)(service|routing|integration)_key$/,
    value: /^[A-Za-z0-9+/_-]{20,}$/, // shorter ones are names of routes
  },
  {
    name: 'secret key',
    what: 'a secret key',
    key: /(^|_)(secret_access|secret|access|private|encryption|signing|account)_key$/,
  },
  {
    name: 'shared secret',
    what: 'a secret',
    key: /(^|_)(client|shared|signing|webhook|app|api|oauth|hmac|consumer|jwt)_secret$/,
  },
  { name: 'secret', what: 'a secret', key: /(^|_)secret$/, unless: nameOfSecret },
  {
    name: 'credentials',
    what: 'credentials',
    key: /(^|_)(credentials|htpasswd|basic_auth|connection_string)$/,
    unless: nameOfSecret,
  },
  {
    name: 'authorization header',
    what: 'an authorization header',
    key: /(^|_)authorization$/,
    value: /^(bearer|basic|token|apikey|digest)\s+(?<secret>\S+)/i,
  },
  {
    name: 'webhook URL',
    what: webhook,
    key: /(^|_)(webhook(_url)?|slack_(api_)?url)$/,
    value: /^https?:\/\//i,
    unless: insideCluster,
  },
];

/** Keys below which every text is a secret. */
export const secretContainers: readonly SecretKey[] = [
  { name: 'data of a Secret', what: 'the data of a Secret', key: /^string_data$/ },
  { name: 'secure settings', what: 'a secure setting of Grafana', key: /^secure_(json_data|settings)$/ },
];

/** Texts that are secrets under any key. Lengths are bounded where a long text could make the search slow. */
export const secretTexts: readonly SecretText[] = [
  {
    name: 'private key',
    what: 'a private key',
    text: /-----BEGIN [A-Z0-9 ]{0,40}PRIVATE KEY( BLOCK)?-----/,
  },
  {
    name: 'URL with a password',
    what: 'a URL with a password',
    // an image with a digest, docker://name:tag@sha256:…, is none
    text: /(?<![a-z0-9+.-])[a-z][a-z0-9+.-]{1,20}:\/\/[^\s/?#@:'"]{0,200}:(?<secret>[^\s/?#@'"]{1,500})@(?!sha\d+:)/i,
  },
  {
    name: 'URL with a key',
    what: 'a URL with a key',
    // the parameter first, which is rare, and then whether it stands in a URL
    text: /[?&](access_token|auth_token|token|api_?key|sig|secret|password)=(?<secret>[^\s&#'"]{6,500})(?<=https?:\/\/[^\s'"]{1,1500})/i,
  },
  {
    name: 'Slack webhook',
    what: webhook,
    text: /https:\/\/hooks\.slack(-gov)?\.com\/(services|workflows|triggers)\/(?<secret>[^\s'"]+)/i,
  },
  {
    name: 'Discord webhook',
    what: webhook,
    text: /https:\/\/([a-z]+\.)?discord(app)?\.com\/api\/webhooks\/(?<secret>[^\s'"]+)/i,
  },
  {
    name: 'Microsoft Teams webhook',
    what: webhook,
    text: /https:\/\/([a-z0-9-]+\.webhook\.office\.com\/webhookb2|outlook\.office(365)?\.com\/webhook)\/(?<secret>[^\s'"]+)/i,
  },
  {
    name: 'Google Chat or Telegram webhook',
    what: webhook,
    text: /https:\/\/(chat\.googleapis\.com\/v1\/spaces\/[^\s?'"]{1,200}\?key=|api\.telegram\.org\/bot)(?<secret>[^\s'"]+)/i,
  },
  {
    name: 'authorization',
    what: 'an authorization header',
    text: /(?<![a-z])authorization['"]?\s{0,9}[:=]\s{0,9}['"]?(bearer|basic|token)\s{1,9}(?<secret>[^\s'"]{6,})/i,
  },
  {
    name: 'bearer token',
    what: 'a bearer token',
    text: /^bearer\s{1,9}(?<secret>(?=\S*\d)\S{16,})$/i,
  },
  {
    name: 'well-known token',
    what: 'a token',
    // of GitHub, GitLab, Slack, Grafana, AWS, Google, and JSON web tokens
    text: /(?<![\w-])(gh[opsur]_[A-Za-z0-9]{36,}|github_pat_\w{40,}|glpat-[\w-]{20,}|xox[abeprs]-[\w-]{10,}|gl(sa|c)_[\w+/=-]{32,}|AKIA[A-Z0-9]{16}|AIza[\w-]{35}|eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,})/,
  },
];
