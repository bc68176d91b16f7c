import { resolve } from 'node:path';
import { unreachableTypes } from '../../tools/surface/unreachable-types';

describe('The doors of the library', () => {
  test('export every type that a public signature names', () => {
    const doors = [
      'index',
      'instrument/contract',
      'instrument/prom-client',
      'instrument/fastify',
      'instrument/express',
      'instrument/hono',
      'instrument/http',
      'instrument/koa',
    ];
    const root = resolve(__dirname, '../..');
    const files = doors.map((door) => `src/sightline/${door}.ts`);
    expect(unreachableTypes(root, files)).toEqual([]);
  }, 120_000);
});
