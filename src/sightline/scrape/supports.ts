import type { PrometheusSettings } from './prometheus-settings';

/** Whether the Prometheus that is run is of this version or newer. One of unknown version is taken for a current one. */
export function supports({ version }: PrometheusSettings, least: string): boolean {
  if (version === undefined) return true;
  const is = numbers(version);
  const wanted = numbers(least);
  const index = wanted.findIndex((number, place) => number !== is[place]);
  return index === -1 || (is[index] ?? 0) > (wanted[index] ?? 0);
}

/** Major, minor and patch; of a pre-release those of its release. */
function numbers(version: string): readonly [number, number, number] {
  const [, major, minor, patch] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)];
}
