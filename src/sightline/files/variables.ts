import type { FinalObject } from '../checks/world';

/** What Flux, envsubst and others put something in the place of, before anything is applied: `${APP}`. */
const variable = /\$\{[A-Za-z_]\w*(?::?[-=+][^{}]*)?\}/;

/** The first variable in a text. */
export function variableIn(text: string): string | undefined {
  return variable.exec(text)?.[0];
}

/** The first variable in what says which object it is, or what it selects: what such an object is about is not known. */
export function variableOf({ manifest }: FinalObject): string | undefined {
  const { metadata, spec } = manifest;
  const isRule = manifest['kind'] === 'PrometheusRule';
  const isSecretive = manifest['kind'] === 'ConfigMap' || manifest['kind'] === 'Secret';
  return variableIn(JSON.stringify(isRule || isSecretive ? [metadata] : [metadata, spec]));
}
