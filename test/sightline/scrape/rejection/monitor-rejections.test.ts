import {
  podMonitorRejections,
  serviceMonitorRejections,
} from '../../../../src/sightline/scrape/rejection/monitor-rejections';
import { podMonitor, serviceMonitor } from '../monitors';

const key = { name: 'access', key: 'token' };

describe('a monitor that the operator rejects', () => {
  test('is none that is plain', () => {
    expect(serviceMonitorRejections(serviceMonitor())).toEqual([]);
    expect(podMonitorRejections(podMonitor())).toEqual([]);
  });

  test('may take longer than its interval, or than that of the server if it has none', () => {
    const slow = serviceMonitor({ interval: '10s', scrapeTimeout: '11s' });
    expect(serviceMonitorRejections(slow)).toEqual([
      expect.objectContaining({
        id: 'OPR001',
        object: 'ServiceMonitor/retail/shop',
        path: 'spec.endpoints[0].scrapeTimeout',
      }),
    ]);
    const byServer = podMonitor({ scrapeTimeout: '20s' });
    expect(podMonitorRejections(byServer)).toEqual([]);
    expect(podMonitorRejections(byServer, { scrapeInterval: '15s' })).toEqual([
      expect.objectContaining({ id: 'OPR001', object: 'PodMonitor/retail/shop' }),
    ]);
  });

  test('reads files where that is denied', () => {
    const monitor = serviceMonitor({ bearerTokenFile: '/token', tlsConfig: { caFile: '/ca' } });
    expect(serviceMonitorRejections(monitor)).toEqual([]);
    const denied = serviceMonitorRejections(monitor, { arbitraryFSAccessThroughSMs: { deny: true } });
    expect(denied.map(({ id, path }) => [id, path])).toEqual([
      ['OPR002', 'spec.endpoints[0].bearerTokenFile'],
      ['OPR002', 'spec.endpoints[0].tlsConfig.caFile'],
    ]);
  });

  test('authenticates in two ways', () => {
    const monitor = podMonitor({ basicAuth: { username: key, password: key }, bearerTokenSecret: key });
    const [problem, ...more] = podMonitorRejections(monitor);
    expect(more).toEqual([]);
    expect(problem?.id).toBe('OPR004');
    expect(problem?.message).toContain("'basicAuth', 'bearerTokenSecret' are 2 ways to authenticate");
  });

  test('names a class that the server does not have', () => {
    const monitor = serviceMonitor(undefined, { scrapeClass: 'mesh' });
    expect(serviceMonitorRejections(monitor, { scrapeClasses: [{ name: 'mesh' }] })).toEqual([]);
    expect(serviceMonitorRejections(monitor).map(({ id }) => id)).toEqual(['OPR006']);
  });
});
