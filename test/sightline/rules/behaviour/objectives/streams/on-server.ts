import { startPrometheus, type Server } from '../../../../../../tools/prometheus/server';
import type { Found as FoundPrometheus } from '../../../../../../tools/prometheus/find';
import { connect } from './connection';
import { replay, type Play, type Replay } from './replay';

/** Longer than any stream: one block takes samples of all times. */
const oneBlock = '20000h';

/** Milliseconds that a test may take: a stream is thousands of requests, and the machine may be busy. */
const patience = 120_000;

/** Starts a server that can be played to. */
export function startReceiver(prometheus: FoundPrometheus): Promise<Server> {
  return startPrometheus({
    prometheus,
    flags: {
      'web.enable-remote-write-receiver': true,
      'storage.tsdb.min-block-duration': oneBlock,
      'storage.tsdb.max-block-duration': oneBlock,
    },
  });
}

/** Plays streams to one server for all tests of a suite. */
export function receiver(prometheus: FoundPrometheus): (play: Play) => Promise<Replay> {
  jest.setTimeout(patience);
  let server: Server | undefined;
  beforeAll(async () => {
    server = await startReceiver(prometheus);
  });
  afterAll(() => server?.stop());
  return (play) => {
    if (server === undefined) throw new Error('the server has not been started');
    return replay(connect(server.url), play);
  };
}
