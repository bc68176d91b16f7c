import { masked } from '../secrets/masked';
import { ProblemsError } from '../problem/problems-error';
import { attempt, describe, describeKind } from '../problem/read';
import { renderProblems, whereToRead } from '../problem/render';
import { CannotWrite } from './output/cannot-write';
import type { SightlineApp } from './sightline-app';

/**
 * Runs a program as the cdk8s command does: builds the app and writes it. What is wrong goes to the standard error, without a
 * stack trace where it is the user's mistake, and the process ends with exit code 1.
 *
 * @param program builds the app
 */
export function runProgram(program: () => SightlineApp): void {
  try {
    const app = program();
    app.synth();
  } catch (failure) {
    process.stderr.write(`${describeFailure(failure)}\n`);
    process.exitCode = 1;
  }
}

/**
 * What a failure says to a user: the list of problems; why nothing can be written; of an error thrown while the program was built, its message and the
 * place in the program; of anything else all there is.
 */
export function describeFailure(failure: unknown): string {
  return attempt(() => sentenceOf(failure), `error: the program threw ${describeKind(failure)}`);
}

function sentenceOf(failure: unknown): string {
  if (ProblemsError.isProblemsError(failure))
    return `${renderProblems(failure.problems)}\n${whereToRead(failure.problems)}`;
  if (CannotWrite.isCannotWrite(failure)) return failure.message;
  if (typeof failure === 'string') return `error: ${masked(failure)}`;
  if (!(failure instanceof Error)) return `error: the program threw ${describe(failure)}`;
  const place = placeOf(failure);
  // a transpiler adds the trace of its own insides
  const message = failure.message.split(/\n+(?:Caused by|Stack backtrace|\s+\d+: )/)[0] ?? '';
  return `error: ${masked(message.trimEnd())}${place === undefined ? '' : `\n  at ${place}`}`;
}

/** The innermost place of a trace that is neither a package nor Node. */
function placeOf({ stack = '' }: Error): string | undefined {
  const frame = stack.split('\n').find((line) => /^\s+at /.test(line) && !/node_modules|node:/.test(line));
  return frame?.replace(/^\s+at /, '').replace(/^.*\((.*)\)$/, '$1');
}
