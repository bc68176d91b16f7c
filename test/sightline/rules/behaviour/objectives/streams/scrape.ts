import { random } from './random';
import type { Sample, SampleValue, SeriesLabels } from './sample';
import type { Pod, Stream } from './stream';
import { endpointOf, type Truth } from './truth';

/** What the counters of a pod that is older than the stream have counted before. */
const countedBefore = 1000;

/** Where samples go, and what they are called. */
export interface Place {
  readonly namespace: string;

  /** The start of the stream, in seconds since 1970. */
  readonly epoch: number;

  /** Shifts the moments of all scrapes, in seconds: another replica scrapes at others. @default 0 */
  readonly offset?: number;
}

/** What Prometheus scrapes of a stream, in the order of time. */
export function scraped(stream: Stream, truth: Truth, place: Place): readonly Sample[] {
  const draw = random((stream.seed ?? 1) + Math.round((place.offset ?? 0) * 1000));
  const samples = stream.pods.flatMap((pod) => ofPod(pod, stream, truth, place, draw));
  return [...samples, ...ofCluster(stream, place)].sort((a, b) => a.at - b.at);
}

function ofPod(pod: Pod, stream: Stream, truth: Truth, place: Place, draw: () => number): Sample[] {
  const { from = 0, to = Infinity, answers = () => true, exposes = () => true } = pod;
  const { interval = () => 30, jitter = 0, missed = () => 0, down = () => false, seconds } = stream;
  const samples: Sample[] = [];
  const series = seriesOf(pod, place.namespace);
  const put = (labels: SeriesLabels, second: number, value: SampleValue) =>
    samples.push({ labels, at: place.epoch + second, value });
  const exposed = new Set<SeriesLabels>();
  const end = (second: number) => {
    for (const labels of exposed) put(labels, second, 'stale');
    exposed.clear();
  };
  let moment = from + ((draw() * interval(from) + (place.offset ?? 0)) % interval(from));
  for (; moment <= seconds; moment += interval(moment)) {
    const second = moment + (draw() - 0.5) * jitter;
    if (second < 0 || down(second)) continue;
    if (second >= to) {
      end(second);
      put(series.up, second, 'stale');
      break;
    }
    const isMissed = draw() < missed(second) || !answers(second);
    put(series.up, second, isMissed ? 0 : 1);
    if (isMissed || !exposes(second)) {
      end(second);
      continue;
    }
    const { good, bad } = truth.counted(pod, second);
    const base = from === 0 ? countedBefore : 0;
    const values: (readonly [SeriesLabels, number])[] = [
      [series.good, good + base],
      [series.count, good + bad + base],
      [series.under, good + base],
      [series.all, good + bad + base],
    ];
    if (pod.lazy !== true) values.push([series.bad, bad + base]);
    else if (bad > 0) values.push([series.bad, bad]);
    for (const [labels, value] of values) {
      exposed.add(labels);
      put(labels, second, value);
    }
  }
  return samples;
}

/** The series that a pod exposes: requests by status, and a histogram in which the good ones are fast. */
function seriesOf(pod: Pod, namespace: string) {
  const target = { namespace, service: 'task-api', pod: pod.name };
  const request = { ...target, method: 'GET', endpoint: endpointOf(pod) };
  const seconds = 'task_api_request_duration_seconds';
  return {
    up: { __name__: 'up', ...target },
    good: { __name__: 'task_api_requests_total', ...request, status: '200' },
    bad: { __name__: 'task_api_requests_total', ...request, status: '500' },
    count: { __name__: `${seconds}_count`, ...request },
    under: { __name__: `${seconds}_bucket`, ...request, le: '0.25' },
    all: { __name__: `${seconds}_bucket`, ...request, le: '+Inf' },
  };
}

/** What others than the service tell: kube-state-metrics, and whoever tells of maintenance. */
function ofCluster(
  { pods, seconds, kubeState = false, told, down = () => false }: Stream,
  place: Place,
): Sample[] {
  const samples: Sample[] = [];
  const each = (labels: SeriesLabels, from: number, to: number, value: (second: number) => number) => {
    for (let second = Math.ceil(from / 30) * 30 + 7; second <= seconds; second += 30) {
      if (down(second)) continue;
      const isOver = second >= to;
      samples.push({ labels, at: place.epoch + second, value: isOver ? 'stale' : value(second) });
      if (isOver) break;
    }
  };
  const { namespace } = place;
  for (const { name, from = 0, to = Infinity, existsTo = to, completes = false } of kubeState ? pods : []) {
    const pod = { namespace, pod: name };
    const ready = { __name__: 'kube_pod_status_ready', ...pod, condition: 'true' };
    each(ready, from, existsTo, (second) => (second < to ? 1 : 0));
    const done = { __name__: 'kube_pod_status_phase', ...pod, phase: 'Succeeded' };
    each(done, from, existsTo, (second) => (completes && second >= to ? 1 : 0));
  }
  if (told !== undefined)
    each({ __name__: told.name, namespace, service: 'task-api' }, 0, Infinity, told.value);
  return samples;
}
