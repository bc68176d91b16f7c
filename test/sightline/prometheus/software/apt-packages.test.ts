import { renderSuiteConf } from '../../../../src/sightline/prometheus/software/apt-conf';
import {
  aptReason,
  candidates,
  isSignedByDebian,
  parseMadison,
} from '../../../../src/sightline/prometheus/software/apt-packages';
import { prometheusOf } from '../../../../src/sightline/prometheus/software/software';
import { alertmanager } from '../../../../tools/prometheus/alertmanager-software';

const listing = [
  'prometheus | 3.5.3+ds1-6 | http://mirror.example/debian unstable/main amd64 Packages',
  'prometheus | 2.42.0+ds-5+deb12u1 | http://mirror.example/debian bookworm/main amd64 Packages',
  '  promtool | 3.5.3+ds1-6 | http://mirror.example/debian unstable/main amd64 Packages',
  'prometheus | 3.5.3+ds1-6 | http://mirror.example/debian unstable/main Sources',
  '',
].join('\n');

describe('choosing packages', () => {
  test('a listing is read without the source packages', () => {
    expect(parseMadison(listing)).toEqual([
      { name: 'prometheus', debianVersion: '3.5.3+ds1-6' },
      { name: 'prometheus', debianVersion: '2.42.0+ds-5+deb12u1' },
      { name: 'promtool', debianVersion: '3.5.3+ds1-6' },
    ]);
  });

  test('promtool is fetched too where it is a package of its own', () => {
    expect(candidates(parseMadison(listing), prometheusOf(3))).toEqual([
      {
        version: { major: 3, minor: 5, patch: 3 },
        packages: ['prometheus=3.5.3+ds1-6', 'promtool=3.5.3+ds1-6'],
      },
    ]);
    expect(candidates(parseMadison(listing), prometheusOf(2))).toEqual([
      { version: { major: 2, minor: 42, patch: 0 }, packages: ['prometheus=2.42.0+ds-5+deb12u1'] },
    ]);
  });

  test('the newest version comes first, and what is too old or a candidate for release is left out', () => {
    const versions = ['3.5.9+ds-1', '3.10.0+ds-1', '3.11.0~rc1+ds-1', '2.33.5+ds1-2', '3.5.10+ds-1'];
    const offers = versions.map((debianVersion) => ({ name: 'prometheus', debianVersion }));
    const minors = candidates(offers, prometheusOf(3)).map(
      ({ version }) => `${version.minor}.${version.patch}`,
    );
    expect(minors).toEqual(['10.0', '5.10', '5.9']);
    expect(candidates(offers, prometheusOf(2))).toEqual([]);
  });

  test('of Alertmanager 0.26 and later will do, in one package with amtool', () => {
    const versions = ['0.25.0-1+b4', '0.33.1-5', '0.28.1+ds-1', '0.34.0~rc.1-1', '0.26.0+ds-1'];
    const offers = versions.map((debianVersion) => ({ name: 'prometheus-alertmanager', debianVersion }));
    expect(candidates(offers, alertmanager).map(({ packages }) => packages)).toEqual([
      ['prometheus-alertmanager=0.33.1-5'],
      ['prometheus-alertmanager=0.28.1+ds-1'],
      ['prometheus-alertmanager=0.26.0+ds-1'],
    ]);
  });
});

describe('what apt says', () => {
  test('an index counts only when all of it is signed by Debian', () => {
    expect(isSignedByDebian('Debian|yes\nDebian|yes\n')).toBe(true);
    expect(isSignedByDebian('Debian|yes\nVendor|yes\n')).toBe(false);
    expect(isSignedByDebian('Debian|no\n')).toBe(false);
    expect(isSignedByDebian('')).toBe(false);
  });

  test('a signature that cannot be verified is the reason, rather than what follows from it', () => {
    const output = [
      'W: GPG error: http://mirror.example/debian testing InRelease: NO_PUBKEY 6ED0E7B82643E131',
      "E: The repository 'http://mirror.example/debian testing InRelease' is not signed.",
    ].join('\n');
    expect(aptReason(output)).toBe(
      'GPG error: http://mirror.example/debian testing InRelease: NO_PUBKEY 6ED0E7B82643E131',
    );
  });

  test('an error is the reason, rather than a warning before it', () => {
    expect(aptReason('W: Something is odd\nE: Unable to locate package prometheus.\n')).toBe(
      'Unable to locate package prometheus',
    );
    expect(aptReason('')).toBe('');
  });

  test('the configuration keeps to its folder and accepts nothing unsigned', () => {
    const conf = renderSuiteConf('/tmp/w', 'arm64');
    expect(conf).toContain('Dir::State::Lists "/tmp/w/lists";');
    expect(conf).toContain('Dir::Etc::SourceParts "/tmp/w/sources.list.d";');
    expect(conf).toContain('APT::Architectures { "arm64"; };');
    expect(conf).toContain('APT::Get::AllowUnauthenticated "false";');
    expect(conf).toContain('Acquire::AllowInsecureRepositories "false";');
  });
});
