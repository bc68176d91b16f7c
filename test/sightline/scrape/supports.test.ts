import { runsAtLeast, supports } from '../../../src/sightline/scrape/supports';

// the operator 0.93.1 writes `scrape_native_histograms`, known since 3.8.0, for 3.14.0-distroless and not for 3.8.0-distroless
test.each([
  ['v3.14.0-distroless', '3.8.0', true, true],
  ['v3.8.0-distroless', '3.8.0', false, true],
  ['3.0.0-rc.1', '3.0.0', false, true],
  ['3.0.1-rc.1', '3.0.0', true, true],
  ['2.53', '2.53.0', true, true],
  ['v2.9.2', '2.26.0', false, false],
  [undefined, '3.8.0', true, true],
])('%s counts as %s or newer to the operator: %s, and to itself: %s', (version, least, operator, itself) => {
  expect(supports({ version }, least)).toBe(operator);
  expect(runsAtLeast({ version }, least)).toBe(itself);
});
