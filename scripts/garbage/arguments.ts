import type { Random } from '../../test/sightline/promql/random';
import { garbageOf, hostile, nameOf } from './garbage';

/**
 * Arguments for a call: garbage, what others gave back, or what would be right, of which now and then a part is not.
 *
 * @param right what would be right at each place; of what is not there, anything in the pool
 */
export function argumentsFor(
  choices: Random,
  arity: number,
  right: readonly unknown[] | undefined,
  pool: readonly unknown[],
): unknown[] {
  const count = choices.chance(0.7) ? Math.max(arity, right?.length ?? 0) : choices.below(arity + 2);
  // one wrong place among right ones gets furthest
  const wrongPlace = choices.chance(0.7) ? choices.below(Math.max(1, count)) : undefined;
  return Array.from({ length: count }, (_, index) => {
    const fitting = right?.[index] ?? choices.pick(pool);
    if (wrongPlace !== undefined && index !== wrongPlace) return fitting;
    return wrongOf(choices, fitting, pool);
  });
}

/** Something in place of a value: garbage, something of the pool, or the value with a part that is wrong. */
export function wrongOf(choices: Random, value: unknown, pool: readonly unknown[]): unknown {
  const kind = choices.below(10);
  if (kind < 3) return garbageOf(choices);
  if (kind < 4) return choices.pick(pool);
  return changed(choices, value, pool, 0);
}

/** The value with a part that is wrong; where it can't be taken apart, garbage. */
function changed(choices: Random, value: unknown, pool: readonly unknown[], depth: number): unknown {
  if (typeof value !== 'object' || value === null) return garbageOf(choices);
  if (choices.chance(0.1)) return hostile(value, choices);
  try {
    return withChange(choices, value, pool, depth);
  } catch {
    return garbageOf(choices);
  }
}

function withChange(choices: Random, value: object, pool: readonly unknown[], depth: number): unknown {
  // what belongs to cdk8s is not ours to take apart
  if ('node' in value && Reflect.get(value.node as object, 'scope') !== undefined) return value;
  if (Array.isArray(value) && value.length > 1000) return value;
  const copy: object = Array.isArray(value) ? [...(value as unknown[])] : { ...value };
  const keys = Object.keys(value);
  const key = keys.length > 0 && choices.chance(0.85) ? choices.pick(keys) : nameOf(choices);
  if (choices.chance(0.15)) {
    Reflect.deleteProperty(copy, key);
    return copy;
  }
  const goesDeeper = depth < 6 && choices.chance(0.6);
  const other = choices.chance(0.2) ? choices.pick(pool) : garbageOf(choices);
  const part = goesDeeper ? changed(choices, Reflect.get(copy, key), pool, depth + 1) : other;
  Object.defineProperty(copy, key, { value: part, enumerable: true, configurable: true, writable: true });
  return copy;
}
