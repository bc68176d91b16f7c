import { spawnSync } from 'node:child_process';
import { resolve } from 'node:path';

test('sightline check loads neither cdk8s nor what knows constructs, which take longer than all else', () => {
  const root = resolve(__dirname, '../../../..');
  const script = `
    require('./src/sightline/cli/register-sources');
    require('./src/sightline/cli/check');
    const loaded = Object.keys(require.cache).filter((file) => /node_modules.(?:cdk8s|constructs)|sightline.constructs/.test(file));
    process.stdout.write(JSON.stringify(loaded));
  `;
  const { stdout, stderr } = spawnSync(process.execPath, ['-e', script], { cwd: root, encoding: 'utf8' });
  expect(stderr).toBe('');
  expect(JSON.parse(stdout)).toEqual([]);
});
