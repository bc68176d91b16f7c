import { existsSync, readFileSync } from 'node:fs';
import { startAlertmanager } from '../../../tools/prometheus/alertmanager';
import { amtool } from '../../../tools/prometheus/amtool';
import { processesNaming } from './processes';
import { describeOnAlertmanager } from './suite';

const config = { route: { receiver: 'nobody' }, receivers: [{ name: 'nobody' }] };

describeOnAlertmanager('the life of an Alertmanager', (found) => {
  test('it takes alerts on the loopback address, and is gone with its data after a stop', async () => {
    const alertmanager = await startAlertmanager(found, { config });
    const prefix = new URL(alertmanager.url).pathname;
    let folder = '';
    try {
      expect(alertmanager.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\//);
      await alertmanager.post([{ labels: { alertname: 'A' } }]);
      const alerts: unknown = await (await fetch(`${alertmanager.url}/api/v2/alerts`)).json();
      expect(alerts).toMatchObject([{ labels: { alertname: 'A' }, receivers: [{ name: 'nobody' }] }]);
      await expect(alertmanager.post([{ labels: {} }])).rejects.toThrow(
        /^Alertmanager refused the alerts \(400\)/,
      );
      const [pid = 0] = processesNaming(prefix);
      folder = /\/[^\0]*sightline-server-\w+/.exec(readFileSync(`/proc/${pid}/cmdline`, 'utf8'))?.[0] ?? '';
      expect(existsSync(folder)).toBe(true);
    } finally {
      await alertmanager.stop();
    }
    expect(processesNaming(prefix)).toEqual([]);
    expect(existsSync(folder)).toBe(false);
  }, 60_000);

  test('one that cannot start says why with the last lines of its log, and so does amtool', async () => {
    const wrong = { config: { ...config, route: { receiver: 'nobdy' } } };
    await expect(startAlertmanager(found, wrong)).rejects.toThrow(
      /ended early[^]*undefined receiver \\?"nobdy/,
    );
    expect(await amtool(found, wrong).checkConfig()).toMatchObject({
      ok: false,
      output: expect.stringContaining('undefined receiver "nobdy"'),
    });
    await expect(amtool(found, wrong).receiversOf({ a: 'b' })).rejects.toThrow('amtool failed');
  }, 60_000);
});
