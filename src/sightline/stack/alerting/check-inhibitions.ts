import type { Problem } from '../../problem/problem';
import { warning } from '../../problem/problems';
import type { WrittenConfiguration } from './written-configuration';
import { partsIn } from './check-fields';
import { written as shown } from './parse-matcher';
import { matchersIn } from './route-tree';
import { contradiction, isImplied } from './unreached-routes';

/**
 * Inhibitions that keep nothing back: one side matches no alert, or both match the same alerts. What both sides match is kept back by nothing that
 * both sides match, or an alert would keep back itself.
 *
 * @see https://prometheus.io/docs/alerting/latest/configuration/#inhibition-related-settings
 */
export function vainInhibitions({ config, kind, pathOf, name }: WrittenConfiguration): Problem[] {
  if (kind === 'AlertmanagerConfig') return [];
  return partsIn(config['inhibit_rules'], ['inhibit_rules']).flatMap(({ value, at }) => {
    const source = matchersIn(value, 'source_');
    const target = matchersIn(value, 'target_');
    if (source === undefined || target === undefined) return [];
    const contrary = contradiction(source) ?? contradiction(target);
    const isSame =
      source.length > 0 &&
      source.every((each) => isImplied(each, target)) &&
      target.every((each) => isImplied(each, source));
    const reason =
      contrary === undefined
        ? 'both sides match the same alerts, of which none keeps back another'
        : `${shown(contrary[0])} and ${shown(contrary[1])} hold of no alert`;
    if (contrary === undefined && !isSame) return [];
    return [
      warning('RTE018', `an inhibition of '${name}' keeps nothing back: ${reason}`, {
        path: pathOf(at),
        fix: 'match on the source what tells of the cause, and on the target what follows from it',
      }),
    ];
  });
}
