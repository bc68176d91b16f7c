import { Readable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';

/** What a route of the shop does, in each framework as its users would write it. */
export type Does =
  'answers' | 'creates' | 'throws' | 'rejects' | 'streams' | 'never ends' | 'breaks off' | 'waits' | 'cuts';

/** A route of the shop, under its path below where it stands. */
export interface ShopRoute {
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly does: Does;
}

const get = (path: string, does: Does = 'answers'): ShopRoute => ({ method: 'GET', path, does });

/** The routes of the shop by where they stand: at the top, in routers under a prefix, and in an application that is mounted in it. */
export const shopRoutes = {
  top: [
    get('/'),
    get('/healthz'),
    get('/crash', 'throws'),
    get('/crash-later', 'rejects'),
    get('/stream', 'streams'),
    get('/endless', 'never ends'),
    get('/torn', 'breaks off'),
    get('/slow', 'waits'),
    get('/cut', 'cuts'),
  ],
  '/v1': [
    get('/carts/:id'),
    { method: 'POST', path: '/carts', does: 'creates' },
    get('/carts/:id/crash', 'rejects'),
  ],
  '/t/:tenant': [get('/things/:thing')],
  '/admin': [get('/users/:id'), get('/crash', 'throws')],
} as const satisfies Readonly<Record<string, readonly ShopRoute[]>>;

/** The body of a route that streams. */
export const bodies = {
  streams: () => Readable.from(['a', 'b', 'c']),
  'never ends': () => Readable.from(ticks()),
  'breaks off': () => Readable.from(torn()),
} satisfies Partial<Record<Does, () => Readable>>;

/** Whether a route answers with one of those. */
export function streams(does: Does): does is keyof typeof bodies {
  return Object.hasOwn(bodies, does);
}

/** Waits that are entered, each to be ended by the test. */
export const waiting: (() => void)[] = [];

/** Does what needs no framework: throws, waits or nothing. Gives the text and the status to answer with. */
export function act(
  does: Does,
): { text: string; status: number } | Promise<{ text: string; status: number }> {
  const answer = { text: 'hello', status: does === 'creates' ? 201 : 200 };
  if (does === 'throws') throw new Error('a bug');
  if (does === 'rejects') {
    return sleep(1).then(() => {
      throw new Error('a later bug');
    });
  }
  if (does === 'cuts') return new Promise(() => undefined);
  return does === 'waits' ? new Promise((resolve) => waiting.push(() => resolve(answer))) : answer;
}

async function* ticks(): AsyncGenerator<string> {
  for (;;) {
    await sleep(5);
    yield 'tick';
  }
}

async function* torn(): AsyncGenerator<string> {
  yield 'the first half';
  await sleep(20);
  throw new Error('the second half is lost');
}
