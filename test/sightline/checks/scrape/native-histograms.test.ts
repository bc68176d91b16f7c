import { nativeHistogram, serviceContract, type KubePrometheusStackProps } from '../../../../src/sightline';
import { kept, makeShop, orders } from '../../constructs/fixtures';

const pay = nativeHistogram('shop_pay_seconds', 'Time to pay', { route: { max: 3 } });
const both = nativeHistogram('shop_both_seconds', 'Time', { route: { max: 3 } }, { classicBuckets: [0.1] });

/** The shop with native histograms, on a Prometheus of a version. */
function shopOn(
  version: string,
  spec: object = {},
  scrape: object = {},
  metrics: Parameters<typeof serviceContract>[0]['metrics'] = [pay],
) {
  const stack: Partial<KubePrometheusStackProps> = {
    ...kept,
    values: { prometheus: { prometheusSpec: { version, image: { tag: `v${version}` }, ...spec } } },
  };
  const contract = serviceContract({ name: 'shop', metrics, notTraffic: { route: ['/up'] } });
  return makeShop({ contract, rules: [], scrape }, stack).render();
}

const told = (...given: Parameters<typeof shopOn>): string[] =>
  shopOn(...given).problems.map(({ id, path, message }) => `${id} ${path}: ${message}`);

const feature = { enableFeatures: ['native-histograms'] };
const unread = "'shop_pay_seconds' is a native histogram, and 'ServiceMonitor/retail/shop' does not read it";

describe('a service with native histograms', () => {
  test.each([
    ['3.8.0', {}],
    ['3.14.0', {}],
    ['3.5.1', feature],
  ])('is scraped by Prometheus %s so that they are read', (version, spec) => {
    expect(told(version, spec)).toEqual([]);
  });

  test('asks for them in its monitor, and for the classic form where it has one', () => {
    const written = (...metrics: Parameters<typeof serviceContract>[0]['metrics']) =>
      [...shopOn('3.14.0', {}, {}, metrics).files.values()].join('\n');
    expect(written(pay)).toContain('scrapeNativeHistograms: true');
    expect(written(pay)).not.toContain('scrapeClassicHistograms');
    expect(written(pay, both)).toContain('scrapeClassicHistograms: true');
  });

  test('is not read before 3.8 without the feature', () => {
    expect(told('3.5.1')).toEqual([
      `SEL017 shop/monitored/Scrape/Resource spec: ${unread}: Prometheus 3.5 reads none without the feature 'native-histograms'`,
    ]);
  });

  test('is not read where the options of the scrape turn it off, but for 3.8 with the feature', () => {
    const off = { scrapeNativeHistograms: false };
    const because = `SEL017 shop/monitored/Scrape/Resource spec.scrapeNativeHistograms: ${unread}: 'scrapeNativeHistograms' is not true`;
    expect(told('3.14.0', feature, off)).toEqual([because]);
    expect(told('3.8.0', {}, off)).toEqual([because]);
  });

  test.each([
    ['of the monitor', {}, { scrapeProtocols: ['OpenMetricsText1.0.0'] }],
    ['of the Prometheus', { scrapeProtocols: ['OpenMetricsText1.0.0'] }, {}],
  ])('is not read in the protocols %s, of which none is protobuf', (_, spec, scrape) => {
    expect(told('3.14.0', spec, scrape)).toEqual([
      `SEL017 shop/monitored/Scrape/Resource spec.scrapeProtocols: ${unread}: it asks for OpenMetricsText1.0.0 only, and no text has native histograms`,
    ]);
  });

  test('is refused on Prometheus 2, once and with the reason', () => {
    expect(told('2.55.1', feature)).toEqual([
      "HLM022 shop/monitored: 'shop_pay_seconds' is a native histogram, and the Prometheus of 'prometheus' is 2.55: before 3.0 they are an experiment that estimates within buckets in another way, and not every promtool reads the tests that ship",
    ]);
  });
});

describe('a service without native histograms', () => {
  test('does not ask for them, whatever the Prometheus is', () => {
    const { files, problems } = shopOn('2.55.1', feature, {}, [orders]);
    expect(problems).toEqual([]);
    expect([...files.values()].join('\n')).not.toContain('Histograms');
  });
});
