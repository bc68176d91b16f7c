/** What asks, and gives an answer only where nothing was asked after it: of two answers the older may come last. */
export function newestOf<A extends readonly unknown[], T>(
  ask: (...of: A) => Promise<T>,
): (...of: A) => Promise<T | undefined> {
  let asked = 0;
  return async (...of) => {
    const turn = ++asked;
    const answer = await ask(...of);
    return turn === asked ? answer : undefined;
  };
}
