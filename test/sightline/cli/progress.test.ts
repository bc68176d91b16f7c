import { closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { showProgress } from '../../../src/sightline/cli/progress';

describe('progress', () => {
  let folder: string;
  let fd: number;
  const written = (): string => readFileSync(join(folder, 'terminal'), 'utf8');
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'sightline-progress-'));
    fd = openSync(join(folder, 'terminal'), 'a');
  });
  afterEach(() => {
    closeSync(fd);
    rmSync(folder, { recursive: true, force: true });
  });

  it('is shown while one calculation takes all the time, and taken away at its end', () => {
    const { say, stop } = showProgress({ fd, after: 0 });
    say('checking 3 files');
    // no other work of this thread is done meanwhile
    while (written() === '');
    stop();
    const [first, ...more] = written().split('\r\u001B[2K').slice(1);
    expect(first).toMatch(/^sightline: checking 3 files \(\d+ s\)\r$/);
    expect(more.at(-1)).toBe('');
  });

  it('is not shown where there was no time for it', () => {
    const { say, stop } = showProgress({ fd, after: 3_600_000 });
    say('checking 3 files');
    stop();
    stop();
    expect(written()).toBe('');
  });
});
