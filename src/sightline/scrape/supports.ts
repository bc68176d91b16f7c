import type { PrometheusSettings } from './prometheus-settings';

/**
 * Whether the operator takes a Prometheus for one of this version or newer. One of unknown version is a current one, and a version with a
 * suffix, such as `3.8.0-distroless`, comes before the release without it.
 *
 * @see https://semver.org/#spec-item-11
 */
export function supports({ version }: Pick<PrometheusSettings, 'version'>, least: string): boolean {
  return version === undefined || isAtLeast(operatorVersion(version), numbers(least));
}

/** Whether a Prometheus is of this version or newer. A suffix of its version means nothing to itself. */
export function runsAtLeast({ version }: Pick<PrometheusSettings, 'version'>, least: string): boolean {
  return version === undefined || isAtLeast(numbers(version), numbers(least));
}

/** A version without a suffix that compares with releases as this one does to the operator. */
export function withoutSuffix(version: string): string {
  return operatorVersion(version).join('.');
}

type Numbers = readonly [number, number, number];

/** More than any part of a version has. */
const many = 9999;

function operatorVersion(version: string): Numbers {
  const [major, minor, patch] = numbers(version);
  if (!/^[^+]*-/.test(version)) return [major, minor, patch];
  if (patch > 0) return [major, minor, patch - 1];
  return minor > 0 ? [major, minor - 1, many] : [major - 1, many, many];
}

/** Versions that were read before: there are few, and each is asked for many times. */
const known = new Map<string, Numbers>();

/** Major, minor and patch. */
function numbers(version: string): Numbers {
  const before = known.get(version);
  if (before !== undefined) return before;
  const read = readNumbers(version);
  if (known.size < many) known.set(version, read);
  return read;
}

function readNumbers(version: string): Numbers {
  const [, major, minor, patch] = /^v?(\d+)(?:\.(\d+))?(?:\.(\d+))?/.exec(version) ?? [];
  return [Number(major ?? 0), Number(minor ?? 0), Number(patch ?? 0)];
}

function isAtLeast(is: Numbers, wanted: Numbers): boolean {
  const index = wanted.findIndex((number, place) => number !== is[place]);
  return index === -1 || (is[index] ?? 0) > (wanted[index] ?? 0);
}
