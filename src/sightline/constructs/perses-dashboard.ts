import { ApiObject, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { overviewUid } from '../dashboards/names';
import { persesSpec, persesUrl } from '../dashboards/perses/perses-view';
import { report } from './report';
import { overviewName, type ShownDashboard } from './shown-dashboards';

/** Which instances of Perses show the dashboards of a stack. */
export interface PersesOptions {
  /**
   * The labels of those instances (`Perses` objects), as the operator of Perses compares them.
   *
   * @default - all instances
   */
  readonly instanceSelector?: Readonly<Record<string, string>>;
}

/** What {@link persesDashboard} takes beside the dashboard. */
interface PersesPlace {
  readonly name: string;
  readonly namespace: string;

  /** Undefined where no Perses shows dashboards: then there is no object. */
  readonly perses: PersesOptions | undefined;
}

/**
 * A dashboard as an object of the operator of Perses.
 *
 * @param isReported whether something else tells what is wrong with its panels
 * @see https://github.com/perses/perses-operator
 */
export function persesDashboard(
  scope: Construct,
  { name, namespace, perses }: PersesPlace,
  shown: ShownDashboard,
  isReported: boolean,
): void {
  if (perses === undefined) return;
  const { instanceSelector: matchLabels } = perses;
  const spec = () => ({
    config: persesSpec(shown.bound().dashboard, urlIn(shown)),
    ...(matchLabels === undefined ? {} : { instanceSelector: { matchLabels } }),
  });
  const object = new ApiObject(scope, 'PersesDashboard', {
    apiVersion: 'perses.dev/v1alpha2',
    kind: 'PersesDashboard',
    metadata: { name, namespace },
    spec: Lazy.any({ produce: spec }) as unknown, // cdk8s takes what it gives for anything
  });
  if (!isReported) report(object, () => shown.bound().problems);
}

/** Where the dashboards are that others lead to: the overview of the stack. */
export function urlIn({ stack }: ShownDashboard): (uid: string) => string | undefined {
  return (uid) =>
    uid === overviewUid(stack)
      ? persesUrl({ namespace: stack.namespace, name: overviewName(stack) })
      : undefined;
}
