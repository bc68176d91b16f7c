import { meetsDemand } from './demands';
import { isHarmless } from './harmless';
import { type SecretKey, secretKeyOf } from './secret-keys';
import { isStrong } from './strength';

/** What kind of secret a text is under a key, or undefined if it is none. */
export function secretUnder(key: string, text: string): string | undefined {
  const secretKey = secretKeyOf(key);
  return secretKey !== undefined && holdsSecret(secretKey, text) ? secretKey.what : undefined;
}

/** The same within a sentence, where the value must look like a secret too. */
export function secretInSentence(key: string, text: string): string | undefined {
  const password = text.replace(/^[\w.@-]{1,60}:(?!\/\/)/, '');
  return isStrong(text) || isStrong(password) ? secretUnder(key, text) : undefined;
}

/** What kind of secret a number is under a key, or undefined if it is none. */
export function secretNumber(key: string, value: number): string | undefined {
  const secretKey = secretKeyOf(key);
  if (secretKey === undefined || secretKey.numbers === 'none' || !Number.isFinite(value)) return undefined;
  return secretKey.numbers === 'any' || Math.abs(value) >= leastLongNumber ? secretKey.what : undefined;
}

/** Smaller numbers count something. */
const leastLongNumber = 10_000_000;

/** Whether a text is a secret under such a key. */
export function holdsSecret({ demand, numbers }: SecretKey, text: string): boolean {
  if (numbers === 'long' && /^\d{1,7}$/.test(text)) return false;
  // an address is harmless anywhere but where the address is the secret
  return demand === 'url'
    ? meetsDemand(demand, text.trim())
    : !isHarmless(text) && meetsDemand(demand, text.trim());
}
