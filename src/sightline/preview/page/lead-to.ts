import type { Target } from '../../contract/target-labels';
import type { PreviewModel } from '../model';
import { paramsOf, type Chosen } from './location-state';

/** The address of the dashboard of a service; undefined where there is none, or it is shown already. */
export type LeadTo = (target: Target) => string | undefined;

/** Leads to the dashboards that are shown here, for the same time. */
export function leadingFrom({ dashboards }: PreviewModel, { dashboard, range }: Chosen): LeadTo {
  return ({ namespace, service }) => {
    const found = dashboards.find(
      ({ target }) => target?.namespace === namespace && target.service === service,
    );
    return found === undefined || found.uid === dashboard ? undefined : addressOf(found.uid, range);
  };
}

/** The address of a dashboard. */
export function addressOf(dashboard: string, range: number): string {
  return `#${paramsOf({ dashboard, range, choices: new Map() }).toString()}`;
}
