import { Session } from 'node:inspector';

// V8 counts blocks of those functions that it compiles from here on, so this is the first import of a test.
const session = new Session();
session.connect();
session.post('Profiler.enable');
session.post('Profiler.startPreciseCoverage', { callCount: true, detailed: true });

// counting is slow, and the process goes on with other tests
afterAll(() => {
  session.post('Profiler.stopPreciseCoverage');
  session.disconnect();
});

/**
 * How much work something is: how often blocks of our own code run, which is the same on every machine, whatever else it does. What
 * the engine does inside one call, such as a search in a text, counts as nothing.
 */
export function workOf(act: () => unknown): number {
  blocksRun();
  act();
  return blocksRun();
}

/** How often blocks of the library have run since the last call. */
function blocksRun(): number {
  let sum = 0;
  // it calls back before it returns
  session.post('Profiler.takePreciseCoverage', (failure, { result }) => {
    if (failure !== null) throw failure;
    const functions = result
      .filter(({ url }) => url.includes('/src/sightline/'))
      .flatMap((script) => script.functions);
    for (const { ranges } of functions) for (const { count } of ranges) sum += count;
  });
  return sum;
}
