import { checksFolder, checksFolderFor } from '../../../src/sightline/problem/docs-folder';

describe('The pages about problems', () => {
  test('are those of the checkout', () => {
    expect(checksFolder).toBe('docs/checks');
  });

  test.each([
    ['/home/a/sightline/lib/src/sightline/problem', 'docs/checks'],
    [
      '/home/a/shop/node_modules/@sightline-monitoring/sightline/lib/src/sightline/problem',
      'node_modules/@sightline-monitoring/sightline/docs/checks',
    ],
    [
      '/home/a/node_modules/b/node_modules/@other/fork/lib/src/sightline/problem',
      'node_modules/@other/fork/docs/checks',
    ],
    ['/home/a/node_modules/monitoring/lib/src/sightline/problem', 'node_modules/monitoring/docs/checks'],
  ])('of a library in %s are in %s', (folder, expected) => {
    expect(checksFolderFor(folder)).toBe(expected);
  });
});
