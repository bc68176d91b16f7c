/**
 * The name itself, or the first numbered one that is not taken. It is taken from then on.
 *
 * @param numbered the name with a number, from 2 on
 */
export function uniqueName(name: string, taken: Set<string>, numbered: (count: number) => string): string {
  let free = name;
  for (let count = 2; taken.has(free); count++) free = numbered(count);
  taken.add(free);
  return free;
}
