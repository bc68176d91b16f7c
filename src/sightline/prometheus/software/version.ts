/** The major versions of Prometheus that are to be right. */
export type Major = 2 | 3;

/** A version of Prometheus without suffix, such as `3.5.3`. */
export interface Version {
  /** The major version. */
  readonly major: number;

  /** The minor version. */
  readonly minor: number;

  /** The patch version. */
  readonly patch: number;
}

/** The oldest minor version that counts, for each major version; 2.42 brought `format_query`. */
const oldestMinor: Readonly<Record<Major, number>> = { 2: 42, 3: 0 };

/**
 * Reads a version as Prometheus, its tarballs or Debian write it: `3.5.3`, `2.42.0+ds`, `2.42.0+ds-5+deb12u1`.
 * A release candidate (`3.0.0~rc1`, `3.0.0-rc.1`) is not a version, so that it never counts as newest.
 *
 * @param text - the version, with or without Debian's epoch and revision
 * @returns the version; undefined when the text is none, or is a release candidate
 */
export function parseVersion(text: string): Version | undefined {
  const match = /^(?:\d+:)?v?(\d+)\.(\d+)\.(\d+)(?![\d.])(?![~-]?(?:alpha|beta|rc))/.exec(text.trim());
  return match ? { major: Number(match[1]), minor: Number(match[2]), patch: Number(match[3]) } : undefined;
}

/**
 * Reads the answer of `prometheus --version`, and of promtool, alertmanager and amtool.
 *
 * @param output - all that the program printed
 * @returns the version; undefined when the output names none
 */
export function parseVersionOutput(output: string): Version | undefined {
  const match = /^(?:prometheus|promtool|alertmanager|amtool), version (\S+)/m.exec(output);
  return match?.[1] === undefined ? undefined : parseVersion(match[1]);
}

/**
 * Writes a version as `3.5.3`.
 *
 * @param version - the version to write
 */
export function formatVersion(version: Version): string {
  return `${version.major}.${version.minor}.${version.patch}`;
}

/**
 * Orders versions from old to new.
 *
 * @param a - one version
 * @param b - another version
 * @returns below zero when `a` is older, above zero when it is newer, zero when they are the same
 */
export function compareVersions(a: Version, b: Version): number {
  return a.major - b.major || a.minor - b.minor || a.patch - b.patch;
}

/**
 * Whether a version counts as the wanted major version: a 2.x of at least 2.42, or any 3.x.
 *
 * @param version - the version at hand
 * @param major - the major version wanted
 */
export function countsAs(version: Version, major: Major): boolean {
  return version.major === major && version.minor >= oldestMinor[major];
}

/**
 * What counts as a major version, in words for a message.
 *
 * @param major - the major version wanted
 */
export function wantedRange(major: Major): string {
  return oldestMinor[major] === 0 ? `${major}.x` : `${major}.${oldestMinor[major]} or a later ${major}.x`;
}
