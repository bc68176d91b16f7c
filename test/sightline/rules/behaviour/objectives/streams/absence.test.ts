import { sampleOf } from '../../../../../sampling';
import { describeSampleOnPrometheus, majorOf } from '../../../../../tools/prometheus/suite';
import { fired, firingOf } from './firing';
import { receiver } from './on-server';
import { ofRequests } from './objectives';
import { three } from './scenarios';
import { always, type Pod, type Stream } from './stream';

const minute = 60;
const hour = 3600;
const works = { good: always(5), bad: always(0) };
const unreachable = 'ServiceUnreachable';

/** A pod is scraped each half a minute, so it has last answered up to so long before it ceased to. */
const scrape = 30;

describeSampleOnPrometheus('what is told of a service that is not measured', 2, (prometheus) => {
  const play = receiver(prometheus);
  const played = (pods: readonly Pod[], more: Partial<Stream> = {}) =>
    play({ objective: ofRequests(), stream: { pods, seconds: 2 * hour, kubeState: true, ...more } });

  test('is that it is unreachable, within 245 s of the last scrape that was answered, until one is answered again', async () => {
    const pods = three({ ...works, answers: (second) => second < hour || second >= 1.5 * hour });
    const replay = await played(pods);
    expect(fired(replay)).toEqual([unreachable]);
    const [first] = firingOf(replay, unreachable);
    expect(first?.from).toBeGreaterThan(hour - scrape + 2 * minute);
    expect(first?.from).toBeLessThanOrEqual(hour - scrape + 245);
    expect(first?.to).toBeGreaterThan(1.5 * hour);
    expect(first?.to).toBeLessThanOrEqual(1.5 * hour + 2 * scrape);
  });

  test('is that it is unreachable where pods exist and none is ready, in time as well', async () => {
    const pods = three({ ...works, to: hour, existsTo: 1.4 * hour });
    const replay = await played(pods);
    expect(fired(replay)).toEqual([unreachable]);
    expect(firingOf(replay, unreachable)[0]?.from).toBeLessThanOrEqual(hour - scrape + 245);
  });

  test('is nothing where the pods of a job are done, and stay', async () => {
    const pods = three({ ...works, to: hour, existsTo: 2 * hour, completes: true });
    expect(fired(await played(pods))).toEqual([]);
  });

  test.each(sampleOf([true, false], 2, majorOf(prometheus)))(
    'is nothing while it is scaled to zero for hours, and back (kube-state-metrics: %s)',
    async (kubeState) => {
      const pods = [
        ...three({ ...works, to: hour }),
        ...three({ ...works, from: 3 * hour }).map((pod) => ({ ...pod, name: `${pod.name}-new` })),
      ];
      expect(fired(await played(pods, { kubeState, seconds: 3.5 * hour }))).toEqual([]);
    },
  );

  test('is nothing while one pod of three does not answer', async () => {
    const pods = three(works).map((pod, index) =>
      index > 0 ? pod : { ...pod, answers: (second: number) => second < hour },
    );
    expect(fired(await played(pods))).toEqual([]);
  });

  test('is that there is nothing to measure where targets answer and expose nothing', async () => {
    const pods = three({ ...works, exposes: (second) => second < hour });
    const replay = await played(pods);
    expect(fired(replay)).toEqual(['SLIAbsent']);
    const from = firingOf(replay, 'SLIAbsent')[0]?.from;
    // five minutes that hold nothing, and a quarter of an hour
    expect(from).toBeGreaterThan(hour + 18 * minute);
    expect(from).toBeLessThanOrEqual(hour + 24 * minute);
  });
});
