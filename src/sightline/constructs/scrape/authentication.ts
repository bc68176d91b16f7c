import { defined } from '../../problem/defined';
import { type Fields, object, optional, required } from '../../problem/object-shape';
import { boolean, oneOf, text, type TextRule } from '../../problem/scalar-shapes';
import { either, list, record } from '../../problem/shape';
import { dnsSubdomain } from '../../problem/text-rules';

/** A key of a Secret, or of a ConfigMap, in the namespace of the monitor. */
export interface KeyReference {
  /** The name of the Secret or ConfigMap. */
  readonly name: string;

  /** The key in it. */
  readonly key: string;
}

/** A value that stands in a Secret or in a ConfigMap. */
export type SecretOrConfigMap =
  | { readonly secret: KeyReference; readonly configMap?: never }
  | { readonly configMap: KeyReference; readonly secret?: never };

/** A version of TLS, as Prometheus names it. */
export type TlsVersion = 'TLS10' | 'TLS11' | 'TLS12' | 'TLS13';

/** How TLS is spoken with a target. */
export interface TlsConfig {
  /**
   * The certificate authority that the target's certificate is checked with.
   *
   * @default - those that the Prometheus trusts
   */
  readonly ca?: SecretOrConfigMap;

  /**
   * The certificate that Prometheus shows; it needs `keySecret`.
   *
   * @default - none
   */
  readonly cert?: SecretOrConfigMap;

  /**
   * The key of `cert`.
   *
   * @default - none
   */
  readonly keySecret?: KeyReference;

  /**
   * The name that the target's certificate must have.
   *
   * @default - the address of the target
   */
  readonly serverName?: string;

  /**
   * Whether any certificate is taken.
   *
   * @default false
   */
  readonly insecureSkipVerify?: boolean;

  /**
   * The oldest version that is spoken.
   *
   * @default - that of Prometheus, TLS 1.2
   */
  readonly minVersion?: TlsVersion;

  /**
   * The newest version that is spoken.
   *
   * @default - that of Prometheus, TLS 1.3
   */
  readonly maxVersion?: TlsVersion;
}

/** A user and a password, each in a Secret. */
export interface BasicAuth {
  /** The user. */
  readonly username: KeyReference;

  /** Its password. */
  readonly password: KeyReference;
}

/** What the header `Authorization` says. */
export interface Authorization {
  /**
   * The scheme; `Basic` is not one of them, see `basicAuth`.
   *
   * @default 'Bearer'
   */
  readonly type?: string;

  /** What stands behind it. */
  readonly credentials: KeyReference;
}

/** A token by OAuth 2, with the credentials of a client. */
export interface OAuth2 {
  /** Who asks for a token. */
  readonly clientId: SecretOrConfigMap;

  /** What proves that. */
  readonly clientSecret: KeyReference;

  /** Where the token is fetched. */
  readonly tokenUrl: string;

  /** @default - none */
  readonly scopes?: readonly string[];

  /** @default - none */
  readonly endpointParams?: Readonly<Record<string, string>>;

  /**
   * How TLS is spoken with the server of the token.
   *
   * @default - as Prometheus does without being told
   */
  readonly tlsConfig?: TlsConfig;
}

/** What the compiler says of a second way, in place of `undefined`. */
type Second = 'an endpoint can have one way to authenticate: basicAuth, authorization or oauth2';

/** A token by OAuth 2, and nothing else. */
export interface ByOAuth2 {
  /** Where the token comes from. */
  readonly oauth2: OAuth2;

  /**
   * Not said beside a token.
   *
   * @default - not there
   */
  readonly basicAuth?: Second;

  /**
   * Not said beside a token.
   *
   * @default - not there
   */
  readonly authorization?: Second;
}

/** A header, and nothing else. */
export interface ByAuthorization {
  /** The header. */
  readonly authorization: Authorization;

  /**
   * Not said beside a header.
   *
   * @default - not there
   */
  readonly basicAuth?: Second;

  /**
   * Not said beside a header.
   *
   * @default - not there
   */
  readonly oauth2?: Second;
}

/** A user and a password, or nothing. */
export interface ByBasicAuth {
  /** @default - nobody is asked who it is */
  readonly basicAuth?: BasicAuth;

  /**
   * Not said beside a password.
   *
   * @default - not there
   */
  readonly authorization?: Second;

  /**
   * Not said beside a password.
   *
   * @default - not there
   */
  readonly oauth2?: Second;
}

/** How Prometheus proves who it is: in one way at most. The most common stands last: of that the compiler speaks where nothing fits. */
export type Authentication = ByOAuth2 | ByAuthorization | ByBasicAuth;

/** The way that options say, once they have been checked: no sentence stands in them then. */
export function authenticationOf({ basicAuth, authorization, oauth2 }: Authentication): AnyAuthentication {
  return defined({
    basicAuth: saidWay(basicAuth),
    authorization: saidWay(authorization),
    oauth2: saidWay(oauth2),
  });
}

function saidWay<W extends object>(way: W | Second | undefined): W | undefined {
  return typeof way === 'string' ? undefined : way;
}

/** A text that is not empty. */
export const anyText: TextRule = { test: (written) => written !== '', expected: 'a text' };
const key = object<KeyReference>(
  { name: required(text(dnsSubdomain)), key: required(text(anyText)) },
  "a reference to a key of a Secret, such as { name: 'shop-scrape', key: 'password' }",
);
const secretOrConfigMap = either(
  object<{ readonly secret: KeyReference }>({ secret: required(key) }),
  object<{ readonly configMap: KeyReference }>({ configMap: required(key) }),
);
const tlsVersion = oneOf('TLS10', 'TLS11', 'TLS12', 'TLS13');
/** What `tlsConfig` must look like. Whether its parts go together is seen on the final monitor. */
export const tlsConfig = object<TlsConfig>({
  ca: optional(secretOrConfigMap),
  cert: optional(secretOrConfigMap),
  keySecret: optional(key),
  serverName: optional(text(anyText)),
  insecureSkipVerify: optional(boolean()),
  minVersion: optional(tlsVersion),
  maxVersion: optional(tlsVersion),
});
/** Every way to prove who it is, as options may have them. */
export interface AnyAuthentication {
  readonly basicAuth?: BasicAuth;
  readonly authorization?: Authorization;
  readonly oauth2?: OAuth2;
}

/** What they must look like. */
export const authenticationFields: Fields<AnyAuthentication> = {
  basicAuth: optional(object<BasicAuth>({ username: required(key), password: required(key) })),
  authorization: optional(
    object<Authorization>({ type: optional(text(anyText)), credentials: required(key) }),
  ),
  oauth2: optional(
    object<OAuth2>({
      clientId: required(secretOrConfigMap),
      clientSecret: required(key),
      tokenUrl: required(text(anyText)),
      scopes: optional(list(text(anyText))),
      endpointParams: optional(record(text())),
      tlsConfig: optional(tlsConfig),
    }),
  ),
};
