import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { measure } from './measure';
import { print, ratioLine } from './report';

const root = resolve(__dirname, '..');
const rounds = 3;

/** Many services in one program, types not checked, against plain cdk8s with the same objects in the same charts. */
export function benchScale(): void {
  const folder = mkdtempSync(join(tmpdir(), 'sightline-scale-'));
  const command = (program: string, services: number) => ({
    title: `${program} ${services}`,
    program: process.execPath,
    args: ['-r', './src/sightline/cli/register-sources', `bench/scale/${program}.ts`, String(services)],
    cwd: root,
    env: { CDK8S_OUTDIR: join(folder, program) },
  });
  try {
    const small = measure([command('plain', 1000), command('sightline', 1000)], rounds);
    const large = measure([command('sightline', 10_000)], 1);
    const plain = small.get('plain 1000') ?? { seconds: NaN, mebibytes: NaN };
    const ours = small.get('sightline 1000') ?? { seconds: NaN, mebibytes: NaN };
    const many = large.get('sightline 10000') ?? { seconds: NaN, mebibytes: NaN };
    print(
      `1,000 services, medians of ${rounds}: plain cdk8s ${plain.seconds.toFixed(2)} s and ${plain.mebibytes} MiB, ours ${ours.seconds.toFixed(2)} s and ${ours.mebibytes} MiB; 10,000 services: ${many.seconds.toFixed(2)} s and ${many.mebibytes} MiB`,
    );
    print(ratioLine('time, 1,000 services to plain cdk8s', ours.seconds / plain.seconds, 1.5));
    print(ratioLine('peak memory, 1,000 services to plain cdk8s', ours.mebibytes / plain.mebibytes, 1.5));
    print(ratioLine('time, 10,000 services to 1,000', many.seconds / ours.seconds, 11));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
