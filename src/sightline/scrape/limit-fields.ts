import { defined } from '../problem/defined';
import { filled } from './filled';
import type { LimitSettings } from './manifests';
import type { PrometheusSettings } from './prometheus-settings';
import type { LimitFields } from './scrape-config';
import { supports } from './supports';

/**
 * The limits of a monitor: the lower one of its own and the enforced one. A limit of 0 is none, and is written all the same. Since 2.45 the
 * enforced one of a monitor without its own stands in the global section.
 */
export function limitFields(spec: LimitSettings, settings: PrometheusSettings): LimitFields {
  const global = supports(settings, '2.45.0');
  const limit = (least: string, own: number | undefined, enforced = 0): number | undefined => {
    if (!supports(settings, least)) return undefined;
    if (enforced === 0) return own;
    if (own === undefined || own === 0) return global ? undefined : enforced;
    return Math.min(own, enforced);
  };
  return defined({
    sample_limit: limit('2.0.0', spec.sampleLimit, settings.enforcedSampleLimit),
    target_limit: limit('2.21.0', spec.targetLimit, settings.enforcedTargetLimit),
    label_limit: limit('2.27.0', spec.labelLimit, settings.enforcedLabelLimit),
    label_name_length_limit: limit(
      '2.27.0',
      spec.labelNameLengthLimit,
      settings.enforcedLabelNameLengthLimit,
    ),
    label_value_length_limit: limit(
      '2.27.0',
      spec.labelValueLengthLimit,
      settings.enforcedLabelValueLengthLimit,
    ),
    keep_dropped_targets: limit('2.47.0', spec.keepDroppedTargets, settings.enforcedKeepDroppedTargets),
  });
}

/** The largest page of a monitor: the lower one of its own and the enforced one, as it is written there. */
export function bodySizeLimit(spec: LimitSettings, settings: PrometheusSettings): string | undefined {
  if (!supports(settings, '2.28.0')) return undefined;
  const own = filled(spec.bodySizeLimit);
  const enforced = filled(settings.enforcedBodySizeLimit);
  if (own === undefined || enforced === undefined) return own ?? enforced;
  return bytes(own) > bytes(enforced) ? enforced : own;
}

/** A size such as `10MB`, in bytes. Prometheus counts in powers of 1024, with and without an `i`. */
function bytes(size: string): number {
  const units = ['B', 'K', 'M', 'G', 'T', 'P', 'E'];
  return [...size.matchAll(/(\d+(?:\.\d+)?)([KMGTPE]?)i?B?/g)].reduce(
    (sum, [, number, unit]) => sum + Number(number) * 1024 ** Math.max(0, units.indexOf(unit ?? '')),
    0,
  );
}
