import { searchSecrets } from '../../../src/sightline/secrets/search';

/** What the search of before missed, one of each kind. */
const missedBefore: readonly (readonly [string, unknown])[] = [
  [
    'secret text in extraManifests',
    { extraManifests: ['apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  user: hunter\n'] },
  ],
  ['PGPASSWORD', { env: { PGPASSWORD: 'hunter' } }],
  ['pwd', { pwd: 'x' }],
  ['DB_PWD', { env: [{ name: 'DB_PWD', value: 'x' }] }],
  ['tokens', { tokens: ['abc', 'def'] }],
  ['apiKeys', { apiKeys: ['abc'] }],
  ['secrets map', { secrets: { db: 'hunter2' } }],
  ['envRenderSecret', { envRenderSecret: { A: 'b' } }],
  ['--password X', { args: ['--password', 'X'] }],
  ['--token=X in cmd', { command: ['sh', '-c', 'run --token=X now'] }],
  ['curl', { args: ['sh', '-c', 'curl -u a:X https://h'] }],
  ['export', { args: ['sh', '-c', 'export TOKEN=X; run'] }],
  ['json', { t: '{"password": "X"}' }],
  ['flow', { t: '{password: X}' }],
  ['dash', { 'd.json': JSON.stringify({ apiKey: 'X' }) }],
  ['block', { c: 'a: b\npassword: |\n  hunter\n' }],
  [
    'dockerconfigjson',
    {
      data: {
        '.dockerconfigjson': Buffer.from(
          '{"auths":{"r.io":{"auth":"' + Buffer.from('bob:pw1').toString('base64') + '"}}}',
        ).toString('base64'),
      },
    },
  ],
  ['auth', { auths: { 'r.io': { auth: Buffer.from('bob:pw1').toString('base64') } } }],
  ['token@', { u: 'https://a1b2c3d4e5f6a7b8c9d0@host/x' }],
  ['sentry', { u: 'https://0123456789abcdef0123456789abcdef@o1.ingest.sentry.io/12' }],
  ['?key', { u: 'https://h/x?key=a1b2c3d4e5f6a7b8c9d0' }],
  ['?pwd', { u: 'https://h/x?pwd=hunter2' }],
  ['go dsn', { d: 'root:X@tcp(db:3306)/x' }],
  ['mssql', { d: 'Server=db;Database=x;User Id=sa;Password=X;' }],
  ['libpq', { d: 'host=db password=X dbname=y' }],
  ['azure', { d: 'DefaultEndpointsProtocol=https;AccountName=a;AccountKey=abc==' }],
  ['-D', { args: ['java', '-Ddb.password=X'] }],
  ['-D one', { o: '-Xmx1g -Ddb.password=X' }],
  ['auth raw', { headers: { Authorization: 'abc123def456ghi789' } }],
  ['cookie', { headers: { Cookie: 'session=abc123def456' } }],
  ['X-Auth', { headers: { 'X-Auth': 'abc123def4567' } }],
  ['npm', { a: 'npm_' + 'a1B2'.repeat(9) }],
  ['sk_live', { a: 'sk_live_' + 'a1B2'.repeat(6) }],
  ['sk-proj', { a: 'sk-proj-' + 'a1B2'.repeat(12) }],
  ['SG', { a: 'SG.abcdefghijklmnop123456.abcdefghijklmnop1234567890abcdefghijklmnop123' }],
  ['hvs', { a: 'hvs.CAESIabcdefghijklmnop1234567890' }],
  ['bcrypt', { users: { admin: '$2y$10$' + 'abcdefghij'.repeat(5) + 'abc' } }],
  ['password2', { password2: 'x' }],
  ['passwordOld', { passwordOld: 'x' }],
  ['tokenValue', { tokenValue: 'x' }],
  ['passcode', { passcode: 'x' }],
  ['${A}realsecret', { password: '${A}realsecret' }],
  ['<realsecret>', { password: '<realsecret>' }],
  ['$UPER5ECRET9', { password: '$UPER5ECRET9' }],
  ['{{ "" }}realsecret', { password: '{{ "" }}realsecret' }],
  ['runbook', { annotations: { runbook_url: 'https://user:hunter2@wiki/x' } }],
  ['runbook token', { a: 'https://wiki/x?token=abcdef1234' }],
];

/** What it took for secrets, one of each kind. */
const falseBefore: readonly (readonly [string, unknown])[] = [
  [
    'sealed',
    { kind: 'SealedSecret', spec: { encryptedData: { password: 'AgBy3i4OJSWK+PiTySYZZA9rO43cGDEq' } } },
  ],
  [
    'checksum',
    {
      annotations: { 'checksum/secret': 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855' },
    },
  ],
  ['thresholds', { thresholds: { pass: 95 } }],
  ['USE_ACCESS_TOKEN', { env: [{ name: 'USE_ACCESS_TOKEN', value: '0' }] }],
  ['ALLOW_EMPTY', { env: { ALLOW_EMPTY_PASSWORD: 'yes', HIDE_PASSWORD: 'yes' } }],
  ['accessKey', { secretName: 'x', accessKey: 'access-key' }],
  ['accessKey2', { secretName: 'x', accessKey: 'accesskey' }],
  ['adminSecret', { adminSecret: 'GrafanaAdmin' }],
  ['disabled', { token: 'disabled' }],
  ['optional', { requireApiKey: 'optional' }],
  ['path', { password: '/etc/secrets/x' }],
  ['file', { token: 'file:///run/token' }],
  ['vault', { password: 'vault:secret/data/x#y', token: 'ref+vault://x' }],
  ['prose', { password: 'see vault' }],
  ['doc url', { description: 'use https://user:password@host' }],
];

describe('the search', () => {
  test.each(missedBefore)('finds what was missed before: %s', (_, values) => {
    expect(searchSecrets(values)).not.toEqual([]);
  });

  test.each(falseBefore)('leaves alone what was a false alarm before: %s', (_, values) => {
    expect(searchSecrets(values)).toEqual([]);
  });
});
