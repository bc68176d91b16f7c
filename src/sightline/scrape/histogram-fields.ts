import { defined } from '../problem/defined';
import type { HistogramSettings } from './manifests';
import type { PrometheusSettings } from './prometheus-settings';
import type { HistogramFields } from './scrape-config';
import { supports } from './supports';

/** What a monitor says of native histograms. */
export function histogramFields(spec: HistogramSettings, settings: PrometheusSettings): HistogramFields {
  const since = <T>(version: string, value: T): T | undefined =>
    supports(settings, version) ? value : undefined;
  const classic = spec.scrapeClassicHistograms;
  const factor = spec.nativeHistogramMinBucketFactor;
  return defined({
    scrape_native_histograms: since('3.8.0', spec.scrapeNativeHistograms),
    native_histogram_bucket_limit: since('2.45.0', spec.nativeHistogramBucketLimit),
    native_histogram_min_bucket_factor: since('2.50.0', factor === undefined ? undefined : quantity(factor)),
    // the name has changed with 3.0
    ...(supports(settings, '3.0.0')
      ? { always_scrape_classic_histograms: classic }
      : { scrape_classic_histograms: since('2.45.0', classic) }),
    convert_classic_histograms_to_nhcb: since('3.0.0', spec.convertClassicHistogramsToNHCB),
  });
}

/**
 * A number as Kubernetes writes quantities: plain, with an exponent, or with a suffix such as `m` or `Ki`.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/quantity/
 */
function quantity(text: string | number): number {
  const suffixes: Readonly<Record<string, number>> = { n: 1e-9, u: 1e-6, m: 1e-3, k: 1e3, M: 1e6, G: 1e9 };
  const binary: Readonly<Record<string, number>> = { Ki: 2 ** 10, Mi: 2 ** 20, Gi: 2 ** 30 };
  const [, number, suffix = ''] = /^(.*?)(n|u|m|k|M|G|Ki|Mi|Gi)?$/.exec(String(text)) ?? [];
  return Number(number) * (suffixes[suffix] ?? binary[suffix] ?? 1);
}
