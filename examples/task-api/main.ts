import { setTimeout as sleep } from 'node:timers/promises';
import { collectDefaultMetrics, Registry } from 'prom-client';
import { taskApiService } from './app';
import { requestLog } from './request-log';
import { settingsOf } from './settings';

/** How long requests may take to end once the server is closing, in milliseconds. */
const patience = 10_000;

async function main(): Promise<void> {
  const { host, port, faults, drain, logLevel, log } = settingsOf(process.env);
  const register = new Registry();
  collectDefaultMetrics({ register });
  const { app, stopTraffic } = taskApiService({
    register,
    faults,
    logLevel,
    ...(log === undefined ? {} : { log: requestLog(log) }),
  });

  let stopping = false;
  const stop = async (): Promise<void> => {
    if (stopping) process.exit(1); // told twice: at once
    stopping = true;
    stopTraffic();
    await sleep(drain);
    setTimeout(() => process.exit(1), patience).unref();
    await app.close();
  };
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.on(signal, () => void stop());

  const address = await app.listen({ host, port });
  process.stdout.write(`Task API listening on ${address}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
