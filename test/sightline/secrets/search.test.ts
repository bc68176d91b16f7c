import { searchSecrets } from '../../../src/sightline/secrets/search';
import { ends } from '../../ends';
import { pathOfSecret } from '../../../src/sightline/problem/literal-secret';
import { hostileValues } from '../problem/hostile-values';

const paths = (values: unknown): (string | undefined)[] =>
  searchSecrets(values).map((found) => pathOfSecret(found, 'values'));
const pem = (kind: string): string => `-----BEGIN ${kind}-----\nMIIB\n-----END ${kind}-----\n`;
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const digits = '0123456789'.repeat(4);

describe('a literal secret', () => {
  test.each<[string, unknown]>([
    ['password', 'x'], ['password', 12345], ['adminPassword', 'x'], ['smtp_auth_password', 'x'], ['passwd', 'x'],
    ['GF_SECURITY_ADMIN_PASSWORD', 'x'], ['grafana.adminPassword', 'x'], ['DBPassword', 'x'], ['passphrase', 'x'],
    ['bind_password', 'grafana'], ['ha_redis_password', 'x'], ['smtp-pass', 'x'],
    ['token', 'abc123'], ['bearerToken', 'abc'], ['bot_token', 'x'],
    ['api_key', 'x'], ['apiKey', 'x'], ['apikey', 'x'], ['opsgenie_api_key', 'x'],
    ['routing_key', '0123456789abcdef0123456789abcdef'], ['service_key', '0123456789abcdef0123456789abcdef'],
    ['secret_key', 'x'], ['secretAccessKey', 'x'], ['account_key', 'x'],
    ['client_secret', 'x'], ['user_identity_client_secret', 'x'], ['secret', 'hunter2'], ['secret', 'S3cret!'],
    ['credentials', 'abc123'], ['basic_auth', 'admin:hunter2'],
    ['Authorization', 'Bearer abc'], ['authorization', 'Basic YTpi'],
    ['slack_api_url', 'https://example.com/x'], ['webhookUrl', 'https://example.com/hook/x'],
  ])('stands under %s (%j)', (key, value) => {
    expect(paths({ a: { [key]: value } })).toHaveLength(1);
  }); // prettier-ignore

  test.each<[string, string]>([
    ['a private key', pem('RSA PRIVATE KEY')],
    ['a private key', `ca\n${pem('PRIVATE KEY')}`],
    ['a private key in base64', base64(pem('EC PRIVATE KEY'))],
    ['a URL with a password', 'postgres://grafana:hunter2@db:5432/grafana'],
    ['a URL with a password', 'remote write to http://:hunter2@redis:6379, see wiki'],
    ['a URL with a key', 'https://logs.example.com/push?team=a&token=abcdef123'],
    ['a Slack webhook', 'https://hooks.slack.com/services/T000/B000/XXXX1234'],
    ['a Discord webhook', 'https://discord.com/api/webhooks/123456/abc-DEF'],
    ['a Teams webhook', 'https://contoso.webhook.office.com/webhookb2/1234@5678/IncomingWebhook/9'],
    ['a Chat webhook', 'https://chat.googleapis.com/v1/spaces/AAA/messages?key=abc&token=def'],
    ['a header', 'Authorization: Bearer abcdef123456'],
    ['a bearer token', 'Bearer abcdefghij0123456789'],
    ['a GitHub token', `ghp_${digits.slice(0, 36)}`],
    ['a Slack token', 'xoxb-1234567890-abcdef'],
    ['a JSON web token', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.dozjgNryP4J3jVmNHl0w5N_XgL0n3I9P'],
    ['a password in an INI file', '[security]\nadmin_password = hunter2\n'],
    ['a password in a YAML file', 'smtp:\n  - user: a\n    password: "hunter2"\n'],
    ['a password in an argument', '--web.admin-password=hunter2'],
  ])('is %s under any key', (_, text) => {
    expect(paths({ any: [text] })).toEqual(['values.any[0]']);
  });

  test('stands in a list under the key of the list', () => {
    expect(paths({ passwords: ['a', 'b'] })).toEqual(['values.passwords[0]', 'values.passwords[1]']);
  });

  test('stands beside the name of a variable, and below its own key', () => {
    expect(
      paths({
        env: [
          { name: 'DB_PASSWORD', value: 'hunter2' },
          { name: 'DB_HOST', value: 'db' },
        ],
      }),
    ).toEqual(['values.env[0].value']);
    expect(paths({ password: { value: 'hunter2' } })).toEqual(['values.password.value']);
  });

  test('is everything in the data of a Secret and in the secure settings of Grafana', () => {
    const secret = {
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { user: 'YWRtaW4=' },
      stringData: { 'a.yaml': 'b' },
    };
    expect(paths({ extraManifests: [secret] })).toEqual([
      'values.extraManifests[0].data.user',
      'values.extraManifests[0].stringData["a.yaml"]',
    ]);
    expect(paths({ datasources: [{ secureJsonData: { httpHeaderValue1: 'x' } }] })).toEqual([
      'values.datasources[0].secureJsonData.httpHeaderValue1',
    ]);
  });
});

describe('no literal secret', () => {
  // the shapes of keys in the default values of the chart and of its parts, and in their documentation
  test.each<[string, unknown]>([
    ['a reference of Grafana', { admin: { existingSecret: 'grafana-admin', userKey: 'admin-user', passwordKey: 'admin-password' } }],
    ['an empty default', { token: '', adminPassword: '', existingSecret: '', envFromSecret: '', password: null }],
    ['an empty container', { basicAuth: {}, secret: {}, additionalScrapeConfigsSecret: {}, bearerTokenSecret: {} }],
    ['a switch', { automountServiceAccountToken: true, useExistingSecret: false, assertNoLeakedSecrets: true }],
    ['a switch as a text', { automountServiceAccountToken: 'true', 'cors-allow-credentials': 'true' }],
    ['a field selector', { secretFieldSelector: 'type!=kubernetes.io/dockercfg,type!=kubernetes.io/service-account-token' }],
    ['a file', { bearerTokenFile: '/var/run/secrets/kubernetes.io/serviceaccount/token', password_file: '/etc/alertmanager/pw' }],
    ['a list of names', { secrets: ['a-tls', 'b'], imagePullSecrets: [{ name: 'regcred' }, 'regcred'], collectors: ['secrets'] }],
    ['a name', { tlsSecretName: 'prometheus-general-tls', secretName: 'x', envFromSecret: 'grafana-env', configSecret: 'am-config2' }],
    ['a Secret by name', { secret: 'etcd-client-cert', 'auth-secret': 'monitoring/basic-auth', tlsSecret: { enabled: false, secretName: 'a' } }],
    ['a key of a Secret', { password: { name: 'remote-write', key: 'password' }, tokenKey: 'token', passwordKey: 'password' }],
    ['an environment reference', { env: [{ name: 'DB_PASSWORD', valueFrom: { secretKeyRef: { name: 'db', key: 'password' } } }] }],
    ['an external secret', { data: [{ secretKey: 'admin-password', remoteRef: { key: 'prod/grafana', property: 'password' } }] }],
    ['Grafana variables', { password: '$__file{/etc/secrets/pw}', client_secret: '$__env{X}', secret_key: '${GF_KEY}', api_key: '$API_KEY' }],
    ['Kubernetes variables', { url: 'http://$(USER):$(PASS)@host/', password: '$(DB_PASSWORD)' }],
    ['a template', { password: '{{ .Values.pw }}', slack_api_url: '{{ .x }}', Authorization: 'Bearer {{ .token }}' }],
    ['a placeholder', { password: '<password>', token: '***', url: 'https://user:<password>@host/' }],
    ['a reference to a vault', { password: 'vault:secret/data/grafana#pw', token: 'ref+awssecrets://x', secret_key: 'ENC[AES256_GCM,data:x]' }],
    ['a receiver inside the cluster', { webhook_url: 'http://prometheus-msteams.monitoring.svc:2000/alerts', url: 'http://karma:8080/' }],
    ['an URL', { externalUrl: 'https://grafana.example.com:3000/?orgId=1', url: 'http://prometheus:9090/a@b', runbookUrl: 'https://runbooks.prometheus-operator.dev/runbooks' }],
    ['an image with a digest', { image: 'docker://quay.io/prometheus/prometheus:v3.14.0@sha256:0123', sha: '0123456789abcdef' }],
    ['a certificate', { ca: pem('CERTIFICATE'), caBundle: base64(pem('CERTIFICATE')), key: pem('PUBLIC KEY') }],
    ['a routing key that is a name', { routing_key: 'team-a' }],
    ['a hint', { password_hint: 'password', tokenExpirationSeconds: 3600, max_tokens: 5, password_policy: 'strong' }],
    ['an authorization by reference', { authorization: { type: 'Bearer', credentials: { name: 'mimir-token', key: 'token' } } }],
    ['a credentials file', { authorization: { credentials_file: '/etc/secret/token' }, credentials: 'thanos-objstore' }],
    ['a rule', { expr: 'sum(rate(token_requests_total{secret="x"}[5m])) by (password)', summary: 'Basic authentication failed: password wrong' }],
    ['a text about secrets', { description: 'Set the password\nand the token: see the wiki\n' }],
    ['a commented line', { config: '# password: hunter2\n; token = x\nverbose_logging = true\n' }],
    ['an empty map in a text', { config: 'secret: {}\npassword: ""\ntoken:\nkind: x\n' }],
    ['a path and a port', { listen: 'tcp://0.0.0.0:9090', path: 'C:/x@y', cron: '0 0 * * *' }],
  ])('is %s', (_, values) => {
    expect(searchSecrets(values)).toEqual([]);
  }); // prettier-ignore
});

describe('looking for secrets', () => {
  test('survives every hostile value', () => {
    for (const value of hostileValues()) {
      expect(Array.isArray(searchSecrets(value))).toBe(true);
      expect(Array.isArray(searchSecrets({ password: value, inner: [value] }))).toBe(true);
    }
  });

  test('finds a secret beside a value that contains itself, once', () => {
    const cyclic: Record<string, unknown> = { password: 'hunter2' };
    cyclic['self'] = cyclic;
    expect(paths(cyclic)).toEqual(['values.password']);
  });

  test.each([
    ['a long word', 'a'.repeat(250_000)],
    ['many schemes', 'a://b:'.repeat(25_000)],
    ['many URLs', 'https://a?b&'.repeat(20_000)],
    ['many keys', '&token=abcdef'.repeat(17_500)],
    ['many headers', '-----BEGIN '.repeat(22_500)],
    ['many settings', 'authorization:     \n'.repeat(12_500)],
    ['many quotes', 'password="'.repeat(25_000)],
    ['many tags', '<password>'.repeat(25_000)],
    ['many variables', '${'.repeat(125_000)],
    ['many templates', '{{'.repeat(125_000)],
    ['many flags', '--password '.repeat(22_500)],
    ['many logins', 'a:b@'.repeat(62_500)],
    ['many keys without a value', '-----BEGIN PRIVATE KEY-----\nAAAA'.repeat(7_500)],
    ['many lines', 'token: {{x}}\n'.repeat(20_000)],
    ['many lists', '['.repeat(250_000)],
    ['base64', 'QUJD'.repeat(62_500)],
    ['many dashes', `secret: ${'a1-'.repeat(7_500)}!\n`.repeat(3)],
  ])('comes to an end with %s', (_, text) => {
    ends(() => searchSecrets({ text, secret: text, webhook_url: text }));
  });
});
