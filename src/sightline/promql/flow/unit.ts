/**
 * The unit of a value as powers of base units: requests per second are `{ things: 1, seconds: -1 }`. Counting has a unit of its own,
 * `things`, so that the share of one count in another is told from a count.
 */
export type Unit = ReadonlyMap<string, number>;

/** A number of things. */
export const things: Unit = new Map([['things', 1]]);

/** Seconds. */
export const seconds: Unit = new Map([['seconds', 1]]);

/** Bytes. */
export const bytes: Unit = new Map([['bytes', 1]]);

/** A share of something in something of the same unit. */
export const ratio: Unit = new Map();

/** Hundredths. */
export const percent: Unit = new Map([['percent', 1]]);

/** A unit by its name in the plural, such as `bytes`; `ratio` is one too. */
export function unitNamed(name: string): Unit {
  return name === 'ratio' ? ratio : new Map([[name, 1]]);
}

/** The unit of a product. */
export function times(a: Unit, b: Unit): Unit {
  return combined(a, b, 1);
}

/** The unit of a quotient. */
export function per(a: Unit, b: Unit): Unit {
  return combined(a, b, -1);
}

function combined(a: Unit, b: Unit, sign: 1 | -1): Unit {
  const powers = new Map(a);
  for (const [name, power] of b) powers.set(name, (powers.get(name) ?? 0) + sign * power);
  return new Map([...powers].filter(([, power]) => power !== 0));
}

/** Whether two units are the same. */
export function isSameUnit(a: Unit, b: Unit): boolean {
  return per(a, b).size === 0;
}

/** A unit in words: `ratio`, `seconds`, `bytes per second`; a number of things has none. */
export function describeUnit(unit: Unit): string {
  if (unit.size === 0) return 'ratio';
  const named = [...unit].filter(([name]) => name !== 'things');
  const above = named.filter(([, power]) => power > 0).map(powerText);
  const below = named
    .filter(([, power]) => power < 0)
    .map(([name, power]) => powerText([singular(name), -power]));
  const top = above.join(' ') || (below.length > 0 ? '' : 'things');
  return [top, ...below.map((each) => `per ${each}`)].filter((part) => part !== '').join(' ');
}

function powerText([name, power]: readonly [string, number]): string {
  return power === 1 ? name : `${name}^${power}`;
}

function singular(name: string): string {
  return name.endsWith('s') ? name.slice(0, -1) : name;
}

/**
 * Whether values are in percent.
 *
 * @param unit their unit, if it is known
 * @param isHundredfold whether they were multiplied by 100
 */
export function isPercent(unit: Unit | undefined, isHundredfold = false): boolean {
  return unit === undefined ? isHundredfold : isSameUnit(unit, percent);
}
