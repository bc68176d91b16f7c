import { mapAt, mapsAt } from '../../scrape/path/fields';
import type { JobPath } from '../../scrape/path/scrape-path';
import type { FinalObject, MetricsPage } from '../world';

/** What exposes series about others under the labels of those: the name of its image, and a sample of its page. */
const exposers: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'kube-state-metrics': { __name__: 'kube_pod_info', namespace: 'default', pod: 'web-0' },
  pushgateway: { __name__: 'push_time_seconds', job: 'backup', instance: '' },
  keda: { __name__: 'keda_scaler_active', namespace: 'default' },
};

/** What the page of a job surely has, as the images of its pods say, or that it is a page of another Prometheus. */
export function knownPage(
  { job, targets }: JobPath,
  objects: ReadonlyMap<string, FinalObject>,
): MetricsPage | undefined {
  if (job.metrics_path === '/federate')
    return { source: '/federate', samples: [{ __name__: 'up', job: 'node', instance: 'node:9100' }] };
  const pods = new Set(targets.flatMap(({ kept, pods }) => (kept === true ? pods : [])));
  const made = [...pods].flatMap((each) => objects.get(each) ?? []);
  const images = made
    .flatMap(({ manifest }) => [mapAt(manifest, 'spec'), mapAt(manifest, 'spec', 'template', 'spec')])
    .flatMap((spec) => mapsAt(spec, 'containers'))
    .map(({ image }) => nameOf(String(image)));
  const name = Object.keys(exposers).find((each) => images.includes(each));
  const sample = exposers[name ?? ''];
  return name === undefined || sample === undefined ? undefined : { source: name, samples: [sample] };
}

/** The last part of the name of an image, without its tag. */
function nameOf(image: string): string {
  return (image.split('/').at(-1) ?? '').split(/[:@]/)[0] ?? '';
}
