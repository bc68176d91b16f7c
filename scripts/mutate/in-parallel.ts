import { withTempFiles } from '../../src/sightline/prometheus/temp-files';

/** Does something with each item, some at a time, each worker in a folder of its own that is removed in the end. The results have the order of the items. */
export async function inParallel<T, R>(
  items: readonly T[],
  workers: number,
  work: (item: T, folder: string) => Promise<R>,
): Promise<readonly R[]> {
  const waiting = [...items.entries()];
  const results: R[] = [];
  const worker = async (folder: string): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [place, item] = next;
      results[place] = await work(item, folder);
    }
  };
  await Promise.all(Array.from({ length: workers }, () => withTempFiles({}, worker)));
  return results;
}
