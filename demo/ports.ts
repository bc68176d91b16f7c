import { createServer, type AddressInfo } from 'node:net';
import { DemoFailure } from './demo-failure';

/**
 * Makes sure that a port of the loopback address is free.
 *
 * @param port the port; 0 for any
 * @param flag the flag that chooses it, for the message
 * @returns the port; a free one for 0
 * @throws DemoFailure if it is in use, or may not be used
 */
export async function freePort(port: number, flag: string): Promise<number> {
  try {
    return await listenOnce(port);
  } catch (failure) {
    // Node's errors of the system have a code
    const { code, message } = failure as NodeJS.ErrnoException;
    const reason =
      code === 'EADDRINUSE'
        ? 'is in use'
        : code === 'EACCES'
          ? 'may not be used by you'
          : `can't be used: ${message}`;
    throw new DemoFailure(`Port ${port} ${reason}. Choose another with ${flag} PORT; 0 takes any free one.`);
  }
}

function listenOnce(port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    const probe = createServer().once('error', reject);
    probe.listen(port, '127.0.0.1', () => {
      // the cast is what Node documents for a server on a port
      const { port: taken } = probe.address() as AddressInfo;
      probe.close(() => resolve(taken));
    });
  });
}
