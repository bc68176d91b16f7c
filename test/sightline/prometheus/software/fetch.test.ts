import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fetchSoftware } from '../../../../src/sightline/prometheus/software/fetch';
import { runCommand } from '../../../../src/sightline/prometheus/run-command';
import { prometheusOf } from '../../../../src/sightline/prometheus/software/software';
import { isRunning, until } from '../../../tools/prometheus/processes';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sightline-test-'));
  await mkdir(join(folder, 'sources.list.d'));
});

afterEach(() => rm(folder, { recursive: true, force: true }));

describe('fetching Prometheus', () => {
  test('a machine without a Debian archive gives a reason', async () => {
    expect(await fetchSoftware(prometheusOf(3), join(folder, 'cache'), folder)).toBe(
      `No Debian archive is configured in '${folder}', so there is nowhere to fetch Prometheus 3 from. ` +
        `SIGHTLINE_PROMETHEUS_3 may name a folder that holds 'prometheus' and 'promtool'.`,
    );
  });

  test('an archive that cannot be reached gives a reason and leaves nothing behind', async () => {
    // Nothing listens on port 9 of the loopback address.
    const source = 'Types: deb\nURIs: http://127.0.0.1:9/debian\nSuites: bookworm\nComponents: main\n';
    await writeFile(join(folder, 'sources.list.d', 'debian.sources'), source);
    const reason = await fetchSoftware(prometheusOf(2), join(folder, 'cache'), folder);
    expect(reason).toMatch(
      /^Prometheus 2 could not be fetched from Debian: .*(connect|not on this machine)/i,
    );
    expect(await readdir(folder)).toEqual(['sources.list.d']);
  });
});

describe('running a command', () => {
  test('a command that takes too long is killed, with what it started', async () => {
    const result = await runCommand('/bin/sh', ['-c', 'sleep 300 & echo $!; wait'], { timeoutMs: 300 });
    expect(result).toMatchObject({ ok: false, failure: "'/bin/sh' did not end within 0.3 seconds" });
    expect(Number(result.stdout)).toBeGreaterThan(1);
    // The kernel closes its pipes, which ends the command for us, a moment before it counts as dead.
    await until(() => !isRunning(Number(result.stdout)));
  });

  test('a program that does not exist is told as such', async () => {
    expect(await runCommand('no-such-program-here', [])).toMatchObject({
      ok: false,
      failure: "'no-such-program-here' is not on this machine, or may not be run",
    });
  });

  test('the status and both outputs are kept', async () => {
    expect(await runCommand('/bin/sh', ['-c', 'echo out; echo err >&2; exit 3'])).toEqual({
      ok: false,
      status: 3,
      stdout: 'out\n',
      stderr: 'err\n',
    });
  });
});
