import type { PrometheusVersion } from '../../../src/sightline/promql/syntax/dialect';
import { extent, seedOf } from '../../sampling';
import { describeOnPrometheus } from '../../tools/prometheus/suite';
import { random } from './random';
import { randomTexts } from './random-text';
import { usualWords } from './random-words';
import { verdict } from './verdict';
import { promtoolVerdicts } from './verdicts';
import { quirkOf } from './versions/quirks';

const howMany = extent(10_000, 200_000);

describeOnPrometheus('the verdict on an expression', (prometheus) => {
  const version = prometheus.version.split('.').slice(0, 2).join('.') as PrometheusVersion; // of a found Prometheus

  test(`is that of promtool, on ${howMany} that are made and changed at random`, async () => {
    const seed = seedOf();
    const all = randomTexts({ ...random(seed), words: usualWords }, howMany);
    const theirs = await promtoolVerdicts(prometheus, all);
    const disagreements = all.flatMap((text, index) => {
      const ours = verdict(text, { version });
      const isAccepted = theirs[index] === undefined;
      return (ours === undefined) === isAccepted || quirkOf(version, text, isAccepted) !== undefined
        ? []
        : [{ seed, text, ours, theirs: theirs[index] }];
    });
    expect({ count: disagreements.length, some: disagreements.slice(0, 3) }).toEqual({ count: 0, some: [] });
    // otherwise nothing is compared
    const accepted = theirs.filter((reason) => reason === undefined).length;
    expect(accepted).toBeGreaterThan(howMany / 5);
    expect(accepted).toBeLessThan((howMany * 4) / 5);
  });
});
