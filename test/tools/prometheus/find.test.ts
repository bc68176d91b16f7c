import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAlertmanager, findPrometheus } from '../../../tools/prometheus/find';

let folder: string;
let cache: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-test-'));
  cache = join(folder, 'cache');
});

afterEach(() => rm(folder, { recursive: true, force: true }));

/** Puts programs that only tell a version into a folder below the test's own. */
async function fakeIn(
  name: string,
  version: string,
  programs: readonly string[] = ['prometheus', 'promtool'],
): Promise<string> {
  const target = join(folder, name);
  await mkdir(target, { recursive: true });
  for (const program of programs) {
    await writeFile(
      join(target, program),
      `#!/bin/sh\necho '${program.replace('prometheus-', '')}, version ${version} (branch: HEAD)'\n`,
    );
    await chmod(join(target, program), 0o755);
  }
  return target;
}

describe('finding Prometheus', () => {
  test('the folder that the environment names goes before the cache', async () => {
    const named = await fakeIn('named', '3.1.0');
    await fakeIn('cache/3.5.3', '3.5.3');
    expect(await findPrometheus(3, { env: { SIGHTLINE_PROMETHEUS_3: named }, cache, fetch: false })).toEqual({
      version: '3.1.0',
      prometheus: join(named, 'prometheus'),
      promtool: join(named, 'promtool'),
    });
  });

  test('a folder that the environment names is not passed over when it is wrong', async () => {
    await fakeIn('cache/2.53.3', '2.53.3');
    const old = await fakeIn('old', '2.41.0');
    const find = (name: string): Promise<unknown> =>
      findPrometheus(2, { env: { SIGHTLINE_PROMETHEUS_2: name }, cache, fetch: false });
    expect(await find(old)).toEqual({
      reason: `SIGHTLINE_PROMETHEUS_2 names '${old}', which holds 2.41.0; 2.42 or a later 2.x is needed.`,
    });
    expect(await find(folder)).toEqual({
      reason: `SIGHTLINE_PROMETHEUS_2 names '${folder}', which does not hold the programs 'prometheus' and 'promtool'.`,
    });
  });

  test('the newest version in the cache is taken, one without promtool is not', async () => {
    await fakeIn('cache/3.5.9', '3.5.9');
    await fakeIn('cache/3.10.0', '3.10.0');
    const broken = await fakeIn('cache/3.11.0', '3.11.0');
    await rm(join(broken, 'promtool'));
    expect(await findPrometheus(3, { env: {}, cache, fetch: false })).toMatchObject({ version: '3.10.0' });
    expect(await findPrometheus(2, { env: {}, cache, fetch: false })).toMatchObject({
      reason: expect.stringContaining('neither in'),
    });
  });

  test('a Prometheus on PATH is used for the major version that it tells, and for no other', async () => {
    const bin = await fakeIn('bin', '2.53.3+ds1');
    const options = { env: { PATH: `${join(folder, 'none')}:${bin}:/bin` }, cache, fetch: false } as const;
    expect(await findPrometheus(2, options)).toMatchObject({
      version: '2.53.3',
      promtool: join(bin, 'promtool'),
    });
    expect(await findPrometheus(3, options)).toMatchObject({ reason: expect.any(String) });
  });

  test('several that ask at once fetch once', async () => {
    let fetches = 0;
    const fetch = async (): Promise<undefined> => {
      fetches++;
      await new Promise((resolve) => setTimeout(resolve, 50));
      await fakeIn('cache/3.5.3', '3.5.3');
    };
    const all = await Promise.all([1, 2, 3, 4].map(() => findPrometheus(3, { env: {}, cache, fetch })));
    expect(all.map((found) => ('version' in found ? found.version : found.reason))).toEqual(
      Array(4).fill('3.5.3'),
    );
    expect(fetches).toBe(1);
  });

  test('the lock of a process that has died does not stop a fetch', async () => {
    await mkdir(cache);
    // No process has this id: Linux allows ids up to 4194304.
    await writeFile(join(cache, '.lock-3'), '9999999');
    const fetch = async (): Promise<undefined> => {
      await fakeIn('cache/3.5.3', '3.5.3');
    };
    expect(await findPrometheus(3, { env: {}, cache, fetch })).toMatchObject({ version: '3.5.3' });
  });

  test('a failed fetch is not tried again within the time that was asked for', async () => {
    let fetches = 0;
    const fetch = async (): Promise<string> => `The network is down (${++fetches}).`;
    const find = (retryAfterMs: number): Promise<unknown> =>
      findPrometheus(3, { env: {}, cache, fetch, retryAfterMs });
    expect(await find(60_000)).toEqual({ reason: 'The network is down (1).' });
    expect(await find(60_000)).toEqual({ reason: 'The network is down (1).' });
    expect(await find(0)).toEqual({ reason: 'The network is down (2).' });
  });

  test('a cache that cannot be written gives a reason', async () => {
    await writeFile(cache, 'a file, not a folder');
    const fetch = async (): Promise<undefined> => undefined;
    expect(await findPrometheus(3, { env: {}, cache, fetch })).toMatchObject({
      reason: expect.stringMatching(/^Prometheus 3 could not be fetched: .*EEXIST/),
    });
  });
});

describe('finding Alertmanager', () => {
  test('the folder that the environment names must hold it and amtool, of 0.26 or later', async () => {
    const find = (named: string): Promise<unknown> =>
      findAlertmanager({ env: { SIGHTLINE_ALERTMANAGER: named }, cache, fetch: false });
    const named = await fakeIn('named', '0.28.1', ['alertmanager', 'amtool']);
    expect(await find(named)).toEqual({
      version: '0.28.1',
      alertmanager: join(named, 'alertmanager'),
      amtool: join(named, 'amtool'),
    });
    const old = await fakeIn('old', '0.25.0', ['alertmanager', 'amtool']);
    expect(await find(old)).toEqual({
      reason: `SIGHTLINE_ALERTMANAGER names '${old}', which holds 0.25.0; 0.26 or later is needed.`,
    });
    expect(await find(folder)).toEqual({
      reason: `SIGHTLINE_ALERTMANAGER names '${folder}', which does not hold the programs 'alertmanager' and 'amtool'.`,
    });
  });

  test('the one of Debian on PATH is found under its name there', async () => {
    const bin = await fakeIn('bin', '0.28.1+ds', ['prometheus-alertmanager', 'amtool']);
    expect(await findAlertmanager({ env: { PATH: bin }, cache, fetch: false })).toMatchObject({
      version: '0.28.1',
      alertmanager: join(bin, 'prometheus-alertmanager'),
    });
  });
});
