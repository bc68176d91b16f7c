import { createInterface } from 'node:readline/promises';
import { CannotRun } from '../cannot-run';
import { asked, questions, type Answers } from './answers';

/**
 * Asks in the terminal for what is not said yet, until each answer will do.
 *
 * @param given what is said
 * @throws CannotRun if the terminal is closed before all is said
 */
export async function ask(given: Partial<Answers>): Promise<Partial<Answers>> {
  const terminal = createInterface({ input: process.stdin, output: process.stdout });
  const closed = new AbortController();
  terminal.once('close', () => closed.abort());
  try {
    const answers: Partial<Record<keyof Answers, string>> = { ...given };
    for (const name of asked) {
      const { text, usual, test, expected } = questions[name];
      while (answers[name] === undefined) {
        const said = (await terminal.question(`${text} (${usual}) `, { signal: closed.signal })).trim();
        if (said === '') answers[name] = usual;
        else if (test(said)) answers[name] = said;
        else process.stdout.write(`  It must be ${expected}.\n`);
      }
    }
    return answers;
  } catch (failure) {
    if (closed.signal.aborted) throw new CannotRun('nothing is made: the terminal was closed');
    throw failure;
  } finally {
    terminal.close();
  }
}
