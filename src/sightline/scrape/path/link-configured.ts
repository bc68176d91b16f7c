import { defined } from '../../problem/defined';
import { error } from '../../problem/problems';
import { prometheusRejections } from '../rejection/prometheus-rejections';
import { includeFix, isInScope } from '../settings/operator-scope';
import type { PrometheusInstance } from '../settings/prometheus-instance';
import { brokenBy, type Link, undecidedBy } from './link';

const name = 'configured';

/** Whether the operator writes a configuration for the Prometheus. */
export function linkConfigured({
  title,
  reference,
  namespace,
  settings,
  paused,
  operator,
  path,
  unread,
}: PrometheusInstance): Link {
  const broken = (wanted: string, found: string, message: string, at: string, fix: string): Link => ({
    state: 'broken',
    name,
    wanted,
    found,
    problems: [error('OPR014', message, { path: at, fix, ...defined({ object: reference }) })],
  });
  if (operator.fault !== undefined) {
    const message = `${operator.fault}: the operator does not start, and no monitor has an effect`;
    return broken('an operator that runs', operator.fault, message, operator.path, 'keep one of them');
  }
  if (paused === true) {
    const message = `'paused' (true) must be false: the operator leaves ${title} as it is, and no new monitor has an effect`;
    return broken('paused: false', 'paused: true', message, `${path}.paused`, 'leave it out');
  }
  if (isInScope(namespace, operator.instances) === false) {
    const message = `the operator must look into the namespace '${namespace}' of ${title}, and '${operator.instancesPath}' leaves it out: it configures nothing there`;
    return broken(
      `a Prometheus in '${namespace}'`,
      operator.instancesPath,
      message,
      operator.instancesPath,
      includeFix(namespace, operator.instances, operator.instancesPath),
    );
  }
  const missing = [
    ...unread.map((each) => `${path}: ${each}`),
    ...(operator.instances === 'unknown'
      ? ['the namespaces in which the operator looks for Prometheus objects']
      : []),
  ];
  return (
    brokenBy(
      prometheusRejections(settings, path).map((each) => ({ ...each, ...defined({ object: reference }) })),
      {
        name,
        wanted: 'settings that the operator takes',
        found: title,
      },
    ) ??
    undecidedBy(name, missing) ?? { state: 'proven', name, because: `the operator configures ${title}` }
  );
}
