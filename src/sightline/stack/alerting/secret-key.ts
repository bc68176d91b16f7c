/** One key of a Secret that exists in the namespace of the stack. There is no way to write the secret itself here. */
export interface SecretKeyRef {
  /** The name of the Secret. */
  readonly name: string;

  /** The key in it. */
  readonly key: string;
}

/** Where the operator mounts the Secrets that `alertmanagerSpec.secrets` names, each in a folder of its own. */
export const secretsFolder = '/etc/alertmanager/secrets/';

/**
 * A secret by reference. Alertmanager reads it from a file, so a new value needs no new configuration.
 *
 * @param name the name of a Secret in the namespace of the stack
 * @param key the key in it
 * @example
 * pagerDuty({ routingKey: secretKey('alertmanager-pagerduty', 'routing-key') })
 */
export function secretKey(name: string, key: string): SecretKeyRef {
  return { name, key };
}

/** The file in which Alertmanager finds it. */
export function secretFile({ name, key }: SecretKeyRef): string {
  return `${secretsFolder}${name}/${key}`;
}
