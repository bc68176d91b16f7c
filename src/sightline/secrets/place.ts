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
  const { isSafe, container } = factsOf(key);
  const own =
    container ?? (key === 'data' && beside['kind'] === 'Secret' ? 'the data of a Secret' : undefined);
  return {
    depth: parent.depth,
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
  if (factsOf(key).isPlain) return around;
  return factsOf(around).isManySecrets && secretKeyOf(key) === undefined && !turnsKey(key) ? around : key;
}

/** Whether a key stands beside a `name` that says what its value is. */
function isValueOfName(key: string): boolean {
  return key === 'value' || key === 'values' || key === 'defaultValue';
}

/** What a key says wherever it stands. */
interface KeyFacts {
  readonly isSafe: boolean;
  readonly container: string | undefined;

  /** Whether it says how its value is written, and not what it is. */
  readonly isPlain: boolean;

  /** `tokens: { ci: … }`: what each is called is no matter. */
  readonly isManySecrets: boolean;
}

/** The same few keys stand in all objects. */
const known = new Map<string, KeyFacts>();
const mostKnown = 10_000;

function factsOf(key: string): KeyFacts {
  const before = known.get(key);
  if (before !== undefined) return before;
  const facts = {
    isSafe: isSafeContainer(key),
    container: containerOf(key),
    isPlain: /^(?:plain|plain_?text|literal|inline|raw|string|stringValue|clear_?text)$/i.test(key),
    isManySecrets: /(?:tokens|passwords|passwds|keys|secrets)$/i.test(key) && secretKeyOf(key) !== undefined,
  };
  if (known.size < mostKnown) known.set(key, facts);
  return facts;
}
