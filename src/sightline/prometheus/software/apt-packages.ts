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
