/** A text or a key that is no secret, although it stands where one might. */
export interface Exemption {
  /** The name of the exemption, in the documentation. */
  readonly name: string;

  /** The text or how it starts; for a key, its words joined by `_`. */
  readonly pattern: RegExp;
}

/** Texts that are never reported, because they only say where the secret is. */
export const references: readonly Exemption[] = [
  { name: 'variable', pattern: /^\$(__(file|env|vault)\{|\{|\(|[A-Z_][A-Z0-9_]*$)/ },
  { name: 'template', pattern: /^\{\{/ },
  { name: 'placeholder', pattern: /^(<[^<>]*>|\*+|x{3,}|%[sv])$/i },
  {
    name: 'reference to a vault',
    pattern: /^(vault:|ref\+[a-z0-9]+:\/\/|op:\/\/|arn:aws:(secretsmanager|ssm):|[a-z]+sm:\/\/)/,
  },
  { name: 'encrypted text', pattern: /^ENC\[/ },
  { name: 'word for nothing', pattern: /^(true|false|null|none)$/i },
];

/** Keys that end like a secret and are none. */
export const harmlessKeys: readonly Exemption[] = [
  { name: 'name of a Secret', pattern: /(^|_)(existing|from|config|tls|ca|cert|pull)_secret$/ },
  { name: 'service account token', pattern: /(^|_)service_account_token$/ },
];

/** Properties beside which `secretKey` names a key of a Secret and is not the key itself. */
export const besideNameOfKey: readonly string[] = [
  'existingSecret',
  'name',
  'remoteRef',
  'secret',
  'secretName',
  'secretRef',
];

/**
 * What reads like the name of a Secret: words joined by dashes or dots, at least one of them without digits, with a
 * namespace before it in annotations.
 */
export const nameOfSecret = /^([a-z0-9-]+\/)?([a-z0-9]+[-.])*[a-z]{2,}([-.][a-z0-9]+)*$/;

/** An address inside the cluster, where knowing it is of no use to anybody outside. */
export const insideCluster = /^https?:\/\/([^/.:]+|[^/:]+\.svc(\.[^/:]*)?|127\.0\.0\.1)([:/]|$)/i;
