/** Why the demo could not start or go on, in a sentence for the user. Ends it with exit code 1. */
export class DemoFailure extends Error {
  override readonly name = 'DemoFailure';
}

/** The end of a log, for a message. */
export function lastLines(log: string, count = 15): string {
  return log.trimEnd().split('\n').slice(-count).join('\n');
}
