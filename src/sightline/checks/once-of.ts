import type { World } from './world';

/** What is worked out of a world once, however often it is asked for: what is wrong and what is open mostly come of the same. */
export function onceOf<T extends object>(workOut: (world: World) => T): (world: World) => T {
  const known = new WeakMap<World, T>();
  return (world) => {
    const before = known.get(world);
    const found = before ?? workOut(world);
    if (before === undefined) known.set(world, found);
    return found;
  };
}
