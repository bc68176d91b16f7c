import { type Major, type Version, countsAs, wantedRange } from './version';

/** A server that can be found on this machine or fetched from Debian, with the tool that comes with it. */
export interface Software {
  /** What messages call it, such as `Prometheus 3`. */
  readonly title: string;

  /** What it is called in the names of lock files and the like: one word, unlike that of any other in its cache. */
  readonly key: string;

  /** The environment variable that may name a folder with its programs. */
  readonly variable: string;

  /** The name of the server program. */
  readonly server: string;

  /** The name that Debian gives to the server program. */
  readonly debianServer: string;

  /** The name of the tool. */
  readonly tool: string;

  /** The Debian package of the server. A package named like the tool is needed too where there is one of the same version. */
  readonly package: string;

  /**
   * A folder of the package that the server reads at this very path, below `/usr/share`.
   *
   * @default - it needs nothing but itself
   */
  readonly share?: string;

  /** The suites to look in, by Debian's names. */
  readonly suites: readonly string[];

  /** Whether a version will do. */
  readonly counts: (version: Version) => boolean;

  /** Which versions will do, in words. */
  readonly range: string;
}

/** 2.42 is bookworm's; the newest suites have a 3.x that runs there too. */
const suites: Readonly<Record<Major, readonly string[]>> = {
  2: ['bookworm'],
  3: ['testing', 'unstable'],
};

/** The Prometheus of a major version, with promtool. */
export function prometheusOf(major: Major): Software {
  return {
    title: `Prometheus ${major}`,
    key: String(major),
    variable: `SIGHTLINE_PROMETHEUS_${major}`,
    server: 'prometheus',
    debianServer: 'prometheus',
    tool: 'promtool',
    package: 'prometheus',
    suites: suites[major],
    counts: (version) => countsAs(version, major),
    range: wantedRange(major),
  };
}
