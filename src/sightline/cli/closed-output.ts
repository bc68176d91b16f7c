/**
 * Goes on where nobody reads what is printed any more, as after `| head` or `| true`: what a command does is done all the same, and its exit
 * code is about that. Where printing fails for another reason, such as a full disk behind `>`, the standard error says so.
 */
export function goOnWithoutReader(): void {
  process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
    if (failure.code !== 'EPIPE')
      process.stderr.write(`warning: the output can't be printed: ${failure.message}\n`);
  });
  // there is no other place to say it
  process.stderr.on('error', () => undefined);
}
