/** One entry of a machine's apt sources, as far as it says where packages come from. */
export interface AptSource {
  /** What it offers: `deb` for binary packages, `deb-src` for sources. */
  readonly types: readonly string[];

  /** Where the archive is. */
  readonly uris: readonly string[];

  /** The suites taken from it, such as `bookworm`. */
  readonly suites: readonly string[];

  /** The components taken from it, such as `main`. */
  readonly components: readonly string[];

  /**
   * The keyring, the fingerprints or the key itself that must have signed it.
   *
   * @default - any keyring that the machine trusts
   */
  readonly signedBy?: string;
}

/** An archive of Debian that a machine already uses. */
export interface DebianArchive {
  /** Where the archive is, as the machine's own sources write it. */
  readonly uri: string;

  /**
   * What must have signed it, as the machine's own sources write it.
   *
   * @default - any keyring that the machine trusts
   */
  readonly signedBy?: string;
}

/**
 * Reads a `*.sources` file (deb822). Disabled entries are left out; `Trusted` and the like are never taken over.
 *
 * @param text - the content of the file
 * @see https://manpages.debian.org/bookworm/apt/sources.list.5.en.html
 */
export function parseDeb822Sources(text: string): AptSource[] {
  return stanzas(text)
    .filter((fields) => !/^(no|false|without|off|disable)$/i.test(fields.get('enabled') ?? 'yes'))
    .map((fields) => ({
      types: words(fields.get('types')),
      uris: words(fields.get('uris')),
      suites: words(fields.get('suites')),
      components: words(fields.get('components')),
      ...signed(fields.get('signed-by')),
    }))
    .filter((source) => source.types.length > 0 && source.uris.length > 0);
}

/**
 * Reads a `*.list` file, one source a line.
 *
 * @param text - the content of the file
 * @see https://manpages.debian.org/bookworm/apt/sources.list.5.en.html
 */
export function parseListSources(text: string): AptSource[] {
  return text.split('\n').flatMap((line) => {
    const match = /^\s*(deb|deb-src)\s+(?:\[([^\]]*)\]\s*)?(\S+)\s+(\S+)([^#]*)/.exec(line);
    if (!match) return [];
    const [, type = '', options = '', uri = '', suite = '', components = ''] = match;
    const key = words(options).find((option) => option.startsWith('signed-by='));
    return [
      {
        types: [type],
        uris: [uri],
        suites: [suite],
        components: words(components),
        ...signed(key?.slice('signed-by='.length)),
      },
    ];
  });
}

/**
 * Picks the sources that are Debian's main archive, so that another suite can be asked of it: they give binary
 * packages of `main`, by a plain suite name (not `bookworm-security`, not a folder). Where some of them look
 * like Debian by path or keyring, the others (a vendor's own archive) are left out; the index decides at last.
 *
 * @param sources - all sources of the machine
 * @returns each archive once, in the order of the sources
 */
export function debianArchives(sources: readonly AptSource[]): DebianArchive[] {
  const plain = sources
    .filter((source) => source.types.includes('deb') && source.components.includes('main'))
    .filter((source) => source.suites.some((suite) => /^[a-z]+$/.test(suite)))
    .flatMap(({ uris, signedBy }) => uris.map((uri) => ({ uri, ...signed(signedBy) })))
    .filter(({ uri }) => !uri.startsWith('cdrom:') && !/debian-security/.test(uri));
  const likely = plain.filter(
    ({ uri, signedBy = '' }) => /\/debian(\.list)?\/?$/.test(uri) || /\bdebian-archive\b/.test(signedBy),
  );
  const unique = new Map(
    (likely.length > 0 ? likely : plain).map((archive) => [JSON.stringify(archive), archive]),
  );
  return [...unique.values()];
}

/**
 * Writes a `*.sources` file that asks an archive for one suite, for this architecture and without extras.
 *
 * @param archive - the archive to ask
 * @param suite - the suite to take, such as `bookworm`
 */
export function renderSource(archive: DebianArchive, suite: string): string {
  const lines = [
    `Types: deb`,
    `URIs: ${archive.uri}`,
    `Suites: ${suite}`,
    `Components: main`,
    `Targets: Packages`,
  ];
  if (archive.signedBy !== undefined) lines.push(`Signed-By: ${archive.signedBy}`);
  return `${lines.join('\n')}\n`;
}

function stanzas(text: string): Map<string, string>[] {
  const lines = text.split('\n').filter((line) => !line.startsWith('#'));
  return lines
    .join('\n')
    .split(/\n[ \t]*\n/)
    .map((stanza) => {
      const fields = new Map<string, string>();
      // A field goes on in the lines that start with a blank; an embedded key needs these as they stand.
      for (const match of stanza.matchAll(/^([\w-]+):[ \t]*(.*(?:\n[ \t].*)*)/gm)) {
        fields.set((match[1] ?? '').toLowerCase(), (match[2] ?? '').trimEnd());
      }
      return fields;
    });
}

function words(text = ''): string[] {
  return text.split(/\s+/).filter((word) => word !== '');
}

function signed(signedBy: string | undefined): { signedBy?: string } {
  return signedBy === undefined || signedBy === '' ? {} : { signedBy };
}
