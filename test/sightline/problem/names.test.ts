import {
  isDnsLabel,
  isDnsSubdomain,
  isLabelValue,
  isQualifiedName,
  isQuantity,
} from '../../../src/sightline/problem/names';

describe('a DNS label', () => {
  test.each(['a', 'task-api', '0', '1a', 'a--b', 'a'.repeat(63)])('is %s', (text) => {
    expect(isDnsLabel(text)).toBe(true);
  });

  test.each(['', '-a', 'a-', 'A', 'a.b', 'a_b', 'a b', 'a\n', 'ä', 'a'.repeat(64)])('is not %j', (text) => {
    expect(isDnsLabel(text)).toBe(false);
  });
});

describe('a DNS subdomain name', () => {
  test.each(['a', 'a.b', 'grafana-admin', '1.2', 'a'.repeat(253), `${'a'.repeat(100)}.b`])(
    'is %s',
    (text) => {
      expect(isDnsSubdomain(text)).toBe(true);
    },
  );

  test.each(['', '.', 'a.', '.a', 'a..b', 'a.-b', 'a-.b', 'A.b', 'a/b', 'a'.repeat(254)])(
    'is not %j',
    (text) => {
      expect(isDnsSubdomain(text)).toBe(false);
    },
  );
});

describe('a label value', () => {
  test.each(['', 'a', 'Prometheus', 'v1.2_3-4', '1', 'a'.repeat(63)])('is %j', (text) => {
    expect(isLabelValue(text)).toBe(true);
  });

  test.each(['-a', 'a-', '.a', 'a_', 'a b', 'a/b', 'a:b', 'a\n', 'a'.repeat(64)])('is not %j', (text) => {
    expect(isLabelValue(text)).toBe(false);
  });
});

describe('a label key', () => {
  test.each(['app', 'app.kubernetes.io/name', 'A_b.c-D', 'x/y', `${'p'.repeat(253)}/${'n'.repeat(63)}`])(
    'is %s',
    (text) => {
      expect(isQualifiedName(text)).toBe(true);
    },
  );

  test.each([
    '',
    '/',
    '/a',
    'a/',
    'a/b/c',
    'Example.com/a',
    'a b',
    '-a',
    'n'.repeat(64),
    `${'p'.repeat(254)}/n`,
  ])('is not %j', (text) => {
    expect(isQualifiedName(text)).toBe(false);
  });
});

describe('a quantity', () => {
  test.each([
    '0',
    '1',
    '1.5',
    '.5',
    '5.',
    '500m',
    '4Gi',
    '10G',
    '1Ki',
    '100k',
    '1e3',
    '1E',
    '1E-2',
    '+1',
    '-1',
    '250n',
    '3u',
  ])('is %s', (text) => {
    expect(isQuantity(text)).toBe(true);
  });

  test.each([
    '',
    '.',
    'Gi',
    '4GB',
    '4gi',
    '4 Gi',
    '1K',
    '1mi',
    '0.1.2',
    '1e',
    '1e1.5',
    '1i',
    '--1',
    '4Gi ',
    'ten',
  ])('is not %j', (text) => {
    expect(isQuantity(text)).toBe(false);
  });
});
