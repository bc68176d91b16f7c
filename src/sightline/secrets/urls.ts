import { groupsIn } from './groups-in';
import { isHarmless } from './harmless';
import type { SecretSpan } from './span';
import { isRandom, isStrong } from './strength';

const webhook = 'a webhook URL, with which anybody can post';

/** Users and passwords of documentation, when both are. */
const exampleUser =
  /^(?:user|username|usr|login|name|my_?user|your_?user(?:name)?|some_?user|foo|alice|bob|u)$/i;
const examplePassword =
  /^(?:password|passwd|pass|pwd|pw|secret|token|my_?password|your_?password|some_?password|bar|p|\[?redacted\]?|hidden)$/i;

/** Parameters of a URL that are secrets. */
const parameters =
  /[?&;](access_token|auth_token|id_token|refresh_token|private_token|token|api_?key|x-api-key|app_?key|key|code|auth|sig|signature|x-amz-signature|x-goog-signature|x-amz-security-token|client_secret|secret|password|passwd|pwd|pass|session|sessionid|jwt|sas|hash)=([^\s&#'"<>;]{1,2000})/gi;

/** Parameters whose names are used for much else, so the value has to look like a secret. */
const commonParameters = /^(?:key|code|auth|session|hash|pass|sas|signature|id_token)$/i;

/** URLs with which anybody can post, by what stands where the secret is. */
const webhooks: readonly RegExp[] = [
  /hooks\.slack(?:-gov)?\.com\/(?:services|workflows|triggers)\/([^\s'"<>)]{3,400})/gi,
  /discord(?:app)?\.com\/api\/(?:v\d+\/)?webhooks\/([^\s'"<>)]{3,400})/gi,
  /\.webhook\.office\.com\/webhookb2\/([^\s'"<>)]{3,400})/gi,
  /outlook\.office(?:365)?\.com\/webhook\/([^\s'"<>)]{3,400})/gi,
  /chat\.googleapis\.com\/v1\/spaces\/[^\s?'"]{1,200}\?key=([^\s'"<>)]{3,400})/gi,
  /api\.telegram\.org\/bot([^\s'"<>)/]{3,100})/gi,
  /hooks\.zapier\.com\/hooks\/catch\/([^\s'"<>)]{6,200})/gi,
  /maker\.ifttt\.com\/trigger\/[^\s/'"]{1,100}\/(?:json\/)?with\/key\/([^\s'"<>)]{6,200})/gi,
  /events\.(?:eu\.)?pagerduty\.com\/integration\/([^\s'"<>)/]{16,64})/gi,
  /(?:feishu\.cn|larksuite\.com)\/open-apis\/bot\/v2\/hook\/([^\s'"<>)]{6,100})/gi,
  /hooks\.chime\.aws\/incomingwebhooks\/([^\s'"<>)]{6,400})/gi,
  /alert\.victorops\.com\/integrations\/generic\/\d+\/alert\/([^\s'"<>)/]{6,100})/gi,
  /\/hooks\/([a-z\d]{26})(?![\w-])/g,
  /\/hooks\/([A-Za-z\d]{17}\/[A-Za-z\d]{40,})/g,
];

/** The secrets in the URLs of a text, and in what reads like a URL without its scheme. */
export function secretsInUrls(text: string): SecretSpan[] {
  return [...userInfos(text), ...logins(text), ...parametersIn(text), ...webhooksIn(text)];
}

/** `scheme://user:password@host` and `scheme://token@host`. */
function userInfos(text: string): SecretSpan[] {
  const found: SecretSpan[] = [];
  for (let at = text.indexOf('://'); at >= 0; at = text.indexOf('://', at + 3)) {
    if (!/[a-z\d]/i.test(text[at - 1] ?? '')) continue;
    const start = at + 3;
    const [info = ''] =
      /^(?:[^\s/?#@'"`<>\\]|<[^\s<>]{1,40}>|\{\{[^{}]{1,60}\}\}){1,700}(?=@(?!sha\d+:))/.exec(
        text.slice(start, start + 800),
      ) ?? [];
    if (info === '') continue;
    const colon = info.indexOf(':');
    const secret = colon < 0 ? info : info.slice(colon + 1);
    const user = colon < 0 ? '' : info.slice(0, colon);
    if (secret === '' && colon >= 0) {
      if (isRandom(user)) found.push({ what: 'a URL with a token', start, end: start + user.length });
      continue;
    }
    const isSecret =
      colon < 0 ? isTokenOfUrl(info) : !isHarmless(decoded(secret)) && !isExample(user, secret);
    if (isSecret)
      found.push({
        what: colon < 0 ? 'a URL with a token' : 'a URL with a password',
        start: start + info.length - secret.length,
        end: start + info.length,
      });
  }
  return found;
}

function isTokenOfUrl(info: string): boolean {
  return (
    isRandom(info) ||
    (info.length >= 20 && /^[A-Za-z\d_-]+$/.test(info) && /[A-Z]/.test(info) && /[a-z]/.test(info))
  );
}

function isExample(user: string, password: string): boolean {
  return (
    (exampleUser.test(user) && examplePassword.test(password)) || /^x{3,}$|^\*+$|^\.{3}$/i.test(password)
  );
}

function decoded(text: string): string {
  return text.replace(/%24/gi, '$').replace(/%7b/gi, '{').replace(/%7d/gi, '}');
}

/** Logins without a scheme: `root:x@tcp(db)` of Go, `jdbc:oracle:thin:scott/tiger@db`, `elastic:x@es:9200`. */
const loginForms: readonly RegExp[] = [
  /(?<![\w.:/@-])[\w.-]{1,64}:([^\s:@/'"]{1,200})@(?:tcp|udp|unix)?\(/g,
  /(?<=jdbc:oracle:[a-z]{1,10}:)[\w.-]{1,64}\/([^\s@'"]{1,200})@/gi,
  /(?<![\w.:/@-])[\w.-]{1,64}\/([^\s@/'"]{3,200})@\/\/[\w.-]{1,200}[:/]/g,
  /(?<![\w.:/@$-])[A-Za-z][\w.-]{0,63}:([^\s:@/'"`<>]{3,200})@[\w-][\w.-]{0,200}:\d{2,5}(?!\d)/g,
  /(?<=\bUser Id=[^;]{1,100}\/)([^\s;@'"]{1,200})@/gi,
];

function logins(text: string): SecretSpan[] {
  if (!text.includes('@')) return [];
  return loginForms
    .flatMap((form) => groupsIn(text, form))
    .flatMap((span) => {
      const secret = text.slice(span.start, span.end);
      const [user = ''] = /[\w.-]*(?=[:/]$)/.exec(text.slice(Math.max(0, span.start - 65), span.start)) ?? [];
      return isHarmless(secret) || isExample(user, secret) || (/^\d+$/.test(secret) && user === '')
        ? []
        : [{ ...span, what: 'a login with a password' }];
    });
}

function parametersIn(text: string): SecretSpan[] {
  if (!text.includes('=') || !/[?&]/.test(text)) return [];
  return [...text.matchAll(parameters)].flatMap((match) => {
    const [whole, name = '', value = ''] = match;
    const start = match.index + whole.length - value.length;
    const written = decoded(value);
    const least = /^(?:password|passwd|pwd|secret|client_secret)$/i.test(name) ? 3 : 6;
    if (
      written.length < least ||
      isHarmless(written) ||
      /[{}$%]/.test(written.slice(0, 2)) ||
      examplePassword.test(written)
    )
      return [];
    if (
      commonParameters.test(name) &&
      !isRandom(written) &&
      !(name.toLowerCase() === 'pass' && isStrong(written))
    )
      return [];
    if (/^(?:token|sig)$/i.test(name) && /^[A-Za-z][a-z]*(?:[-_][a-z]+)*$/.test(written)) return [];
    return [{ what: 'a URL with a key', start, end: start + value.length }];
  });
}

function webhooksIn(text: string): SecretSpan[] {
  if (!/hook|\.office|telegram|pagerduty|googleapis|ifttt|victorops/i.test(text)) return [];
  return webhooks
    .flatMap((form) => groupsIn(text, form))
    .filter(({ start, end }) => !isStandIn(text.slice(start, end)))
    .map((span) => ({ ...span, what: webhook }));
}

/** `T00000000/B00000000/XXXXXXXX` of a documentation, and references. */
function isStandIn(secret: string): boolean {
  const last = (secret.split('/').at(-1) ?? '').replace(/[.,;:!?]+$/, '');
  return (
    isHarmless(secret) ||
    /^(?:x+|X+|\.+|…|\*+|<[^<>]*)$/.test(last) ||
    /[{$][{(]/.test(secret) ||
    /^(?:\.{3}|…|\*|<|\$|%)/.test(secret)
  );
}
