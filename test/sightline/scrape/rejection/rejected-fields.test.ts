import {
  podMonitorRejections,
  serviceMonitorRejections,
} from '../../../../src/sightline/scrape/rejection/monitor-rejections';
import { podMonitor, serviceMonitor } from '../monitors';

const key = { name: 'access', key: 'token' };
const secret = { secret: key };
const oauth2 = { clientId: secret, clientSecret: key, tokenUrl: 'https://login/token' };

/** The id and the field of each problem of an endpoint, as a ServiceMonitor has it. */
const ofEndpoint = (endpoint: object, settings = {}): string[] =>
  serviceMonitorRejections(serviceMonitor(endpoint), settings).map(
    ({ id, path = '' }) => `${id} ${path.replace('spec.endpoints[0]', '').replace(/^\./, '')}`,
  );

// what the operator 0.93.1 itself says of each was asked
describe('the operator rejects', () => {
  test.each([
    [{ regex: '(', targetLabel: 'a' }, 'OPR005 relabelings[0].regex'],
    [{ regex: 'go_(?!x)', targetLabel: 'a' }, 'OPR005 relabelings[0].regex'],
    [{ action: 'hashmod', targetLabel: 'a' }, 'OPR005 relabelings[0].modulus'],
    [{ sourceLabels: ['a'] }, 'OPR005 relabelings[0].targetLabel'],
    [{ action: 'LabelDrop', regex: 'a', sourceLabels: ['b'] }, 'OPR005 relabelings[0].sourceLabels'],
    [{ action: 'keepequal', targetLabel: 'a', regex: 'x' }, 'OPR005 relabelings[0].regex'],
    [{ action: 'lowercase', targetLabel: 'a', replacement: 'x' }, 'OPR005 relabelings[0].replacement'],
    [{ action: 'labelmap', regex: 'a', replacement: '' }, 'OPR005 relabelings[0].replacement'],
  ])('the rule %j', (rule, problem) => {
    expect(ofEndpoint({ relabelings: [rule] })).toEqual([problem]);
    expect(ofEndpoint({ metricRelabelings: [rule] })).toEqual([
      problem.replace('relabelings', 'metricRelabelings'),
    ]);
  });

  test.each([
    { regex: 'a)|(b', targetLabel: 'a' },
    { targetLabel: 'a b' },
    { action: 'keep', targetLabel: 'not read', modulus: 3 },
    // its default may stand beside every action, though Prometheus itself refuses it
    { action: 'keepequal', targetLabel: 'a', regex: '(.*)', separator: ';', replacement: '$1' },
  ])('not the rule %j', (rule) => {
    expect(ofEndpoint({ relabelings: [rule] })).toEqual([]);
  });

  test.each([
    [{ action: 'keepequal', targetLabel: 'a' }, '2.40.0', '2.41.0'],
    [{ action: 'uppercase', targetLabel: 'a' }, '2.35.0', '2.36.0'],
    [{ targetLabel: 'é' }, '2.55.0', '3.0.0'],
    [{ targetLabel: 'a_$1' }, '2.55.0', '3.0.0'],
  ])('the rule %j for Prometheus %s, and not for %s', (rule, before, since) => {
    const endpoint = { relabelings: [rule] };
    expect(ofEndpoint(endpoint, { version: before })).toHaveLength(1);
    expect(ofEndpoint(endpoint, { version: since })).toEqual([]);
  });

  test.each([
    [{ authorization: {} }, ['OPR004 authorization.credentials']],
    [{ authorization: { type: 'Bearer' } }, ['OPR004 authorization.credentials']],
    [{ authorization: { type: ' basic ', credentials: key } }, ['OPR004 authorization.type']],
    [{ authorization: { credentials: { name: 'a', key: '' } } }, ['OPR003 authorization.credentials']],
    [{ basicAuth: {} }, ['OPR003 basicAuth.username', 'OPR003 basicAuth.password']],
    [{ basicAuth: { username: key, password: key }, bearerTokenSecret: { name: '', key: '' } }, ['OPR004 ']],
    [{ bearerTokenSecret: { name: 'a', key: '' } }, ['OPR003 bearerTokenSecret']],
    [{ authorization: { credentials: { key: 'token' } } }, []],
    [{ basicAuth: { username: key, password: key }, bearerTokenFile: '/token' }, []],
  ])('the authentication %j', (endpoint, problems) => {
    expect(ofEndpoint(endpoint)).toEqual(problems);
  });

  test('no token of a PodMonitor without a key: it is left out', () => {
    expect(podMonitorRejections(podMonitor({ bearerTokenSecret: { name: 'a', key: '' } }))).toEqual([]);
  });

  test('what a scrape class would complete', () => {
    const scrapeClasses = [{ name: 'mesh', default: true, authorization: { credentialsFile: '/token' } }];
    expect(ofEndpoint({ authorization: { type: 'Bearer' } }, { scrapeClasses })).toEqual([
      'OPR004 authorization.credentials',
    ]);
  });

  test.each([
    [{ ca: secret, caFile: '/ca' }, 'OPR010 caFile'],
    [{ ca: { ...secret, configMap: key } }, 'OPR010 ca'],
    [{ cert: secret }, 'OPR010 '],
    [{ keyFile: '/key' }, 'OPR010 '],
    [{ minVersion: 'TLS13', maxVersion: 'TLS12' }, 'OPR010 maxVersion'],
    [{ ca: { secret: { name: '', key: 'ca' } } }, 'OPR003 ca.secret'],
  ])('the TLS settings %j, also of an OAuth 2.0 client', (tlsConfig, problem) => {
    const below = (path: string) => [problem.replace(' ', ` ${path}.`).replace(/\.$/, '')];
    expect(ofEndpoint({ tlsConfig })).toEqual(below('tlsConfig'));
    if (!('caFile' in tlsConfig || 'keyFile' in tlsConfig))
      expect(ofEndpoint({ oauth2: { ...oauth2, tlsConfig } })).toEqual(below('oauth2.tlsConfig'));
  });

  test('no TLS settings that are empty, or of one version', () => {
    for (const tlsConfig of [{}, { ca: {}, cert: {} }, { minVersion: 'TLS12', maxVersion: 'TLS12' }])
      expect(ofEndpoint({ tlsConfig })).toEqual([]);
  });

  test.each([
    [{ proxyFromEnvironment: true, proxyUrl: 'http://proxy' }, ['proxyUrl']],
    [{ proxyFromEnvironment: true, noProxy: 'a' }, ['noProxy']],
    [{ noProxy: 'a' }, ['noProxy']],
    [{ proxyConnectHeader: { X: [key] } }, ['proxyConnectHeader']],
    [{ proxyUrl: 'http://proxy', proxyConnectHeader: { X: [] } }, ['proxyConnectHeader.X']],
    [{ proxyUrl: 'http://proxy', noProxy: 'a', proxyConnectHeader: { X: [key] } }, []],
    [{ proxyFromEnvironment: false, noProxy: '', proxyUrl: '' }, []],
  ])('the proxy %j, also of an OAuth 2.0 client', (proxy, fields) => {
    expect(ofEndpoint(proxy)).toEqual(fields.map((field) => `OPR011 ${field}`));
    expect(ofEndpoint({ oauth2: { ...oauth2, ...proxy } })).toEqual(
      fields.map((field) => `OPR011 oauth2.${field}`),
    );
  });

  test('an OAuth 2.0 client without an id, or without the name of its secret', () => {
    expect(ofEndpoint({ oauth2 })).toEqual([]);
    expect(ofEndpoint({ oauth2: { ...oauth2, clientId: {} } })).toEqual(['OPR011 oauth2.clientId']);
    expect(ofEndpoint({ oauth2: { ...oauth2, clientSecret: { key: 'x' } } })).toEqual([
      'OPR003 oauth2.clientSecret',
    ]);
  });

  test.each([
    [{ matchExpressions: [{ key: 'app', operator: 'In', values: [] }] }, 'matchExpressions[0].values'],
    [{ matchExpressions: [{ key: 'app', operator: 'NotIn' }] }, 'matchExpressions[0].values'],
    [{ matchExpressions: [{ key: 'app', operator: 'Exists', values: ['a'] }] }, 'matchExpressions[0].values'],
    [
      { matchExpressions: [{ key: 'app', operator: 'Equals', values: ['a'] }] },
      'matchExpressions[0].operator',
    ],
    [{ matchLabels: { app: 'a b' } }, 'matchLabels.app'],
    [{ matchLabels: { _a: 'b' } }, 'matchLabels'],
  ])('the selector %j', (selector, field) => {
    const rejected = [expect.objectContaining({ id: 'OPR012', path: `spec.selector.${field}` })];
    expect(serviceMonitorRejections(serviceMonitor(undefined, { selector }))).toEqual(rejected);
    expect(podMonitorRejections(podMonitor(undefined, { selector }))).toEqual(rejected);
  });
});

test('a rejection names the field, its value, the rule, what happens and the fix', () => {
  const relabelings = [{ action: 'keep' as const, sourceLabels: ['pod'], regex: 'shop-(?!canary).*' }];
  const [problem] = serviceMonitorRejections(serviceMonitor({ relabelings }));
  expect(problem).toEqual({
    id: 'OPR005',
    severity: 'error',
    object: 'ServiceMonitor/retail/shop',
    path: 'spec.endpoints[0].relabelings[0].regex',
    message: expect.stringMatching(
      /^'regex' \("shop-\(\?!canary\)\.\*"\) of rule 1 must be a regular expression of RE2: .*: the operator rejects the whole object$/,
    ),
    fix: 'do without lookahead, lookbehind and backreferences, which RE2 lacks',
  });
});
