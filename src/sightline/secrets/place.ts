import { containerOf, isSafeContainer, secretKeyOf, turnsKey } from './secret-keys';

/** Where a value stands. */
export interface Place {
  /** The key that says what it is: its own, that of the list around it, the `name` beside a `value`. */
  readonly key: string;

  /** The key of the map around it. */
  readonly around: string;

  /** What stands beside it; nothing in a list. */
  readonly beside: Readonly<Record<string, unknown>>;

  /** What everything here is, if all of it is secret. */
  readonly inside: string | undefined;

  /** Whether keys say what values are. */
  readonly byKeys: boolean;

  /** In how many texts the text stands. */
  readonly depth: number;
}

/** Where a whole value stands, or what a text stands for. */
export function placeOfWhole(byKeys: boolean, depth: number): Place {
  return { key: '', around: '', beside: {}, inside: undefined, byKeys, depth };
}

/** Where a property stands. */
export function placeOf(key: string, beside: Readonly<Record<string, unknown>>, parent: Place): Place {
  const isSafe = isSafeContainer(key);
  const own =
    containerOf(key) ?? (key === 'data' && beside['kind'] === 'Secret' ? 'the data of a Secret' : undefined);
  return {
    ...parent,
    key: keyOf(key, beside, parent.key),
    around: parent.key,
    beside: isValueOfName(key) ? {} : beside,
    inside: isSafe ? undefined : (parent.inside ?? own),
    byKeys: parent.byKeys && !isSafe,
  };
}

/** The key that says what a property is: its own, the `name` beside a `value`, or that around it. */
function keyOf(key: string, beside: Readonly<Record<string, unknown>>, around: string): string {
  if (isValueOfName(key)) {
    const { name, key: named, header, operator } = beside;
    const told = [name, operator === undefined ? named : undefined, header].find(
      (each) => typeof each === 'string',
    );
    return typeof told === 'string' ? told : around;
  }
  if (/^(?:plain|plain_?text|literal|inline|raw|string|stringValue|clear_?text)$/i.test(key)) return around;
  return isManySecrets(around) && secretKeyOf(key) === undefined && !turnsKey(key) ? around : key;
}

/** Whether a key stands beside a `name` that says what its value is. */
function isValueOfName(key: string): boolean {
  return key === 'value' || key === 'values' || key === 'defaultValue';
}

/** `tokens: { ci: … }`: what each is called is no matter. */
function isManySecrets(key: string): boolean {
  return /(?:tokens|passwords|passwds|keys|secrets)$/i.test(key) && secretKeyOf(key) !== undefined;
}
