import { isHarmless } from './harmless';
import { isName, isRandom, isStrong } from './strength';

/** Which texts under a key are secrets, but for those that are harmless anywhere. */
export type Demand =
  /** All of them. */
  | 'any'
  /** Those that do not read like a name. */
  | 'no name'
  /** Those that a machine has made. */
  | 'random'
  /** Those with letters and digits or signs among them. */
  | 'strong'
  /** The value of an Authorization header. */
  | 'authorization'
  /** The value of a Cookie header. */
  | 'cookie'
  /** A user with a password, as it is or in base64. */
  | 'user and password'
  /** A URL outside the cluster. */
  | 'url';

/** Whether a text under a key meets the key's demand. Whether it is harmless anywhere has been asked before. */
export function meetsDemand(demand: Demand, text: string): boolean {
  switch (demand) {
    case 'any':
      return !isSentence(text);
    case 'no name':
      return !isName(text) && !isSentence(text) && !isList(text);
    case 'random':
      return isRandom(text);
    case 'strong':
      return isStrong(text);
    case 'authorization':
      return isAuthorization(text);
    case 'cookie':
      return isCookie(text);
    case 'user and password':
      return isUserAndPassword(text);
    case 'url':
      return /^https?:\/\//i.test(text) && !insideCluster.test(text) && !/\{\{|\$\{|\$\(/.test(text);
  }
}

/** An address inside the cluster, where knowing it is of no use to anybody outside. */
const insideCluster = /^https?:\/\/(?:[^/.:]+|[^/:]+\.svc(?:\.[^/:]*)?|127\.0\.0\.1)(?:[:/]|$)/i;

/** Words about a secret in place of one: `see vault`, `stored in 1Password`. A password of several words begins with none of these. */
function isSentence(text: string): boolean {
  return /^(?:see|stored|kept|is|are|was|from|in|at|ask|use|uses|used|provided|managed|read|set|taken|comes?|lives?|must|should|to|the|a|an|no|not|your|our|same|as|refer|look|injected|mounted|rotated|generated|defined|configured|created|given|if|when|only|for|of|or|and|will|can|may|has|needs?|wrong|invalid|expired|missing|rejected|bucket|required|optional)[\s,.:;][^!@#$%^&*]*[.!]?$/i.test(
    text.slice(0, 300),
  );
}

/** Names joined by commas: `Node,RBAC`. */
function isList(text: string): boolean {
  return /^[A-Za-z][A-Za-z-]*(?:\s*,\s*[A-Za-z][A-Za-z-]*)+$/.test(text);
}

function isAuthorization(text: string): boolean {
  const [, scheme, credentials = ''] =
    /^(bearer|basic|token|apikey|digest|negotiate|bot|splunk|key|genie_?key|sso-key|aws4-hmac-sha256)\s+(\S.*)$/i.exec(
      text,
    ) ?? [];
  return scheme === undefined
    ? isStrong(text) || isRandom(text)
    : !isWordOfScheme(credentials) && !isHarmless(credentials);
}

/** `Bearer token` is a sentence. */
function isWordOfScheme(text: string): boolean {
  return /^(?:tokens?|auth|authentication|authorization|credentials?|required|scheme|header|realm\b.*|jwt)[.,;]?$/i.test(
    text,
  );
}

/** A cookie that says who somebody is: by its name, or by a value that a machine has made. */
function isCookie(text: string): boolean {
  return text.split(';').some((part) => {
    const [name = '', value = ''] = part.trim().split(/=(.*)/s);
    if (value.length < 6 || /^(?:path|domain|expires|max-age|samesite)$/i.test(name)) return false;
    return isRandom(value) || (/sess|sid|token|auth|jwt|csrf|remember|login/i.test(name) && isStrong(value));
  });
}

function isUserAndPassword(text: string): boolean {
  if (/^[^\s:/]{1,100}:[^\s/][^\s]{2,}$/.test(text)) return !/^\d+:\d+$|:\d{1,5}$/.test(text);
  if (!/^[A-Za-z\d+/]{8,}={0,2}$/.test(text) || text.length > 2_000) return false;
  return /^[\x20-\x39\x3b-\x7e]+:[\x20-\x7e]+$/.test(Buffer.from(text, 'base64').toString('latin1'));
}
