/** What the tokens of an issuer look like. */
export interface IssuedToken {
  /** Who gives it out. */
  readonly issuer: string;

  /** A regular expression for the whole token, which begins with a text that nothing else begins with. */
  readonly form: string;
}

/**
 * Tokens that are known by their form, wherever they stand. Prefixes and lengths are those that the issuers document, and that the rules of
 * gitleaks (MIT) and of secretlint (MIT) know; lengths are the least that were seen, as issuers have made tokens longer and never shorter.
 *
 * @see https://github.com/gitleaks/gitleaks/blob/v8.30.1/config/gitleaks.toml
 * @see https://github.com/secretlint/secretlint/tree/master/packages/@secretlint
 */
export const issuedTokens: readonly IssuedToken[] = [
  { issuer: '1Password', form: 'ops_eyJ[\\w+/=-]{40,}' },
  { issuer: '1Password', form: 'A3-[A-Z0-9]{6}(?:-[A-Z0-9]{5,11}){4,5}' },
  { issuer: 'Adobe', form: 'p8e-[A-Za-z0-9]{32}' },
  { issuer: 'age', form: 'AGE-SECRET-KEY-1[A-Z0-9]{50,}' },
  { issuer: 'Airtable', form: 'pat[A-Za-z0-9]{14}\\.[a-f0-9]{64}' },
  { issuer: 'Alibaba Cloud', form: 'LTAI[A-Za-z0-9]{12,}' },
  { issuer: 'Amazon Bedrock', form: '(?:ABSK[A-Za-z0-9+/]{80,}|bedrock-api-key-[\\w+/=-]{20,})' },
  { issuer: 'Amazon Web Services', form: '(?:AKIA|ASIA|ABIA|ACCA)[A-Z0-9]{16}(?![A-Za-z0-9])' },
  {
    issuer: 'Anthropic, OpenAI, OpenRouter',
    form: 'sk-(?:ant|proj|svcacct|admin|or-v1|lf|None)-[\\w-]{16,}',
  },
  { issuer: 'OpenAI', form: 'sk-[A-Za-z0-9]{32,}' },
  { issuer: 'Artifactory', form: '(?:AKCp[A-Za-z0-9]{60,}|cmVmd[A-Za-z0-9]{55,})' },
  { issuer: 'Atlassian', form: 'AT(?:ATT3|CTT3|BB)[\\w=-]{20,}' },
  {
    issuer: 'Authress',
    form: '(?:sc|ext|scauth|authress)_[A-Za-z0-9]{5,30}\\.[A-Za-z0-9]{4,6}\\.acc[_-][\\w.+/=-]{30,}',
  },
  { issuer: 'Brevo', form: 'xkeysib-[a-f0-9]{64}-[A-Za-z0-9]{16}' },
  { issuer: 'Buildkite', form: 'bk(?:ua|aj|at|pt)_[A-Za-z0-9]{32,}' },
  { issuer: 'ClickHouse Cloud', form: '4b1d[A-Za-z0-9]{38}(?![A-Za-z0-9])' },
  { issuer: 'Clojars', form: 'CLOJARS_[a-z0-9]{60}' },
  { issuer: 'Cloudflare', form: '(?:v1\\.0-[a-f0-9]{24}-[a-f0-9]{100,}|cf(?:k|ut|at)_[A-Za-z0-9]{40,})' },
  { issuer: 'Databricks', form: 'dapi[a-f0-9]{32}(?:-\\d)?' },
  { issuer: 'Dependency-Track', form: 'odt_[A-Za-z0-9]{8}_[A-Za-z0-9]{32,}' },
  { issuer: 'DigitalOcean', form: 'do[opr]_v1_[a-f0-9]{40,}' },
  { issuer: 'Docker', form: 'dckr_(?:pat|oat)_[\\w-]{20,}' },
  { issuer: 'Doppler', form: 'dp\\.(?:pt|st|ct|sa|scim|audit)\\.[\\w.-]{30,}' },
  { issuer: 'Duffel', form: 'duffel_(?:test|live)_[\\w=-]{40,}' },
  { issuer: 'Dynatrace', form: 'dt0[a-z]\\d\\d\\.[A-Za-z0-9]{8,24}\\.[A-Za-z0-9]{60,}' },
  { issuer: 'EasyPost', form: 'EZ[AT]K[A-Za-z0-9]{50,}' },
  { issuer: 'Facebook', form: 'EAA[A-Za-z0-9]{80,}' },
  { issuer: 'Figma', form: 'fig[dopu]_[\\w-]{36,}' },
  { issuer: 'Flutterwave', form: 'FLWSECK(?:_TEST)?-[A-Za-z0-9]{12,}' },
  { issuer: 'Fly.io', form: 'f(?:o1|m1[ar]|m2)_[\\w+/=-]{40,}' },
  { issuer: 'Frame.io', form: 'fio-u-[\\w=-]{60,}' },
  { issuer: 'GitHub', form: '(?:gh[opsur]_[A-Za-z0-9]{30,}|github_pat_\\w{36,})' },
  {
    issuer: 'GitLab',
    form: '(?:gl(?:pat|ptt|rt|dt|ft|agent|oas|soat|imt|cbt|ffct|rtr)-[\\w.-]{18,}|GR1348941[\\w-]{20,})',
  },
  { issuer: 'Google', form: '(?:AIza[\\w-]{35}|GOCSPX-[\\w-]{24,}|ya29\\.[\\w-]{20,}|1//0[\\w-]{30,})' },
  { issuer: 'Grafana', form: '(?:gl(?:sa|c)_[\\w+/=-]{30,}|eyJrIjoi[\\w+/=-]{40,})' },
  { issuer: 'Groq', form: 'gsk_[A-Za-z0-9]{40,}' },
  { issuer: 'Harness', form: '(?:pat|sat)\\.[\\w-]{22}\\.[A-Za-z0-9]{24}\\.[A-Za-z0-9]{20}' },
  { issuer: 'HashiCorp Terraform', form: '[A-Za-z0-9]{14}\\.atlasv1\\.[\\w=-]{40,}' },
  { issuer: 'HashiCorp Vault', form: 'hv[sbr]\\.[\\w-]{20,}' },
  { issuer: 'Heroku', form: 'HRKU-[\\w-]{36,}' },
  { issuer: 'Hugging Face', form: '(?:hf|api_org)_[A-Za-z0-9]{30,}' },
  { issuer: 'Infracost', form: 'ico-[A-Za-z0-9]{32}' },
  { issuer: 'Linear', form: 'lin_(?:api|oauth)_[A-Za-z0-9]{32,}' },
  { issuer: 'MailChimp', form: '[a-f0-9]{32}-us\\d{1,2}(?![\\w-])' },
  { issuer: 'Mailgun', form: 'key-[a-f0-9]{32}(?![\\w-])' },
  { issuer: 'MaxMind', form: '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk' },
  { issuer: 'Microsoft Entra', form: '[\\w~.]{3}\\dQ~[\\w~.-]{31,34}' },
  { issuer: 'Netlify', form: 'nfp_[A-Za-z0-9]{36,}' },
  { issuer: 'New Relic', form: '(?:NRAK-[A-Z0-9]{27}|NRII-[\\w-]{32}|NRJS-[a-f0-9]{19}|NRAA-[a-f0-9]{27})' },
  { issuer: 'Notion', form: '(?:ntn_[0-9]{11}[A-Za-z0-9]{30,}|secret_[A-Za-z0-9]{43}(?![A-Za-z0-9]))' },
  { issuer: 'npm', form: 'npm_[A-Za-z0-9]{36}' },
  { issuer: 'Octopus Deploy', form: 'API-[A-Z0-9]{25,}' },
  { issuer: 'OpenShift', form: 'sha256~[\\w-]{43}' },
  { issuer: 'Perplexity', form: 'pplx-[A-Za-z0-9]{40,}' },
  { issuer: 'PlanetScale', form: 'pscale_(?:tkn|oauth|pw)_[\\w=.-]{30,}' },
  { issuer: 'PostHog', form: 'ph[xps]_[A-Za-z0-9]{30,}' },
  { issuer: 'Postman', form: 'PMAK-[a-f0-9]{24}-[a-f0-9]{34}' },
  { issuer: 'Prefect', form: 'pn[ub]_[A-Za-z0-9]{36}' },
  { issuer: 'Pulumi', form: 'pul-[a-f0-9]{40}' },
  { issuer: 'PyPI', form: 'pypi-[\\w-]{50,}' },
  { issuer: 'ReadMe', form: 'rdme_[a-z0-9]{70}' },
  { issuer: 'RubyGems', form: 'rubygems_[a-f0-9]{48}' },
  { issuer: 'SendGrid', form: 'SG\\.[\\w-]{16,}\\.[\\w-]{16,}' },
  { issuer: 'Sentry', form: 'sntr(?:ys|yu)_[\\w+/=-]{40,}' },
  { issuer: 'Shippo', form: 'shippo_(?:live|test)_[a-fA-F0-9]{40}' },
  { issuer: 'Shopify', form: 'shp(?:at|ca|pa|ss|ua)_[a-fA-F0-9]{32}' },
  {
    issuer: 'Slack',
    form: '(?:xox[abeoprs]-[\\w-]{10,}|xapp-\\d-[A-Z0-9]+-\\d+-[a-z0-9]+|xoxe\\.xox[bp]-\\d-[\\w-]{20,})',
  },
  { issuer: 'Snyk', form: 'snyk_(?:uat|sat)\\.[\\w.-]{30,}' },
  { issuer: 'SonarQube', form: 'sq[pau]_[a-f0-9]{40}' },
  { issuer: 'Sourcegraph', form: 'sgp_(?:[a-fA-F0-9]{16}_|local_)?[a-fA-F0-9]{40}' },
  { issuer: 'Square', form: '(?:sq0(?:atp|csp)-[\\w-]{22,}|EAAA[\\w-]{50,})' },
  { issuer: 'Stripe', form: '(?:[sr]k_(?:test|live|prod)_[A-Za-z0-9]{10,}|whsec_[\\w+/=-]{24,})' },
  { issuer: 'Supabase', form: 'sb(?:p_[a-f0-9]{40}|_secret_[\\w-]{20,})' },
  { issuer: 'Tailscale', form: 'tskey-[a-z]+-[\\w-]{10,}' },
  { issuer: 'Telegram', form: '\\d{8,10}:AA[\\w-]{33}' },
  { issuer: 'Twilio', form: 'SK[0-9a-f]{32}(?![A-Za-z0-9])' },
  { issuer: 'Vercel', form: 'vc[pkiar]_[A-Za-z0-9]{24,}' },
  { issuer: 'a JSON web token', form: 'ey[JI][\\w-]{10,}\\.ey[JI][\\w-]{10,}\\.[\\w-]{8,}' },
  {
    issuer: 'a hash of a password',
    form: '(?:\\$2[abxy]\\$\\d\\d\\$[./A-Za-z0-9]{53}|\\$(?:1|5|6|y|apr1|argon2(?:id|i|d)|scrypt|pbkdf2[\\w-]*)\\$[\\w./+=,$-]{20,}|SCRAM-SHA-\\d+\\$\\d+:[\\w+/=]{8,}|pbkdf2_sha\\d+\\$\\d+\\$[\\w+/=$]{20,})',
  },
];
