import { runChecks } from '../../../src/sightline/checks/run-checks';
import { secretsCheck } from '../../../src/sightline/checks/objects/secrets';
import { lookAlikes } from './look-alike-table';
import { moreLookAlikes, moreSecrets } from './more-rows';
import { worldWith, type Row } from './places';
import { secrets } from './secret-table';

const found = (row: Row) => runChecks(worldWith(row), [secretsCheck]);

describe('what is written', () => {
  test.each(secrets.map((row) => [row[0], row[1], row] as const))(
    'holds a secret: %s, in %s',
    (_, __, row) => {
      expect(found(row).map(({ id }) => id)).toContain('HLM007');
    },
  );

  test.each(lookAlikes.map((row) => [row[0], row[1], row] as const))(
    'holds no secret: %s, in %s',
    (_, __, row) => {
      expect(found(row)).toEqual([]);
    },
  );

  const titled = (rows: readonly Row[]) =>
    rows.map((row) => [row[1], JSON.stringify(row[2]).slice(0, 80), row] as const);

  test.each(titled(moreSecrets))('holds a secret, in %s: %s', (_, __, row) => {
    expect(found(row).map(({ id }) => id)).toContain('HLM007');
  });

  test.each(titled(moreLookAlikes))('holds no secret, in %s: %s', (_, __, row) => {
    expect(found(row)).toEqual([]);
  });
});
