import { demoUsage, parseDemoArgs } from './args';
import { noChildren } from './children';
import { DemoFailure } from './demo-failure';
import { runDemo } from './run-demo';
import { isDumb, screenOn } from './screen';

async function main(args: readonly string[]): Promise<number> {
  const parsed = parseDemoArgs(args);
  if ('help' in parsed) {
    process.stdout.write(demoUsage);
    return 0;
  }
  if ('wrong' in parsed) {
    process.stderr.write(`${parsed.wrong.map((sentence) => `error: ${sentence}\n`).join('')}\n${demoUsage}`);
    return 2;
  }
  const stop = new AbortController();
  const stopped = new Promise<void>((resolve) => stop.signal.addEventListener('abort', () => resolve()));
  // npm hands a Ctrl-C on to us, who have had it from the terminal: the second means nothing
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, () => stop.abort());
  // nobody reads any more, as after `| head`
  process.stdout.on('error', () => stop.abort());

  const children = noChildren();
  const screen = screenOn(process.stdout, parsed.options.plain || isDumb(process.env.TERM));
  try {
    // also while it starts, it ends at once
    await Promise.race([runDemo(parsed.options, { screen, children, signal: stop.signal }), stopped]);
    return 0;
  } catch (failure) {
    if (stop.signal.aborted) return 0;
    if (!(failure instanceof DemoFailure)) throw failure;
    process.stderr.write(`error: ${failure.message}\n`);
    return 1;
  } finally {
    await children.stop();
  }
}

main(process.argv.slice(2)).then(
  // a download that is under way would go on otherwise
  (code) => process.exit(code),
  (failure: unknown) => {
    process.stderr.write(
      `${failure instanceof Error ? (failure.stack ?? failure.message) : String(failure)}\n`,
    );
    process.exit(1);
  },
);
