import type { MetricDeclaration } from '../../contract/metric';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { defaultVersion, isAtLeast } from '../../promql/syntax/dialect';
import type { ScrapePath } from '../../scrape/path/scrape-path';
import type { ScrapeConfig } from '../../scrape/scrape-config';
import { settingOf } from '../../stack/chart-selectors';
import type { ServiceFacts, StackFacts } from '../world';

/** The first Prometheus in which a scrape is told to read native histograms, by `scrape_native_histograms`. */
const told = '3.8';

/** The first Prometheus in which the feature means nothing. */
const featureless = '3.9';

/** The first Prometheus that native histograms of a contract are for. */
export const firstForHistograms = '3.0';

const feature = 'native-histograms';

/**
 * Native histograms of a service that its Prometheus does not read: it stores their classic form, if they have one, and rules find nothing.
 *
 * @param path the whole path of its monitor, without a broken link
 * @see https://prometheus.io/docs/specs/native_histograms/
 */
export function unreadHistograms(
  { object: monitor, jobs }: ScrapePath,
  { contract }: ServiceFacts,
  stack: StackFacts,
): Problem[] {
  const [first] = nativeHistogramsIn(contract.metrics);
  const [{ job } = { job: undefined }] = jobs;
  if (first === undefined || job === undefined) return [];
  const why = whyUnread(job, stack);
  if (why === undefined) return [];
  const message = `'${first.name}' is a native histogram, and '${monitor}' does not read it: ${why.because}`;
  return [error('SEL017', message, { object: monitor, path: why.path, fix: why.fix })];
}

/** The native histograms of a list of metrics. */
export function nativeHistogramsIn(metrics: readonly MetricDeclaration[]): readonly MetricDeclaration[] {
  return metrics.filter(({ type }) => type === 'native histogram');
}

interface Unread {
  readonly because: string;
  readonly path: string;
  readonly fix: string;
}

function whyUnread(job: ScrapeConfig, { values, dialect }: StackFacts): Unread | undefined {
  const { version = defaultVersion } = dialect;
  if (!isAtLeast(version, firstForHistograms)) return undefined; // that is told of the stack
  const protocols = job.scrape_protocols ?? settingOf(values, 'scrapeProtocols').value;
  if (Array.isArray(protocols) && !(protocols as readonly unknown[]).includes('PrometheusProto')) {
    return {
      because: `it asks for ${(protocols as readonly unknown[]).map(String).join(', ')} only, and no text has native histograms`,
      path: 'spec.scrapeProtocols',
      fix: "put 'PrometheusProto' first, or say no protocols",
    };
  }
  const features = settingOf(values, 'enableFeatures').value;
  const hasFeature = Array.isArray(features) && (features as readonly unknown[]).includes(feature);
  if (!isAtLeast(version, told)) {
    return hasFeature
      ? undefined
      : {
          because: `Prometheus ${version} reads none without the feature '${feature}'`,
          path: 'spec',
          fix: `start it with the feature (enableFeatures: ['${feature}'] of the stack), or take Prometheus ${told}`,
        };
  }
  const asked = job.scrape_native_histograms ?? settingOf(values, 'scrapeNativeHistograms').value;
  if (asked === true || (asked === null && hasFeature && !isAtLeast(version, featureless))) return undefined;
  return {
    because: "'scrapeNativeHistograms' is not true",
    path: 'spec.scrapeNativeHistograms',
    fix: 'set scrapeNativeHistograms: true, or leave it out of the options of the scrape',
  };
}
