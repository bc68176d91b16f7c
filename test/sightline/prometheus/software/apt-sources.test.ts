import {
  debianArchives,
  parseDeb822Sources,
  parseListSources,
  renderSource,
} from '../../../../src/sightline/prometheus/software/apt-sources';

const keyring = '/usr/share/keyrings/debian-archive-keyring.gpg';

describe('reading deb822 sources', () => {
  test('stanzas are read with several suites, and comments inside are left out', () => {
    const text = [
      'Types: deb deb-src',
      '# a snapshot could stand here',
      'URIs: http://mirror.example/debian',
      'Suites: bookworm bookworm-updates',
      'Components: main contrib',
      `Signed-By: ${keyring}`,
      '',
      'Types: deb',
      'URIs: http://mirror.example/debian-security',
      'Suites: bookworm-security',
      'Components: main',
      '',
    ].join('\n');
    expect(parseDeb822Sources(text)).toEqual([
      {
        types: ['deb', 'deb-src'],
        uris: ['http://mirror.example/debian'],
        suites: ['bookworm', 'bookworm-updates'],
        components: ['main', 'contrib'],
        signedBy: keyring,
      },
      {
        types: ['deb'],
        uris: ['http://mirror.example/debian-security'],
        suites: ['bookworm-security'],
        components: ['main'],
      },
    ]);
  });

  test('a disabled stanza is left out', () => {
    expect(parseDeb822Sources('Types: deb\nURIs: http://mirror.example/debian\nEnabled: no\n')).toEqual([]);
  });

  test('a key that stands in the stanza is kept line by line', () => {
    const key =
      '\n -----BEGIN PGP PUBLIC KEY BLOCK-----\n .\n mQINBGPL0BUB\n -----END PGP PUBLIC KEY BLOCK-----';
    const text = `Types: deb\nURIs: http://mirror.example/debian\nSuites: trixie\nComponents: main\nSigned-By:${key}\n`;
    const [source] = parseDeb822Sources(text);
    expect(source?.signedBy).toBe(key);
    expect(source?.components).toEqual(['main']);
  });

  test('a Trusted field is not taken over, so that verification stays on', () => {
    const text =
      'Types: deb\nURIs: http://mirror.example/debian\nSuites: trixie\nComponents: main\nTrusted: yes\n';
    const [archive] = debianArchives(parseDeb822Sources(text));
    expect(archive).toEqual({ uri: 'http://mirror.example/debian' });
  });
});

describe('reading one-line sources', () => {
  test('options, components and comments are told apart', () => {
    const text = [
      '# deb http://commented.example/debian bookworm main',
      `deb [arch=amd64 signed-by=${keyring}] http://mirror.example/debian bookworm main contrib # ours`,
      'deb-src http://mirror.example/debian bookworm main',
      '',
    ].join('\n');
    expect(parseListSources(text)).toEqual([
      {
        types: ['deb'],
        uris: ['http://mirror.example/debian'],
        suites: ['bookworm'],
        components: ['main', 'contrib'],
        signedBy: keyring,
      },
      {
        types: ['deb-src'],
        uris: ['http://mirror.example/debian'],
        suites: ['bookworm'],
        components: ['main'],
      },
    ]);
  });
});

describe('choosing the Debian archive', () => {
  const archives = (list: string): string[] => debianArchives(parseListSources(list)).map(({ uri }) => uri);

  test("the main archive is chosen, not a vendor's, not security updates, not a disc", () => {
    const list = [
      'deb cdrom:[Debian GNU/Linux 12.5.0]/ bookworm main',
      'deb http://mirror.example/debian-security bookworm-security main',
      'deb http://vendor.example/apt bookworm main',
      'deb http://vendor.example/linux/debian bookworm stable',
      'deb http://mirror.example/debian/ bookworm main',
      'deb http://mirror.example/debian/ bookworm-updates main',
    ].join('\n');
    expect(archives(list)).toEqual(['http://mirror.example/debian/']);
  });

  test('a mirror list of a cloud image is an archive', () => {
    expect(archives('deb mirror+file:/etc/apt/mirrors/debian.list bookworm main')).toEqual([
      'mirror+file:/etc/apt/mirrors/debian.list',
    ]);
  });

  test("an archive by another path is known by Debian's keyring", () => {
    const list = [
      'deb http://vendor.example/apt bookworm main',
      `deb [signed-by=${keyring}] http://cache.example/remote/deb12 bookworm main`,
    ].join('\n');
    expect(archives(list)).toEqual(['http://cache.example/remote/deb12']);
  });

  test('where no archive looks like Debian each one with a plain suite is left to try', () => {
    expect(
      archives('deb http://cache.example/remote/os bookworm main\ndeb http://vendor.example/x ./'),
    ).toEqual(['http://cache.example/remote/os']);
  });

  test('another suite is asked of the same archive with the same keyring', () => {
    expect(renderSource({ uri: 'http://mirror.example/debian', signedBy: keyring }, 'testing')).toBe(
      [
        'Types: deb',
        'URIs: http://mirror.example/debian',
        'Suites: testing',
        'Components: main',
        'Targets: Packages',
        `Signed-By: ${keyring}`,
        '',
      ].join('\n'),
    );
  });
});
