import { join } from 'node:path';
import { availabilityObjective } from '../../../src/sightline/objectives/availability-objective';
import { promtool } from '../../../src/sightline/prometheus/promtool';
import { withTempFiles } from '../../../src/sightline/prometheus/temp-files';
import { sampleOf } from '../../sampling';
import { describeSampleOnPrometheus } from '../../tools/prometheus/suite';
import { requests } from '../rules/shop';
import { description, nativeObjectives, objectives, shipped } from './kinds';

describeSampleOnPrometheus('the tests that ship with an objective', 2, (prometheus) => {
  const isNew = !prometheus.version.startsWith('2');

  // promtool 2 reads no native histograms; the sample of test/examples has one on the other
  const all = [...objectives, ...(isNew ? nativeObjectives : [])];

  test.each(sampleOf(all, all.length, 5))(
    'pass with the rules of %s',
    async (_, objective) => {
      const files = shipped(objective);
      const tests = Object.keys(files).filter((name) => name.endsWith('.test.yml'));
      expect(tests).toEqual(expect.arrayContaining(['a.test.yml', 'a.long.test.yml']));
      const { output } = await withTempFiles(files, (folder) =>
        promtool(prometheus).testRules(tests.map((name) => join(folder, name))),
      );
      expect(output).toContain('SUCCESS');
      expect(output).not.toContain('FAILED');
    },
    300_000,
  );
});

describe('where no values can be found that a selector matches', () => {
  test('there is no test, rather than one that means nothing', () => {
    const odd = requests.where({ route: /q[0-9]{7}z/ });
    expect(
      shipped(
        availabilityObjective({
          name: 'odd',
          description,
          objective: 99,
          total: odd,
          bad: odd.where({ code: /5../ }),
        }),
      ),
    ).toEqual({});
  });
});
