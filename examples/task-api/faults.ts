import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyRequest } from 'fastify';

/** The longest delay that can be asked for, in milliseconds. */
const longestDelay = 30_000;

/**
 * Makes a request slow or lets it crash, as its own headers ask: `x-fault-delay-ms` waits so long, `x-fault-error` throws what it
 * says. For demonstrations and tests; whoever can set headers can do it, so it is never on by itself.
 *
 * @throws Error if the request asks for it, as a bug in a handler would
 */
export async function injectFaults({ headers }: FastifyRequest): Promise<void> {
  const delay = Number(headers['x-fault-delay-ms'] ?? 0);
  if (delay > 0) await sleep(Math.min(delay, longestDelay));
  const error = headers['x-fault-error'];
  if (error !== undefined) throw new Error(`asked for: ${String(error)}`);
}
