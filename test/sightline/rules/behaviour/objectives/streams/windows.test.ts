import { sampleOf } from '../../../../../sampling';
import { describeSampleOnPrometheus, majorOf } from '../../../../../tools/prometheus/suite';
import { receiver } from './on-server';
import { errorsOf, scenarios } from './scenarios';

describeSampleOnPrometheus('the window and its budget are right', 3, (prometheus) => {
  const play = receiver(prometheus);

  test.each(sampleOf(scenarios, 6, majorOf(prometheus)))('$title', async (scenario) => {
    const errors = await errorsOf(scenario, play);
    // NaN is no error that is small enough
    const tooGreat = Object.entries(errors).filter(([, error]) => !(error <= scenario.bar));
    expect(tooGreat).toEqual([]);
  });
});
