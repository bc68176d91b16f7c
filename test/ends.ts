import { runInNewContext } from 'node:vm';

/**
 * Does something that could take for ever if it were done wrongly, such as matching a regular expression.
 *
 * @param act what to do
 * @param patience milliseconds: by default far more than anything takes, on any machine, that grows with the length of its input
 * @throws Error when it has not ended by then, in the middle of it
 */
export function ends<T>(act: () => T, patience = 120_000): T {
  // it returns what `act` does
  return runInNewContext('act()', { act }, { timeout: patience }) as T;
}
