import { wordsOf } from './words';

/** A text that is no secret, although it stands where one might. */
export interface Exemption {
  /** The name of the exemption, in the documentation. */
  readonly name: string;

  /** The whole text. */
  readonly whole: RegExp;
}

/** Longer texts are no references, and are not compared with the exemptions. */
const longest = 2_000;

/** Whole texts that only say where a secret is, or that there is none. A text of which one is only a part is none of them. */
export const exemptions: readonly Exemption[] = [
  {
    name: 'variable',
    whole:
      /^(?:\$[A-Z]+(?:_[A-Z]+|_\d+)*|\$[a-z]+(?:_[a-z]+|_\d+)*|\$[\d@*]|%[A-Z]+(?:_[A-Z]+)*%|@@?[A-Z]+(?:_[A-Z]+)*@@?|__[A-Z]+(?:_[A-Z]+)*__|(?:env|ENV)[:.][A-Za-z_]\w*|(?:process\.env|os\.environ)[.[]["'\w]+\]?)$/,
  },
  {
    name: 'reference to a vault',
    whole:
      /^(?:vault:[\w./#:-]+|op:\/\/(?:[^\s/]+(?: [^\s/]+)*\/)+[^\s/]+|(?:ref\+[a-z\d]+|op|vault|bw|doppler|keyring|keychain|berglas|secret|secrets|akv|[a-z-]*(?:sm|ssm|kv|vault|secrets?))(?::\/\/|:(?=\/))\S+|arn:aws[a-z-]*:(?:secretsmanager|ssm|kms):\S+|(?:aws[-_])?(?:ssm|secretsmanager|parameterstore):\S+|projects\/[^\s/]+\/secrets\/\S+|https:\/\/[\w-]+\.vault\.azure\.net\/\S+|@Microsoft\.KeyVault\([^()]*\)|!vault|k8s:\S+|secretKeyRef:\S+|valueFrom:\S+)$/,
  },
  {
    name: 'encrypted text',
    whole: /^(?:ENC\[[^\]]*\]|ENC\([^()]*\)|\{cipher\}\S+|!?encrypted:\S+|vault:v\d+:[\w+/=]+)$/,
  },
  {
    name: 'file',
    whole:
      /^(?:file:\S+|(?:\.{1,2}|~)\/\S+|[A-Za-z]:\\[^\s]+|@?\/[\w.@-]+|@?(?:\/(?:\.{2}|[a-z\d._-]*[a-z._][a-z\d._-]*|serviceAccount)){2,}\/?|[a-z\d][a-z\d._-]*\.(?:txt|pem|key|crt|json|ya?ml|conf|cfg|ini|env|properties|passwd|password|pwd|token|secret|jks|p12|pfx|keytab))$/,
  },
  {
    name: 'path of a vault',
    whole:
      /^(?:secrets?|kv|database|data|prod|production|staging|dev|apps?|teams?|infra|platform|monitoring|cluster|aws|gcp|azure)(?:\/[a-z\d._-]+)+(?:#[\w.-]+)?$|^[a-z][a-z\d._-]*(?:\/[a-z][a-z._-]*[\d]{0,3}){2,}$/,
  },
  {
    name: 'web address',
    whole: /^[a-z][a-z\d+.-]{1,20}:\/\/[^\s@?]+(?:\?[^\s@=&]*)?$/,
  },
  {
    name: 'placeholder',
    whole:
      /^(?:\*+|[xX]{3,}|•+|\.{3,}|…|-+|_+|\?+|%[sv]|\[?(?:redacted|masked|hidden|filtered|removed|omitted|scrubbed|sanitized|not[ -]shown)\]?|\(?(?:redacted|masked|hidden|sensitive(?: value)?|not[ -]shown)\)?)$/i,
  },
  {
    name: 'switch',
    whole:
      /^(?:true|false|yes|no|on|off|y|n|null|none|nil|undefined|n\/a|enabled?|disabled?|optional|required?|auto|automatic|always|never|inherit(?:ed)?|unset|empty|unused|ignored?|any|all|strict|lax|ifpresent|prefer(?:red)?|allow(?:ed)?|read|write|deny|denied|forbidden|same-origin|include|omit)$/i,
  },
  {
    name: 'kind of credential',
    whole:
      /^(?:string|str|text|bytes?|bool(?:ean)?|int(?:eger)?|number|object|array|bearer|basic|digest|jwt|opaque|oauth2?|oidc|ldaps?|saml|kerberos|mtls|plain(?:text)?|scram(?:-sha-\d+)?|md5|sha-?\d+|[bs]crypt|argon2(?:id|i|d)?|pbkdf2|hs\d+|rs\d+|es\d+|hmac(?:-sha\d+)?|aes-?\d*(?:-[a-z]+)?|file|env|vault|kubernetes|k8s|external|internal|generated|random|managed|rotated|rotating|static|dynamic|header|query|cookie|access|refresh|access_token|refresh_token|id_token|service-?account)$/i,
  },
  { name: 'version', whole: /^(?:v\d+(?:\.\d+){0,3}(?:-?(?:alpha|beta|rc)\.?\d*)?|[~^]?\d+\.\d+\.\d+)$/ },
  {
    name: 'word of a sentence',
    whole:
      /^(?:wrong|expired?|expires|invalid|missing|rejected|denied|failed|failing|failure|leaked|rotated|revoked|reset|changed|unknown|valid|are|was|were|must|should|may|can|has|see|the|for|from|and|not|with|via|ask|stored|kept|set|given|exhausted|bucket|refused|incorrect|mismatch|bad|old|new|unavailable|unauthorized)[.,;:!?]*$/i,
  },
];

/** What a placeholder stands for: `<metricsPassword>`. */
const kinds = /^(?:password|passwd|token|key|secret|credentials?|apikey)$/;

/** The words of which placeholders in brackets are made, such as `<your-api-key>`. */
const placeholderWords = new Set(
  (
    'your my the a an our some any this that here put insert enter replace with me change changeme set from via of for to in is and or ' +
    'api app access auth user users username name login email admin client server db database service account bot team org project ' +
    'host cluster namespace grafana prometheus slack github gitlab pagerduty opsgenie aws gcp azure vault path env variable value secret ' +
    'secrets key keys token tokens password passwords passwd pass passphrase pwd pw credential credentials creds url webhook id uuid ' +
    'base64 encoded string text redacted hidden masked omitted example sample dummy placeholder todo tbd fixme unset none nil random ' +
    'generated long strong bearer basic jwt private public integration routing signing encryption webhook channel number digits hex data'
  ).split(' '),
);

/** References that may be part of a text: variables, templates, substitutions. */
const references =
  /\$\{\{[^{}]*\}\}|\$__\w{1,40}\{[^{}]*\}|\$\{[^{}]*\}|\$\([^()]*\)|\{\{[^{}]*\}\}|%\{[^{}]*\}|#\{[^{}]*\}#?|<%[^%]*%>|\[\[[^[\]]*\]\]|\{[a-z_.]{1,40}\}/g;

/** Whether a whole text is no secret: a reference, a placeholder, a switch, a file, the address of something. */
export function isHarmless(text: string): boolean {
  if (text.length > longest) return isEncrypted(text.trim());
  const value = unquoted(text.trim());
  if (value === '') return true;
  return exemptions.some(({ whole }) => whole.test(value)) || isPlaceholder(value) || isReference(value);
}

/** A text of any length as SOPS encrypts it, such as a private key. */
function isEncrypted(text: string): boolean {
  return text.startsWith('ENC[AES256_GCM,data:') && text.endsWith(']');
}

/** Whether a text is made of references alone, with what joins them. */
function isReference(text: string): boolean {
  if (!/[$%#<[{]/.test(text)) return false;
  const rest = text.replace(references, (reference) => (givesSecret(reference) ? '?X' : ''));
  return rest !== text && /^(?:(?:bearer|basic|token|apikey)\s)?[\s:;,@/._|+&=-]*$/i.test(rest);
}

/** Whether every word in brackets, or of a text in capitals, is one of which placeholders are made. */
function isPlaceholder(text: string): boolean {
  const inside =
    /^<([^<>]{1,80})>$/.exec(text)?.[1] ?? /^\[([A-Za-z _-]{1,80})\]$/.exec(text)?.[1] ?? standIn(text);
  if (inside === undefined) return false;
  if (/^(?:path|vault|secret|avp):\S+$/.test(inside) || /^your(?:[-_ ]|[A-Z])[A-Za-z_ -]*$/i.test(inside))
    return true;
  const words = wordsOf(inside);
  const namesOne =
    words.length > 1 && /^[A-Za-z_ -]+$/.test(inside) && words.some((word) => kinds.test(word));
  return namesOne || words.every((word) => placeholderWords.has(word));
}

/** `YOUR_API_KEY`, `your-token-here` and `REPLACE_ME`: it begins with a word that nothing real begins with. */
function standIn(text: string): string | undefined {
  return /^(?:your|my|insert|enter|replace|put|replaced|example|dummy|placeholder|todo|tbd|fixme)(?:[-_ ][A-Za-z\d-_ ]{1,60})?$|^[Yy]our(?:[A-Z][a-z]+)+$/i.test(
    text,
  )
    ? text
    : undefined;
}

/** Whether a reference has a secret in it: `${A:-secret}`, `{{ "secret" }}`, `{{ .a | default "secret" }}`. */
function givesSecret(reference: string): boolean {
  const fallback =
    /^\$\{[\w.]+:?[-=+]([^{}]+)\}$/.exec(reference)?.[1] ??
    /\bdefault\s+["'`]([^"'`]+)["'`]/.exec(reference)?.[1];
  if (fallback !== undefined && !isHarmless(fallback)) return true;
  const literal = /^\{\{-?\s*(?:(?:printf|print|quote|b64enc)\s+)?["'`]([^"'`]*)["'`][\s|a-z\d]*-?\}\}$/.exec(
    reference,
  )?.[1];
  return literal !== undefined && literal !== '' && !isHarmless(literal);
}

/** A text without the quotes around it. */
function unquoted(text: string): string {
  return /^(["'`])(.*)\1$/s.exec(text)?.[2] ?? text;
}
