/** A setting of apt: its name and its value. */
export type AptSetting = readonly [name: string, value: string];

/** What the machine would run after an update. */
const hooks = ['APT::Update::Pre-Invoke', 'APT::Update::Post-Invoke', 'APT::Update::Post-Invoke-Success'];

/**
 * Writes the configuration that lets an ordinary user run apt inside one folder: lists and downloads are there, the machine's
 * own settings (proxies) stay, and its hooks do not.
 *
 * @param folder - the folder, an absolute path
 * @param status - the file in which dpkg keeps what is installed, an absolute path
 * @param more - other settings
 * @see https://manpages.debian.org/bookworm/apt/apt.conf.5.en.html
 */
export function renderAptConf(folder: string, status: string, more: readonly AptSetting[]): string {
  const settings: readonly AptSetting[] = [
    ['Dir::State', folder],
    ['Dir::State::Lists', `${folder}/lists`],
    ['Dir::State::status', status],
    ['Dir::Cache', folder],
    ['Dir::Cache::archives', `${folder}/archives`],
    ['Acquire::Languages', 'none'],
    ['Acquire::Retries', '1'],
    ['Acquire::http::Timeout', '20'],
    ['Acquire::https::Timeout', '20'],
    ...more,
  ];
  return [
    ...hooks.map((name) => `#clear ${name};`),
    ...settings.map(([name, value]) => `${name} "${value}";`),
    '',
  ].join('\n');
}

/**
 * Writes the configuration for one suite of one archive: of the machine's lists and pins nothing is used, and nothing unsigned
 * is ever accepted.
 *
 * @param folder - the folder that holds everything, an absolute path
 * @param architecture - Debian's name of the machine's architecture, such as `amd64`
 */
export function renderSuiteConf(folder: string, architecture: string): string {
  const conf = renderAptConf(folder, `${folder}/status`, [
    ['APT::Architecture', architecture],
    ['Dir::Cache::pkgcache', 'pkgcache.bin'],
    ['Dir::Cache::srcpkgcache', 'srcpkgcache.bin'],
    ['Dir::Etc::SourceList', '/dev/null'],
    ['Dir::Etc::SourceParts', `${folder}/sources.list.d`],
    ['Dir::Etc::Preferences', '/dev/null'],
    ['Dir::Etc::PreferencesParts', '/dev/null'],
    // Without this an archive that cannot be reached is a warning only.
    ['APT::Update::Error-Mode', 'any'],
    ['Acquire::AllowInsecureRepositories', 'false'],
    ['Acquire::AllowWeakRepositories', 'false'],
    ['Acquire::AllowDowngradeToInsecureRepositories', 'false'],
    ['APT::Get::AllowUnauthenticated', 'false'],
  ]);
  return `${conf}#clear APT::Architectures;\nAPT::Architectures { "${architecture}"; };\n`;
}
