/** Why a command could not do its work, in a sentence for the user. Ends the command with exit code 2. */
export class CannotRun extends Error {
  override readonly name = 'CannotRun';
}

/** What a failure of the system or of the user's code says, in one line. */
export function reasonOf(failure: unknown): string {
  if (!(failure instanceof Error)) return String(failure);
  const { cause } = failure;
  // fetch says only that it failed; why is in the cause
  return cause instanceof Error && cause.message !== '' ? cause.message : failure.message;
}
