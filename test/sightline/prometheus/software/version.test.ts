import {
  compareVersions,
  countsAs,
  parseVersion,
  parseVersionOutput,
  wantedRange,
} from '../../../../src/sightline/prometheus/software/version';

describe('versions of Prometheus', () => {
  test.each([
    ['3.5.3', { major: 3, minor: 5, patch: 3 }],
    ['v2.53.0', { major: 2, minor: 53, patch: 0 }],
    ['2.42.0+ds-5+deb12u1', { major: 2, minor: 42, patch: 0 }],
    ['1:3.10.0+ds1-2~bpo12+1', { major: 3, minor: 10, patch: 0 }],
  ])('%s is read', (text, version) => {
    expect(parseVersion(text)).toEqual(version);
  });

  test.each(['', 'latest', '3.5', '3.5.3.1', '3.0.0~rc1+ds-1', '3.0.0-rc.1', '3.0.0-beta.0'])(
    '%p is no version',
    (text) => {
      expect(parseVersion(text)).toBeUndefined();
    },
  );

  test('the answer of --version is read from its first line', () => {
    const output = [
      'prometheus, version 2.42.0+ds (branch: debian/sid, revision: 2.42.0+ds-5+deb12u1)',
      '  go version:       go1.19.8',
    ].join('\n');
    expect(parseVersionOutput(output)).toEqual({ major: 2, minor: 42, patch: 0 });
    expect(parseVersionOutput('promtool, version 3.5.3 (branch: HEAD)')).toEqual({
      major: 3,
      minor: 5,
      patch: 3,
    });
  });

  test('the version of another program is not taken for that of Prometheus', () => {
    expect(parseVersionOutput('node_exporter, version 1.5.0 (branch: HEAD)')).toBeUndefined();
  });

  test('versions are ordered by number, not by text', () => {
    const texts = ['3.5.10', '3.5.9', '3.10.0', '2.53.3'];
    const versions = texts.map((text) => parseVersion(text)).filter((version) => version !== undefined);
    expect(versions.sort(compareVersions).map(({ minor, patch }) => [minor, patch])).toEqual([
      [53, 3],
      [5, 9],
      [5, 10],
      [10, 0],
    ]);
  });

  test.each([
    [2, 41, 2, false],
    [2, 42, 2, true],
    [2, 53, 2, true],
    [3, 0, 3, true],
    [3, 0, 2, false],
    [4, 0, 3, false],
  ] as const)('whether %i.%i counts as %i is %p', (major, minor, wanted, counts) => {
    expect(countsAs({ major, minor, patch: 0 }, wanted)).toBe(counts);
  });

  test('the range that counts is told in words', () => {
    expect(wantedRange(2)).toBe('2.42 or a later 2.x');
    expect(wantedRange(3)).toBe('3.x');
  });
});
