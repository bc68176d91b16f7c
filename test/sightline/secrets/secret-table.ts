import type { Row } from './places';

/** Characters as a machine chooses them, always the same; no secret of anybody. */
function made(
  length: number,
  alphabet = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789',
  seed = 7,
): string {
  let state = seed;
  return Array.from({ length }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return alphabet[Math.floor((state / 2_147_483_648) * alphabet.length)] ?? '';
  }).join('');
}

const hex = (length: number, seed = 3): string => made(length, '0123456789abcdef', seed);
const capitals = (length: number): string => made(length, 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567');
const base64 = (text: string): string => Buffer.from(text).toString('base64');
const pem = (kind: string): string =>
  `-----BEGIN ${kind}-----\n${made(64)}\n${made(40)}\n-----END ${kind}-----\n`;
const jwt = [base64('{"alg":"HS256"}'), base64('{"sub":"shop","admin":true}'), made(43)]
  .join('.')
  .replaceAll('=', '');

/** Literal secrets, each of which anybody could tell for one. */
export const secrets: readonly Row[] = [
  // keys of values
  ['an administrator in values', 'values', { grafana: { adminPassword: 'Sommer2026' } }],
  ['a word as a password', 'values', { grafana: { adminPassword: 'monitoring' } }],
  ['a number as a password', 'values', { postgresql: { auth: { password: 48_151_623 } } }],
  ['a root password', 'values', { mysql: { auth: { rootPassword: 'tiger' } } }],
  ['a password with a number behind it', 'values', { ldap: { password1: 'abc' } }],
  ['the next password', 'values', { rotation: { passwordNext: 'abcdefg' } }],
  ['a passphrase', 'values', { backup: { gpgPassphrase: 'correct horse battery staple' } }],
  ['pw', 'values', { smtp: { user: 'a', pw: 'kiwi' } }],
  ['a bind password in capitals', 'values', { env: { LDAP_BIND_PASSWORD: 'apfel' } }],
  ['a password of redis', 'values', { redis: { global: { requirepass: 'mango!' } } }],
  ['a pre-shared key', 'values', { vpn: { psk: 'mango77' } }],
  ['passwords by user', 'values', { users: { passwords: { anna: 'kiwi', ben: 'lime' } } }],
  ['tokens by environment', 'values', { gateway: { tokens: { live: 'abcdef' } } }],
  ['a list of tokens', 'values', { remote: { bearerTokens: ['abc-1', 'abc-2'] } }],
  ['a token of a bot', 'values', { chatops: { botToken: 'abcdef' } }],
  ['a refresh token', 'values', { oauth: { refresh_token: 'abcdef' } }],
  ['a token with its use behind it', 'values', { github: { tokenCurrent: 'abcdef' } }],
  ['an API key', 'values', { alertmanager: { config: { global: { opsgenie_api_key: 'abcdef' } } } }],
  ['a list of API keys', 'values', { ingest: { api_keys: ['k1', 'k2'] } }],
  ['an API key of production', 'values', { datadog: { apiKeyProd: 'abcdef' } }],
  ['an app key', 'values', { datadog: { appKey: 'abcdef' } }],
  [
    'a secret key of grafana',
    'values',
    { grafana: { 'grafana.ini': { security: { secret_key: 'SW2YcwTIb9zpOOhoPsMm' } } } },
  ],
  [
    'keys of S3',
    'values',
    { thanos: { objstore: { config: { access_key: 'thanos', secret_key: 'thanos' } } } },
  ],
  ['an account key', 'values', { loki: { storage: { azure: { accountKey: 'abcdef' } } } }],
  ['an encryption key', 'values', { app: { encryptionKey: 'abcdef' } }],
  ['a signing key', 'values', { jwt: { signing_key: 'abcdef' } }],
  ['a master key', 'values', { search: { masterKey: 'abcdef' } }],
  [
    'a client secret',
    'values',
    { grafana: { 'grafana.ini': { 'auth.github': { client_secret: 'abcdef' } } } },
  ],
  ['a cookie secret', 'values', { oauth2Proxy: { config: { cookieSecret: 'abcdef' } } }],
  ['a secret for sessions', 'values', { app: { sessionSecret: 'abcdef' } }],
  ['a secret with a digit', 'values', { app: { secret: 'tango42' } }],
  ['secrets by name', 'values', { app: { secrets: { hmac: 'x9!kk', stripe: 'Abc123' } } }],
  ['a rendered Secret', 'values', { grafana: { envRenderSecret: { SMTP: 'anything' } } }],
  [
    'secure settings',
    'values',
    {
      grafana: {
        datasources: {
          'a.yaml': { datasources: [{ name: 'x', secureJsonData: { tlsClientKey: 'anything' } }] },
        },
      },
    },
  ],
  ['credentials', 'values', { registry: { credentials: 'bob:lime99' } }],
  [
    'credentials of an authorization',
    'values',
    { http_config: { authorization: { type: 'Bearer', credentials: 'a1b2c3' } } },
  ],
  ['basic auth in one text', 'values', { ingress: { basicAuth: 'bob:lime99' } }],
  ['a line of htpasswd', 'values', { ingress: { htpasswd: 'bob:$apr1$7YkB3xLz$E1kq8Yw4uZ0sPq2Jm6Rr91' } }],
  ['a routing key', 'values', { receivers: [{ pagerduty_configs: [{ routing_key: hex(32) }] }] }],
  ['a license key', 'values', { newrelic: { licenseKey: `${hex(36)}NRAL` } }],
  [
    'a webhook',
    'values',
    { alertmanager: { config: { global: { slack_api_url: 'https://chat.example.com/hooks/abc' } } } },
  ],
  ['a value beside its name', 'values', { extraEnv: [{ name: 'SMTP_PASS', value: 'abc' }] }],
  ['a parameter of Helm', 'values', { parameters: [{ name: 'grafana.adminPassword', value: 'abc' }] }],
  [
    'a token in a header of remote write',
    'values',
    { remoteWrite: [{ url: 'https://p', headers: { Authorization: 'Bearer abc' } }] },
  ],
  ['another header', 'values', { remoteWrite: [{ url: 'https://p', headers: { 'X-Api-Key': 'abc' } }] }],
  ['a cookie', 'values', { probe: { headers: { Cookie: 'JSESSIONID=0A1B2C3D4E5F6071' } } }],
  ['a bcrypt hash', 'values', { web: { basic_auth_users: { prometheus: `$2b$12$${made(53)}` } } }],
  ['a password below its key', 'values', { db: { password: { value: 'kiwi' } } }],
  ['a reference with a default', 'values', { db: { password: '${DB_PASSWORD:-kiwi77}' } }],
  ['a reference and more', 'values', { db: { password: '$(PREFIX)kiwi77' } }],
  ['a template and more', 'values', { db: { password: '{{ .Release.Name }}-kiwi77' } }],
  ['a template with a default', 'values', { db: { password: '{{ .Values.pw | default "kiwi77" }}' } }],
  ['brackets around a password', 'values', { db: { password: '<kiwi77>' } }],
  ['a dollar before a password', 'values', { db: { password: '$kiwi77Lime' } }],
  ['a password that begins like a path', 'values', { db: { password: '/kiwi77+Lime==' } }],
  ['a password that begins like a vault', 'values', { db: { password: 'vault kiwi77' } }],
  // environment
  ['a password of a database', 'env', { DATABASE_PASSWORD: 'kiwi' }],
  ['a password of MySQL', 'env', { MYSQL_PWD: 'kiwi' }],
  ['a password in one word', 'env', { REDISPASSWORD: 'kiwi' }],
  ['a password for SSH', 'env', { SSHPASS: 'kiwi' }],
  ['a token', 'env', { CI_JOB_TOKEN: 'abcdef' }],
  ['whose token it is behind it', 'env', { TOKEN_GITLAB: 'Ab1-99xyz' }],
  ['a JSON web token', 'env', { UPSTREAM: jwt }],
  [
    'a URL of a database',
    'env',
    { DATABASE_URL: 'postgresql://shop:kiwi@db.prod:5432/shop?sslmode=require' },
  ],
  ['a URL of mongo', 'env', { MONGO: `mongodb+srv://shop:${made(12)}@cluster0.example.mongodb.net/shop` }],
  ['a URL of redis without a user', 'env', { REDIS_URL: 'redis://:kiwi77@redis:6379/0' }],
  ['a URL of amqp', 'env', { BROKER: 'amqp://guest:guest@rabbit:5672/' }],
  ['a login of Go', 'env', { DSN: 'shop:kiwi77@tcp(mysql:3306)/shop?parseTime=true' }],
  ['a login without a scheme', 'env', { ES: 'elastic:kiwi77@es:9200' }],
  [
    'a connection string of SQL Server',
    'env',
    { CONN: 'Data Source=sql;Initial Catalog=shop;User ID=sa;Pwd=kiwi' },
  ],
  ['a connection string of libpq', 'env', { CONN: 'user=shop password=kiwi host=db dbname=shop' }],
  ['a connection string of JDBC', 'env', { JDBC: 'jdbc:postgresql://db/shop?user=shop&password=kiwi77' }],
  ['a login of Oracle', 'env', { JDBC: 'jdbc:oracle:thin:scott/kiwi77@//db:1521/orcl' }],
  [
    'a key of a service bus',
    'env',
    { BUS: `Endpoint=sb://a.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccessKey=${made(43)}=` },
  ],
  [
    'a key of storage',
    'env',
    {
      STORE: `DefaultEndpointsProtocol=https;AccountName=shop;AccountKey=${made(86)}==;EndpointSuffix=core.windows.net`,
    },
  ],
  [
    'a SAS URL',
    'env',
    { BLOB: `https://shop.blob.core.windows.net/c?sv=2022-11-02&sp=r&sig=${made(43)}%3D` },
  ],
  ['a DSN of Sentry', 'env', { SENTRY_DSN: `https://${hex(32)}@o450.ingest.sentry.io/7` }],
  ['a token in a URL', 'env', { REPO: `https://${made(24)}@git.example.com/shop.git` }],
  ['an AWS key', 'env', { AWS: `AKIA${capitals(16)}` }],
  ['an AWS secret', 'env', { AWS_SECRET_ACCESS_KEY: made(40) }],
  ['JVM options', 'env', { JAVA_OPTS: '-Xmx512m -Djavax.net.ssl.keyStorePassword=kiwi -Dserver.port=80' }],
  ['JSON in a variable', 'env', { CONFIG: '{"db":{"host":"db","password":"kiwi"}}' }],
  ['JSON in base64', 'env', { CONFIG: base64('{"db":{"host":"db","password":"kiwi77"}}') }],
  ['a private key', 'env', { SIGNER: pem('EC PRIVATE KEY') }],
  ['a private key in base64', 'env', { SIGNER: base64(pem('PRIVATE KEY')) }],
  ['a private key on one line', 'env', { SIGNER: pem('RSA PRIVATE KEY').replaceAll('\n', '\\n') }],
  // arguments
  ['a flag and its value', 'args', ['serve', '--db-password', 'kiwi']],
  ['a flag with its value', 'args', ['--api-token=abcdef']],
  ['a flag of one dash', 'args', ['-admin.password=kiwi']],
  ['a property of Java', 'args', ['java', '-Dspring.datasource.password=kiwi', '-jar', 'shop.jar']],
  ['a URL in an argument', 'args', ['--remote=https://shop:kiwi77@push.example.com/api']],
  ['a header of curl', 'args', ['curl', '-H', 'Authorization: Bearer abcdef123', 'https://x']],
  ['a login of curl', 'args', ['curl', '--user', 'shop:kiwi', 'https://x']],
  ['a password of mysql', 'args', ['mysqladmin', '-uroot', '-pkiwi', 'ping']],
  ['a password of redis', 'args', ['redis-cli', '-a', 'kiwi', 'ping']],
  ['a password in a shell', 'args', ['-c', 'exec app --password kiwi --port 80']],
  // shell
  ['an export', 'shell', 'export API_TOKEN=abcdef && exec app'],
  ['a variable before a command', 'shell', 'PGPASSWORD=kiwi psql -h db -c "select 1"'],
  ['curl with a login', 'shell', 'curl -sf -u shop:kiwi https://x/health'],
  ['curl with a header', 'shell', 'curl -H "X-Vault-Token: hunter-2b2b" https://vault'],
  ['sshpass', 'shell', 'sshpass -p kiwi ssh root@host'],
  ['a login of docker', 'shell', 'docker login -u shop -p kiwi77 registry.example.com'],
  ['a user of htpasswd', 'shell', 'htpasswd -bc /auth/file shop kiwi77'],
  ['a literal of kubectl', 'shell', 'kubectl create secret generic db --from-literal=a=kiwi77'],
  ['helm set', 'shell', 'helm upgrade --install g grafana/grafana --set adminPassword=kiwi'],
  ['SQL', 'shell', "mysql -e \"CREATE USER 'a'@'%' IDENTIFIED BY 'kiwi77'\""],
  // tokens by their form
  ['GitHub', 'alert', `see the log; it used ghp_${made(36)} again`],
  ['GitHub, fine-grained', 'annotations', { 'example.com/note': `github_pat_${made(22)}_${made(59)}` }],
  ['GitLab', 'alert', `glpat-${made(20)}`],
  ['npm', 'config', { '.npmrc': `//registry.npmjs.org/:_authToken=npm_${made(36)}` }],
  ['PyPI', 'config', { notes: `pypi-AgEIcHlwaS5vcmc${made(60)}` }],
  ['Slack', 'labels', { bot: `xoxb-${made(11, '0123456789')}-${made(24)}` }],
  ['Stripe', 'config', { 'app.toml': `[pay]\nlive = "sk_live_${made(24)}"\n` }],
  ['SendGrid', 'alert', `SG.${made(22)}.${made(43)}`],
  ['OpenAI', 'page', `Call it with sk-proj-${made(48)}.`],
  ['Anthropic', 'page', `Call it with sk-ant-api03-${made(93)}AA.`],
  ['Google', 'expr', `up{key="AIza${made(35)}"}`],
  ['Vault', 'config', { 'run.sh': `vault unwrap hvs.${made(28)}` }],
  ['Grafana', 'alert', `curl with glsa_${made(32)}_${hex(8)}`],
  ['Hugging Face', 'values', { model: { extra: [`hf_${made(34)}`] } }],
  ['DigitalOcean', 'alert', `dop_v1_${hex(64)}`],
  ['Databricks', 'values', { job: { note: `dapi${hex(32)}` } }],
  ['Docker', 'values', { pull: { note: `dckr_pat_${made(27)}` } }],
  ['age', 'config', { 'keys.txt': `# created\nAGE-SECRET-KEY-1${capitals(58)}\n` }],
  ['Telegram', 'values', { chat: { note: `${made(10, '123456789')}:AA${made(33)}` } }],
  ['Azure', 'values', { app: { note: `${made(3)}8Q~${made(34)}` } }],
  ['Tailscale', 'args', [`--authkey=tskey-auth-${made(20)}`]],
  ['Twilio', 'alert', `SK${hex(32)}`],
  ['New Relic', 'values', { agent: { note: `NRAK-${capitals(27)}` } }],
  ['Shopify', 'values', { agent: { note: `shpat_${hex(32)}` } }],
  ['Atlassian', 'values', { agent: { note: `ATATT3${made(60)}` } }],
  // texts of people
  ['a runbook with a login', 'runbook', 'https://oncall:kiwi77@wiki.example.com/shop'],
  ['a runbook with a token', 'runbook', `https://wiki.example.com/shop?access_token=${made(20)}`],
  ['a runbook with a key', 'runbook', `https://wiki.example.com/shop?page=1&key=${made(24)}`],
  [
    'a description with a password',
    'description',
    'Most requests succeed. The password of the console is Kiwi77lime.',
  ],
  ['a description with a setting', 'description', 'Log in with user=shop password=kiwi77 and look.'],
  [
    'an alert with a webhook of Slack',
    'alert',
    'post to https://hooks.slack.com/services/T024BE7LD/B024BE7LE/' + made(24),
  ],
  [
    'an alert with a webhook of Discord',
    'alert',
    'post to https://discord.com/api/webhooks/98765432101/' + made(60),
  ],
  ['an alert with a header', 'alert', `curl -H 'PRIVATE-TOKEN: ${made(20)}' https://git`],
  ['an alert with a password', 'alert', 'If it hangs, log in (password: Kiwi77!) and restart.'],
  ['an alert with a query', 'alert', 'https://status.example.com/?pwd=kiwi77'],
  ['a label of a series', 'expr', `shop_requests_total{api_key="${made(32)}"}`],
  ['a matcher with a login', 'expr', 'probe_success{instance="https://shop:kiwi77@shop.example.com"} == 0'],
  ['a page with a command', 'page', '## Restart\n\n```sh\ncurl -u admin:kiwi77 https://shop/restart\n```\n'],
  ['a page with a table', 'page', '| user | login |\n|---|---|\n| shop | `password=kiwi77` |\n'],
  ['a path with a token', 'path', '/metrics?token=a1b2c3d4e5'],
  ['a label with a password', 'labels', { password: 'kiwi77' }],
  ['an annotation with a token', 'annotations', { 'ci.example.com/deploy-token': 'abcdef' }],
  [
    'an annotation with what was applied',
    'annotations',
    {
      'kubectl.kubernetes.io/last-applied-configuration':
        '{"kind":"Deployment","spec":{"env":[{"name":"DB_PASSWORD","value":"kiwi"}]}}',
    },
  ],
  // manifests of anybody
  [
    'a Secret as text',
    'extraManifest',
    `apiVersion: v1\nkind: Secret\nmetadata: { name: a }\ndata:\n  user: ${base64('shop')}\n`,
  ],
  [
    'a Secret as text, with stringData',
    'extraManifest',
    'apiVersion: v1\nkind: Secret\nmetadata:\n  name: a\nstringData:\n  config: anything\n',
  ],
  [
    'a Secret in JSON',
    'extraManifest',
    '{"apiVersion":"v1","kind":"Secret","metadata":{"name":"a"},"stringData":{"x":"kiwi"}}',
  ],
  [
    'a ConfigMap as text',
    'extraManifest',
    'apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: a\ndata:\n  app.ini: |\n    [db]\n    password = kiwi\n',
  ],
  [
    'a Secret',
    'manifest',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { 'tls.key': base64(pem('PRIVATE KEY')) },
    },
  ],
  [
    'a Secret of a registry',
    'manifest',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      type: 'kubernetes.io/dockerconfigjson',
      data: { '.dockerconfigjson': base64(`{"auths":{"r":{"auth":"${base64('shop:kiwi77')}"}}}`) },
    },
  ],
  [
    'a login of a registry',
    'config',
    { 'config.json': `{"auths":{"r.example.com":{"auth":"${base64('shop:kiwi77')}"}}}` },
  ],
  [
    'a scrape with a login',
    'manifest',
    {
      apiVersion: 'monitoring.coreos.com/v1alpha1',
      kind: 'ScrapeConfig',
      metadata: { name: 'a' },
      spec: { staticConfigs: [{ targets: ['shop:kiwi77@shop:8080'] }] },
    },
  ],
  [
    'a kubeconfig',
    'config',
    {
      kubeconfig: `apiVersion: v1\nkind: Config\nusers:\n- name: a\n  user:\n    client-key-data: ${base64(pem('RSA PRIVATE KEY'))}\n`,
    },
  ],
  [
    'a service account of Google',
    'config',
    {
      'key.json': JSON.stringify({
        type: 'service_account',
        private_key: pem('PRIVATE KEY'),
        client_email: 'a@b',
      }),
    },
  ],
  ['an INI file', 'config', { 'app.ini': '[smtp]\nhost = mail\npassword = kiwi\n' }],
  ['a TOML file', 'config', { 'ldap.toml': '[[servers]]\nhost = "ldap"\nbind_password = "kiwi"\n' }],
  [
    'a properties file',
    'config',
    { 'app.properties': 'spring.datasource.username=shop\nspring.datasource.password=kiwi\n' },
  ],
  ['a .env file', 'config', { '.env': '# of the shop\nPORT=80\nSTRIPE_API_KEY=abcdef\n' }],
  ['a YAML file', 'config', { 'app.yaml': 'db:\n  host: db\n  password: kiwi\n' }],
  ['a list in a YAML file', 'config', { 'app.yaml': 'users:\n  - name: shop\n    token: abcdef\n' }],
  [
    'a block in a YAML file',
    'config',
    { 'objstore.yaml': 'type: S3\nconfig:\n  bucket: b\n  access_key: abc\n  secret_key: def\n' },
  ],
  [
    'an XML file',
    'config',
    { 'settings.xml': '<server><username>shop</username><password>kiwi77</password></server>' },
  ],
  ['a file of Redis', 'config', { 'redis.conf': 'bind 0.0.0.0\nrequirepass kiwi77lime\n' }],
  [
    'a file of Fluent Bit',
    'config',
    { 'out.conf': '[OUTPUT]\n    Name es\n    HTTP_User shop\n    HTTP_Passwd kiwi77lime\n' },
  ],
  ['a .netrc', 'config', { netrc: 'machine git.example.com login shop password kiwi77' }],
  ['a .pgpass', 'config', { pgpass: 'db.example.com:5432:shop:shop:kiwi77lime\n' }],
  [
    'a header of nginx',
    'config',
    { 'nginx.conf': `location / {\n  proxy_set_header Authorization "Basic ${base64('shop:kiwi77')}";\n}\n` },
  ],
  [
    'a dashboard',
    'config',
    {
      'd.json': JSON.stringify({
        title: 'Shop',
        panels: [{ links: [{ url: 'https://a:kiwi77@grafana/x' }] }],
      }),
    },
  ],
  ['a script', 'config', { 'run.sh': '#!/bin/sh\nset -e\nTOKEN=abcdef1\nexec app\n' }],
  ['a password hash', 'config', { users: `shop:$6$${made(8)}$${made(86)}\n` }],
];
