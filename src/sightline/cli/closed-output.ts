/**
 * Goes on where nobody reads what is printed any more, as after `| head` or `| true`: what a command does is done all the same, and its exit
 * code is about that. Where printing fails for another reason, such as a full disk behind `>`, the standard error says so.
 *
 * @param code the exit code in that case. Default: as if it had been printed, for a command whose work is elsewhere
 */
export function goOnWithoutReader(code?: number): void {
  process.stdout.on('error', (failure: NodeJS.ErrnoException) => {
    if (failure.code === 'EPIPE') return;
    const kind = code === undefined ? 'warning' : 'error';
    process.stderr.write(`${kind}: the output can't be printed: ${failure.message}\n`);
    // the command has not ended yet, and would say another one
    if (code !== undefined) process.once('exit', () => (process.exitCode = code));
  });
  // there is no other place to say it
  process.stderr.on('error', () => undefined);
}
