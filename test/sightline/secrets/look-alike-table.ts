import { base64 } from './made';
import type { Row } from './places';

const certificate =
  '-----BEGIN CERTIFICATE-----\nMIIDdzCCAl+gAwIBAgIEAgAAuTANBgkqhkiG9w0BAQUFADBa\n-----END CERTIFICATE-----\n';

/** What stands where a secret might, or reads like one, and is none. */
export const lookAlikes: readonly Row[] = [
  // references
  [
    'a Secret by name',
    'values',
    {
      grafana: {
        admin: { existingSecret: 'grafana-login', userKey: 'admin-user', passwordKey: 'admin-password' },
      },
    },
  ],
  [
    'keys of a Secret',
    'values',
    {
      minio: {
        auth: {
          existingSecret: 'minio',
          rootUserSecretKey: 'root-user',
          rootPasswordSecretKey: 'root-password',
        },
      },
    },
  ],
  [
    'the name of an entry beside that of its Secret',
    'values',
    { thanos: { secretName: 'objstore', secretKey: 'objstore.yml', accessKey: 'access-key' } },
  ],
  [
    'the name of an entry called password',
    'values',
    { db: { existingSecret: 'db', password: 'db-password' } },
  ],
  [
    'a Secret by reference',
    'values',
    {
      remoteWrite: [
        {
          basicAuth: { username: { name: 'push', key: 'user' }, password: { name: 'push', key: 'password' } },
        },
      ],
    },
  ],
  [
    'a list of Secrets',
    'values',
    { alertmanagerSpec: { secrets: ['slack-webhook', 'pagerduty', 'smtp-login2'] } },
  ],
  ['pull secrets', 'values', { global: { imagePullSecrets: ['registry-login'] } }],
  [
    'a Secret in capitals and small letters',
    'values',
    { oauth: { clientCredentialsSecret: 'GrafanaLogin' } },
  ],
  [
    'a namespace and a Secret',
    'annotations',
    {
      'nginx.ingress.kubernetes.io/auth-secret': 'monitoring/login',
      'nginx.ingress.kubernetes.io/auth-type': 'basic',
    },
  ],
  ['a variable of Kubernetes', 'args', ['--db-password=$(DB_PASSWORD)', '--token', '$(TOKEN)']],
  [
    'a variable of a shell',
    'shell',
    'curl -u "$USER:$PASSWORD" -H "Authorization: Bearer ${TOKEN}" https://x',
  ],
  ['a command in a shell', 'shell', 'export TOKEN=$(cat /run/secrets/token); PGPASSWORD="$(cat /pw)" psql'],
  ['variables in a URL', 'env', { DATABASE_URL: 'postgres://$(DB_USER):$(DB_PASSWORD)@db:5432/shop' }],
  ['variables in braces in a URL', 'env', { DATABASE_URL: 'mysql://${DB_USER}:${DB_PASSWORD}@db/shop' }],
  ['two variables', 'values', { basic_auth: '${USER}:${PASSWORD}', token: '${A}-${B}' }],
  [
    'variables of Grafana',
    'values',
    {
      'grafana.ini': {
        database: { password: '$__file{/etc/secrets/db}' },
        smtp: { password: '$__env{SMTP_PASSWORD}' },
      },
    },
  ],
  [
    'a template',
    'values',
    { adminPassword: '{{ .Values.global.password }}', apiKey: '{{ tpl .Values.key . | quote }}' },
  ],
  ['a template with a scheme', 'values', { headers: { Authorization: 'Bearer {{ .Values.token }}' } }],
  [
    'a template of an ExternalSecret',
    'manifest',
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'a' },
      spec: {
        target: {
          template: {
            data: { password: '{{ .password }}', url: 'postgres://{{ .user }}:{{ .password }}@db/shop' },
          },
        },
      },
    },
  ],
  [
    'an ExternalSecret',
    'manifest',
    {
      apiVersion: 'external-secrets.io/v1',
      kind: 'ExternalSecret',
      metadata: { name: 'a' },
      spec: {
        secretStoreRef: { name: 'vault', kind: 'ClusterSecretStore' },
        data: [{ secretKey: 'password', remoteRef: { key: 'prod/db', property: 'password' } }],
      },
    },
  ],
  [
    'a SealedSecret',
    'manifest',
    {
      apiVersion: 'bitnami.com/v1alpha1',
      kind: 'SealedSecret',
      metadata: { name: 'a' },
      spec: {
        encryptedData: {
          password: 'AgA1x9Tb4QyZ0pKq7vLmN2sR8wE3cU6dF5gH',
          token: 'AgB2y8Uc5RzA1qLr6wMnO3tS9xF4dV7eG6hJ',
        },
      },
    },
  ],
  [
    'a VaultStaticSecret',
    'manifest',
    {
      apiVersion: 'secrets.hashicorp.com/v1beta1',
      kind: 'VaultStaticSecret',
      metadata: { name: 'a' },
      spec: { type: 'kv-v2', mount: 'secret', path: 'shop/db', destination: { name: 'db', create: true } },
    },
  ],
  [
    'a SecretProviderClass',
    'manifest',
    {
      apiVersion: 'secrets-store.csi.x-k8s.io/v1',
      kind: 'SecretProviderClass',
      metadata: { name: 'a' },
      spec: {
        provider: 'vault',
        parameters: {
          objects: '- objectName: password\n  secretPath: secret/data/shop\n  secretKey: password\n',
        },
      },
    },
  ],
  [
    'a Secret of placeholders',
    'manifest',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      stringData: { password: '<path:secret/data/shop#password>' },
    },
  ],
  [
    'a Secret of references in base64',
    'manifest',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      data: { password: base64('${DB_PASSWORD}') },
    },
  ],
  [
    'a Secret of certificates',
    'manifest',
    { apiVersion: 'v1', kind: 'Secret', metadata: { name: 'a' }, data: { 'ca.crt': base64(certificate) } },
  ],
  [
    'a Secret without data',
    'manifest',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a', annotations: { 'kubernetes.io/service-account.name': 'shop' } },
      type: 'kubernetes.io/service-account-token',
    },
  ],
  ['a text of SOPS', 'values', { db: { password: 'ENC[AES256_GCM,data:Zm9v,iv:YmFy,tag:YmF6,type:str]' } }],
  [
    'a path of a vault',
    'annotations',
    {
      'vault.hashicorp.com/agent-inject-secret-password': 'secret/data/shop/password',
      'vault.hashicorp.com/agent-inject-token': 'true',
    },
  ],
  [
    'a vault of Azure',
    'env',
    { DB_PASSWORD: '@Microsoft.KeyVault(SecretUri=https://shop.vault.azure.net/secrets/db)' },
  ],
  [
    'a vault of AWS',
    'env',
    { DB_PASSWORD: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:shop/db-AbCdEf' },
  ],
  ['a vault of Google', 'env', { API_TOKEN: 'projects/shop/secrets/token/versions/latest' }],
  ['a vault of 1Password', 'env', { API_TOKEN: 'op://infra/shop/token' }],
  [
    'references of vals',
    'values',
    { app: { password: 'ref+awsssm://shop/db#/password', apiKey: 'ref+gcpsecrets://shop/key' } },
  ],
  ['a file', 'env', { DB_PASSWORD: '/run/secrets/db_password', API_TOKEN: 'file:///run/secrets/token' }],
  [
    'a file in a list',
    'args',
    [
      '--password-file=/etc/shop/password',
      '--token-file',
      '/var/run/secrets/token',
      '--tls-private-key=/etc/tls/tls.key',
    ],
  ],
  ['a file in a home', 'values', { ssh: { privateKey: '~/.ssh/id_ed25519', deployKey: './keys/deploy' } }],
  ['the name of a file', 'values', { auth: { password: 'password.txt', token: 'token.json' } }],
  [
    'the placeholder of a documentation',
    'values',
    { app: { apiKey: '<your-api-key>', password: '<password>', token: 'YOUR_TOKEN_HERE' } },
  ],
  ['stars', 'values', { app: { password: '********', token: 'xxxxx', apiKey: '[REDACTED]' } }],
  ['nothing', 'values', { app: { password: '', token: null, apiKey: {}, secrets: [] } }],
  // switches and other words
  [
    'a switch in capitals',
    'env',
    { USE_PASSWORD: '1', DISABLE_TOKEN: '0', SHOW_SECRETS: 'no', ALLOW_ANONYMOUS_LOGIN: 'yes' },
  ],
  [
    'whether it is needed',
    'values',
    { auth: { password: 'required', token: 'optional', apiKey: 'disabled' } },
  ],
  ['a kind of token', 'values', { auth: { token: 'opaque', credentials: 'include', tokenType: 'Bearer' } }],
  ['credentials of CORS', 'annotations', { 'nginx.ingress.kubernetes.io/cors-allow-credentials': 'true' }],
  ['a threshold', 'values', { quality: { pass: 80, warn: 60 }, checks: { pass: 'all' } }],
  [
    'a policy',
    'values',
    { auth: { passwordPolicy: 'strong', passwordMinLength: 12, password_encryption: 'scram-sha-256' } },
  ],
  [
    'how long it lives',
    'env',
    { TOKEN_TTL: '3600', SECRET_ROTATION: '30d', JWT_EXPIRES_IN: '15m', PASSWORD_MAX_AGE: '90' },
  ],
  [
    'where it is issued',
    'values',
    {
      oidc: {
        tokenUrl: 'https://sso.example.com/token',
        token_endpoint: '/oauth/token',
        apiKeyHeader: 'X-Api-Key',
      },
    },
  ],
  ['numbers of tokens', 'values', { llm: { max_tokens: 4096, tokens: 120000, tokens_per_minute: 90000 } }],
  ['special tokens', 'values', { llm: { eos_token: '</s>', pad_token: '[PAD]', stop_token: 'END' } }],
  ['a bucket of tokens', 'values', { limiter: { tokenBucket: { capacity: 100, refill: '10/s' } } }],
  ['a page token', 'values', { api: { nextPageToken: 'abc', continuation_token: 'abc' } }],
  [
    'a key of something else',
    'values',
    { cache: { key: 'user-id', partitionKey: 'tenant', sort_key: 'created_at', groupKey: 'a' } },
  ],
  [
    'keys of routes',
    'values',
    { mq: { routing_key: 'orders.created', service_key: 'checkout-api', userKey: 'user' } },
  ],
  ['a key beside a name', 'values', { sources: [{ name: 'db', secretKey: 'uri' }] }],
  [
    'a public key',
    'values',
    { jwt: { publicKey: '-----BEGIN PUBLIC KEY-----\nMFkwEwYHKoZIzj0CAQYI\n-----END PUBLIC KEY-----\n' } },
  ],
  [
    'an SSH key that is public',
    'values',
    { ssh: { authorizedKeys: 'ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ9vYm1dX ops@example.com' } },
  ],
  ['a certificate', 'values', { tls: { ca: certificate, caBundle: base64(certificate) } }],
  [
    'a checksum',
    'annotations',
    {
      'checksum/credentials': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      'checksum/tokens': 'd41d8cd98f00b204e9800998ecf8427e',
    },
  ],
  [
    'a hash of a Secret',
    'annotations',
    { 'example.com/secret-hash': '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08' },
  ],
  [
    'a digest of an image',
    'values',
    {
      image:
        'quay.io/shop/shop:v1.4.2@sha256:9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
    },
  ],
  ['a commit', 'annotations', { 'example.com/commit': '8c54c01f0e6f0b7d6a7c9d2a4c3a4e1c5b7d9e0f' }],
  ['a UUID', 'labels', { instance: '0b7e1f64-8c1d-4f0e-9a55-3c1e6a2f7d10' }],
  ['what reloads', 'annotations', { 'secret.reloader.stakater.com/reload': 'db-login,api-login' }],
  [
    'a name with a password in it',
    'env',
    {
      PASSWORD_RESET_URL: 'https://shop.example.com/reset',
      PASSTHROUGH: 'on',
      COMPASS: 'north',
      MONKEY: 'george',
    },
  ],
  ['the working folder', 'env', { PWD: '/app', OLDPWD: '/home/shop' }],
  [
    'kinds of authorization',
    'args',
    [
      '--authorization-mode=Node,RBAC',
      '--enable-bootstrap-token-auth=true',
      '--authentication-token-webhook-cache-ttl=10s',
    ],
  ],
  ['a user and a group', 'args', ['--user=1000:1000', '-u', '1000:1000', '-p', '8080:80']],
  ['the port of ssh', 'shell', 'ssh -p 2222 ops@host; mkdir -p /data/cache; curl -u : --negotiate https://x'],
  [
    'a password from the input',
    'shell',
    'echo "$PW" | docker login -u shop --password-stdin registry.example.com',
  ],
  [
    'a password from a file',
    'shell',
    'openssl rsa -passin file:/run/pw -in key; mysql --defaults-extra-file=/etc/my.cnf',
  ],
  [
    'a token of a service account',
    'values',
    {
      prometheus: {
        serviceAccountToken: { path: 'token', expirationSeconds: 3600 },
        automountServiceAccountToken: true,
      },
    },
  ],
  [
    'volumes',
    'values',
    {
      volumes: [
        { name: 'token', secret: { secretName: 'token', items: [{ key: 'password', path: 'password' }] } },
      ],
    },
  ],
  [
    'a map of names of fields',
    'values',
    { mapping: { username: 'username', password: 'password', token: 'token' } },
  ],
  [
    'a toleration',
    'values',
    { tolerations: [{ key: 'example.com/token', operator: 'Equal', value: 'abc', effect: 'NoSchedule' }] },
  ],
  [
    'roles',
    'manifest',
    {
      apiVersion: 'rbac.authorization.k8s.io/v1',
      kind: 'Role',
      metadata: { name: 'a' },
      rules: [
        {
          apiGroups: [''],
          resources: ['secrets', 'serviceaccounts/token'],
          resourceNames: ['db-password'],
          verbs: ['get'],
        },
      ],
    },
  ],
  [
    'a definition of a kind',
    'manifest',
    {
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'a' },
      spec: {
        versions: [
          {
            schema: {
              openAPIV3Schema: {
                properties: {
                  password: { type: 'string', description: 'Password: the password of the user' },
                  token: { default: 'abc' },
                },
              },
            },
          },
        ],
      },
    },
  ],
  [
    'a schema',
    'config',
    {
      'schema.json':
        '{"properties":{"password":{"type":"string","minLength":8},"token":{"type":"string"}},"required":["password"]}',
    },
  ],
  [
    'relabelling',
    'manifest',
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'a' },
      spec: {
        endpoints: [
          {
            metricRelabelings: [
              { sourceLabels: ['token'], targetLabel: 'password', regex: '(.+)', action: 'replace' },
            ],
          },
        ],
      },
    },
  ],
  [
    'an authorization by reference',
    'manifest',
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name: 'a' },
      spec: {
        endpoints: [
          {
            authorization: { type: 'Bearer', credentials: { name: 'shop', key: 'token' } },
            bearerTokenFile: '/var/run/secrets/token',
          },
        ],
      },
    },
  ],
  [
    'a cookie for affinity',
    'annotations',
    {
      'nginx.ingress.kubernetes.io/affinity': 'cookie',
      'nginx.ingress.kubernetes.io/session-cookie-name': 'route',
      'nginx.ingress.kubernetes.io/session-cookie-max-age': '172800',
    },
  ],
  ['a cookie that says nothing', 'values', { probe: { headers: { Cookie: 'lang=en; theme=dark' } } }],
  [
    'a tenant',
    'values',
    {
      remoteWrite: [{ url: 'https://mimir.example.com/api/v1/push', headers: { 'X-Scope-OrgID': 'team-a' } }],
    },
  ],
  // addresses
  [
    'a URL of documentation',
    'page',
    'Set it to `postgres://user:password@host:5432/db`, with your own user.',
  ],
  ['a URL of documentation with brackets', 'page', 'Set it to `https://<user>:<password>@push.example.com`.'],
  [
    'a URL with stars',
    'alert',
    'failed to reach https://shop:***@push.example.com and redis://:xxxxx@redis:6379',
  ],
  [
    'a URL with a user',
    'values',
    { repo: 'ssh://git@github.com/shop/shop.git', mirror: 'https://git@example.com/shop.git' },
  ],
  ['a repository', 'env', { REPO: 'git@github.com:shop/shop.git', PACKAGE: '@shop/client@1.4.2' }],
  ['an address of somebody', 'description', 'Kept by shop@example.com, or on call: shop-oncall@example.com.'],
  [
    'ports',
    'values',
    { listen: 'tcp://0.0.0.0:9090', peers: ['a:9094', 'b:9094'], probe: 'http://shop:8080/@ready' },
  ],
  [
    'a link of Grafana',
    'runbook',
    'https://grafana.example.com/d/AbCdEf123/shop?orgId=1&var-token=all&key=value&from=now-1h',
  ],
  ['a link that sorts', 'runbook', 'https://wiki.example.com/shop?sort_key=name&auth=sso&code=200'],
  ['a link to pages about secrets', 'runbook', 'https://wiki.example.com/secrets/rotate-the-token#password'],
  [
    'a link with a template',
    'alert',
    'https://grafana.example.com/d/shop?token={{ $labels.token }}&var-ns={{ $labels.namespace }}',
  ],
  [
    'a webhook inside the cluster',
    'values',
    { webhook_url: 'http://alert-bridge.monitoring.svc:8080/alerts', webhook: 'http://karma/' },
  ],
  [
    'a webhook of documentation',
    'page',
    'It looks like https://hooks.slack.com/services/T00000000/B00000000/XXXXXXXXXXXXXXXXXXXXXXXX.',
  ],
  [
    'the address of a webhook without its secret',
    'page',
    'Make one at https://hooks.slack.com/services/… or https://discord.com/api/webhooks/<id>/<token>.',
  ],
  // texts of people
  ['a sentence about passwords', 'alert', 'Password: wrong or expired. Token: expired. Secret: missing.'],
  [
    'a sentence about a token',
    'alert',
    'The token is invalid; the password was rejected 5 times by {{ $labels.pod }}.',
  ],
  [
    'where it is kept',
    'values',
    { notes: { password: 'see 1Password', token: 'stored in Vault', apiKey: 'ask the platform team' } },
  ],
  [
    'a sentence about a header',
    'page',
    'Send the header `Authorization: Bearer <token>` or `X-Api-Key: <your key>`.',
  ],
  [
    'a sentence about a flag',
    'page',
    'Pass --password-file rather than --password, and --token to log in as somebody else.',
  ],
  [
    'a value of a template',
    'alert',
    'password={{ $labels.password }} token: {{ $labels.token | reReplaceAll "a" "b" }}',
  ],
  [
    'labels of series',
    'expr',
    'sum by (token) (rate(shop_token_requests_total{token="refresh", secret!="", key=~"api|web"}[5m])) > 10',
  ],
  ['a series about Secrets', 'expr', 'kube_secret_info{secret="db-password-v2", namespace="shop"} == 0'],
  [
    'a histogram of tokens',
    'expr',
    'histogram_quantile(0.95, sum by (le) (rate(llm_tokens_bucket{model="gpt4o-mini"}[5m])))',
  ],
  [
    'an alert about a token',
    'alert',
    'Token bucket of {{ $labels.client }} is empty: key=user-id, pass=3, secret=db-login.',
  ],
  ['an alert about versions', 'alert', 'Key: v1.33.2; token=v2; credentials expire at 2026-12-31T00:00:00Z.'],
  [
    'an alert that shows how',
    'alert',
    'kubectl -n shop get secret db -o jsonpath="{.data.password}" | base64 -d',
  ],
  [
    'a private key that is only named',
    'page',
    'Paste the file that begins with -----BEGIN PRIVATE KEY----- into the form.',
  ],
  [
    'a token that is only described',
    'page',
    'Tokens look like ghp_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, those of GitLab like glpat-….',
  ],
  [
    'a table of settings',
    'page',
    '| setting | meaning |\n|---|---|\n| `password` | of the database |\n| `token` | of the API |\n',
  ],
  // files
  [
    'a script that reads',
    'config',
    {
      'run.py':
        'import os\ntoken = os.environ["TOKEN"]\npassword = getpass.getpass()\nsecret = config.secret\n',
    },
  ],
  [
    'a script that hands over',
    'config',
    {
      'run.sh':
        '#!/bin/sh\nPASSWORD="$1"\nTOKEN=$(cat "$TOKEN_FILE")\nexport API_KEY="${API_KEY:?missing}"\n',
    },
  ],
  [
    'a script of Node',
    'config',
    {
      'run.js':
        'const token = process.env.TOKEN;\nconst password = await readFile(path);\nconst apiKey = options.apiKey;\n',
    },
  ],
  [
    'a script of Lua',
    'config',
    { 'auth.lua': 'local token = ngx.var.cookie_token\nlocal secret = os.getenv("SECRET")\n' },
  ],
  [
    'types',
    'config',
    { 'types.ts': 'export interface Login {\n  user: string;\n  password: string;\n  token?: string;\n}\n' },
  ],
  [
    'a file with comments',
    'config',
    { 'app.ini': '# password = example\n; token = example\nverbose = true\n' },
  ],
  [
    'a file of nginx',
    'config',
    {
      'nginx.conf':
        'location / {\n  proxy_pass http://shop:8080;\n  auth_basic_user_file /etc/nginx/.htpasswd;\n  proxy_set_header Authorization $http_authorization;\n}\n',
    },
  ],
  [
    'a pipeline that hides',
    'config',
    {
      'promtail.yaml':
        'pipeline_stages:\n  - replace:\n      expression: "password=(\\\\S+)"\n      replace: "****"\n',
    },
  ],
  [
    'a configuration of Vault',
    'config',
    {
      'agent.hcl':
        'auto_auth {\n  method "kubernetes" {\n    token_path = "/var/run/secrets/token"\n  }\n}\n',
    },
  ],
  [
    'a file of Alertmanager',
    'config',
    {
      'alertmanager.yml':
        'receivers:\n  - name: a\n    slack_configs:\n      - api_url_file: /etc/am/slack\n    email_configs:\n      - auth_password_file: /etc/am/pw\n',
    },
  ],
  [
    'a file of references',
    'config',
    {
      'app.yaml':
        'db:\n  password: ${DB_PASSWORD}\n  url: jdbc:postgresql://db/shop?user=${U}&password=${P}\n',
    },
  ],
  [
    'a dashboard',
    'config',
    {
      'd.json': JSON.stringify({
        title: 'Tokens',
        uid: 'P8E80F9AEF21F6940',
        panels: [
          {
            datasource: { uid: '${DS_PROMETHEUS}' },
            targets: [{ expr: 'sum(rate(tokens_total[5m]))', key: 'Q-1', legendFormat: '{{token}}' }],
          },
        ],
      }),
    },
  ],
  [
    'a manifest as text',
    'extraManifest',
    'apiVersion: monitoring.coreos.com/v1\nkind: PodMonitor\nmetadata:\n  name: a\nspec:\n  podMetricsEndpoints:\n    - port: http\n      basicAuth:\n        password:\n          name: login\n          key: password\n',
  ],
  ['a path', 'path', '/probe?target=https://shop.example.com&module=http_2xx&key=path'],
  [
    'a Secret that holds a file without a secret',
    'manifest',
    {
      apiVersion: 'v1',
      kind: 'Secret',
      metadata: { name: 'a' },
      stringData: {
        'grafana.ini': '[date_formats]\ndefault_timezone = UTC\n',
        'a.json': '{"apiVersion":1,"datasources":[{"name":"prometheus","url":"http://prometheus:9090"}]}',
      },
    },
  ],
  [
    'a header with a variable of a shell',
    'shell',
    'curl -H "Authorization: Bearer $API_TOKEN" -H "PRIVATE-TOKEN: $CI_TOKEN" https://x',
  ],
  [
    'names of entries',
    'values',
    { rabbitmq: { existingUserSecretKey: 'username', existingPasswordSecretKey: 'password' } },
  ],
  ['a permission', 'values', { permissions: { 'id-token': 'write', contents: 'read' } }],
  ['your token', 'values', { pingdom: { apiToken: 'YourPingdomApiToken' } }],
];
