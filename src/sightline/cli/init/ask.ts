import { createInterface } from 'node:readline';
import { CannotRun } from '../cannot-run';
import { asked, questions, type Answers } from './answers';

/** What is typed, and where it is asked for. */
export interface Terminal {
  readonly input: NodeJS.ReadableStream;
  readonly output: NodeJS.WritableStream;
}

/**
 * Asks in the terminal for what is not said yet, until each answer will do.
 *
 * @param given what is said
 * @param terminal where to ask. Default: the terminal of this process
 * @throws CannotRun if the terminal is closed before all is said
 */
export async function ask(
  given: Partial<Answers>,
  { input, output }: Terminal = { input: process.stdin, output: process.stdout },
): Promise<Partial<Answers>> {
  const terminal = createInterface({ input, output });
  const lines = terminal[Symbol.asyncIterator]();
  const answers: Partial<Record<keyof Answers, string>> = { ...given };
  try {
    for (const name of asked) {
      const { text, usual, test, expected } = questions[name];
      while (answers[name] === undefined) {
        output.write(`${text} (${usual}) `);
        const line = await lines.next();
        if (line.done === true) throw new CannotRun('nothing is made: the terminal was closed');
        const said = line.value.trim() || usual;
        if (test(said)) answers[name] = said;
        else output.write(`  It must be ${expected}.\n`);
      }
    }
    return answers;
  } finally {
    terminal.close();
  }
}
