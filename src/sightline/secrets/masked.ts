import { searchSecrets } from './search';
import { containerOf, secretKeyOf } from './secret-keys';
import { secretsInText } from './text-secrets';

/** A text with `***` in the place of each secret in it. */
export function masked(text: string): string {
  return replaced(text, () => '***');
}

/** A text with `*` in the place of each character of a secret, so that what stands behind keeps its place. */
export function blotted(text: string): string {
  return replaced(text, (secret) => secret.replace(/[^\r\n]/g, '*'));
}

/**
 * Whether a value may be shown to whoever reads a message: no key on the way to it says that it is secret, and there is no secret in it.
 *
 * @param path the way to it, such as `grafana.admin.password` or `spec.env[0]`
 */
export function mayBeShown(value: unknown, path: string): boolean {
  const keys = path.split(/[.[\]"'\s]+/);
  if (keys.some((key) => secretKeyOf(key) !== undefined || containerOf(key) !== undefined)) return false;
  return searchSecrets(value).length === 0;
}

function replaced(text: string, by: (secret: string) => string): string {
  let end = 0;
  const parts: string[] = [];
  for (const span of secretsInText(text)) {
    if (span.end <= end) continue;
    const start = Math.max(end, span.start);
    parts.push(text.slice(end, start), by(text.slice(start, span.end)));
    end = span.end;
  }
  return end === 0 ? text : parts.join('') + text.slice(end);
}
