import type { Software } from './software';
import { type Version, compareVersions, parseVersion } from './version';

/** A package that an archive offers. */
export interface PackageOffer {
  /** The package, such as `promtool`. */
  readonly name: string;

  /** The whole Debian version, such as `3.5.3+ds1-6`. */
  readonly debianVersion: string;
}

/** What to download to have one version of a server with its tool. */
export interface Candidate {
  /** The version of the server. */
  readonly version: Version;

  /** The packages to download, each as `name=version`, sorted. */
  readonly packages: readonly string[];
}

/**
 * Reads the answer of `apt-cache madison`, one offer a line.
 *
 * @param output - what `apt-cache madison` printed
 */
export function parseMadison(output: string): PackageOffer[] {
  return output.split('\n').flatMap((line) => {
    const [name = '', debianVersion = '', where = ''] = line.split('|').map((cell) => cell.trim());
    return name !== '' && debianVersion !== '' && where.endsWith('Packages') ? [{ name, debianVersion }] : [];
  });
}

/**
 * Lists what can be downloaded of a software, the newest first. Where the same version has a package named like the
 * tool, such as `promtool`, both packages are needed; where it has none, the server's package holds the tool as well.
 *
 * @param offers - the packages on offer, newer revisions of one version before older ones
 * @param wanted - the software wanted
 */
export function candidates(offers: readonly PackageOffer[], wanted: Software): Candidate[] {
  const tools = new Set(
    offers.filter((offer) => offer.name === wanted.tool).map((offer) => offer.debianVersion),
  );
  const found = new Map<string, Candidate>();
  for (const { name, debianVersion } of offers) {
    const version = parseVersion(debianVersion);
    if (name !== wanted.package || version === undefined || !wanted.counts(version)) continue;
    const packages = [`${name}=${debianVersion}`];
    if (tools.has(debianVersion)) packages.push(`${wanted.tool}=${debianVersion}`);
    found.set(debianVersion, { version, packages });
  }
  return [...found.values()].sort((a, b) => compareVersions(b.version, a.version));
}

/**
 * Whether every index that apt holds is Debian's own and its signature was verified.
 *
 * @param output - what `apt-get indextargets --format '$(ORIGIN)|$(TRUSTED)'` printed
 */
export function isSignedByDebian(output: string): boolean {
  const lines = output.split('\n').filter((line) => line.trim() !== '');
  return lines.length > 0 && lines.every((line) => line.trim() === 'Debian|yes');
}

/**
 * Picks from apt's error output the line that says best why it failed, without its `E:` or `W:`.
 *
 * @param output - what apt printed to standard error
 * @returns one line; an empty text when there was no output
 */
export function aptReason(output: string): string {
  const lines = output.split('\n').map((line) => line.trim());
  const line =
    lines.find((text) => /GPG error|not signed|NO_PUBKEY/.test(text)) ??
    lines.find((text) => text.startsWith('E:')) ??
    lines.find((text) => text.startsWith('W:') || text.startsWith('Err:')) ??
    lines.find((text) => text !== '');
  return (line ?? '').replace(/^(E|W):\s*/, '').replace(/\.$/, '');
}

/**
 * Writes the configuration that lets an ordinary user run apt inside one folder: the machine's own settings
 * (proxies) stay, its lists, pins and hooks do not, and nothing unsigned is ever accepted.
 *
 * @param folder - the folder that holds everything, an absolute path
 * @param architecture - Debian's name of the machine's architecture, such as `amd64`
 * @see https://manpages.debian.org/bookworm/apt/apt.conf.5.en.html
 */
export function renderAptConf(folder: string, architecture: string): string {
  const settings: readonly (readonly [string, string])[] = [
    ['APT::Architecture', architecture],
    ['Dir::State', folder],
    ['Dir::State::Lists', `${folder}/lists`],
    ['Dir::State::status', `${folder}/status`],
    ['Dir::Cache', folder],
    ['Dir::Cache::archives', `${folder}/archives`],
    ['Dir::Cache::pkgcache', 'pkgcache.bin'],
    ['Dir::Cache::srcpkgcache', 'srcpkgcache.bin'],
    ['Dir::Etc::SourceList', '/dev/null'],
    ['Dir::Etc::SourceParts', `${folder}/sources.list.d`],
    ['Dir::Etc::Preferences', '/dev/null'],
    ['Dir::Etc::PreferencesParts', '/dev/null'],
    ['Acquire::Languages', 'none'],
    ['Acquire::Retries', '1'],
    ['Acquire::http::Timeout', '20'],
    ['Acquire::https::Timeout', '20'],
    // Without this an archive that cannot be reached is a warning only.
    ['APT::Update::Error-Mode', 'any'],
    ['Acquire::AllowInsecureRepositories', 'false'],
    ['Acquire::AllowWeakRepositories', 'false'],
    ['Acquire::AllowDowngradeToInsecureRepositories', 'false'],
    ['APT::Get::AllowUnauthenticated', 'false'],
  ];
  const cleared = ['APT::Architectures', 'APT::Update::Pre-Invoke', 'APT::Update::Post-Invoke'];
  return [
    ...[...cleared, 'APT::Update::Post-Invoke-Success'].map((name) => `#clear ${name};`),
    ...settings.map(([name, value]) => `${name} "${value}";`),
    `APT::Architectures { "${architecture}"; };`,
    '',
  ].join('\n');
}
