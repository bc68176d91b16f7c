import { runChecks } from '../../../src/sightline/checks/run-checks';
import { secretsCheck } from '../../../src/sightline/checks/objects/secrets';
import { lookAlikes } from './look-alike-table';
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

  test('is tried with 150 secrets and 120 look-alikes', () => {
    expect(secrets.length).toBeGreaterThanOrEqual(150);
    expect(lookAlikes.length).toBeGreaterThanOrEqual(120);
  });
});
