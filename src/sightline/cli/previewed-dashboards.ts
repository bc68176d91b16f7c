import type { IConstruct } from 'constructs';
import type { ShownDashboard } from '../constructs/shown-dashboards';
import { shownDashboardsIn } from '../constructs/shown-dashboards';
import { defined } from '../problem/defined';
import { renderLine } from '../problem/render';
import type { PreviewedDashboard } from '../preview/preview-source';
import { CannotRun } from './cannot-run';

/** Which dashboards of a program are shown. */
export interface PreviewChoice {
  /** @default - the only one, or all of a program without any */
  readonly environment?: string;

  /** `NAME` or `NAMESPACE/NAME`. @default - all */
  readonly service?: string;
}

/** Dashboards of a program that can be looked at, with the windows of what they promise in milliseconds. */
export interface PreviewedProgram {
  readonly dashboards: readonly PreviewedDashboard[];
  readonly windows: readonly number[];
}

/**
 * The dashboards of a program. A single service comes before the overview, which says little of it.
 *
 * @throws CannotRun if there is no such environment, or nothing to show
 */
export function previewedDashboards(root: IConstruct, choice: PreviewChoice = {}): PreviewedProgram {
  const shown = dashboardsOf(root, choice.environment).filter((each) => isMeant(each, choice.service));
  if (shown.every(({ target }) => target === undefined)) {
    throw new CannotRun(
      choice.service === undefined
        ? 'the program has no service to show'
        : `'--service' (${choice.service}) is no service of the program`,
    );
  }
  const hasStacks = new Set(shown.map(({ stack }) => stack)).size > 1;
  const services = shown.filter(({ target }) => target !== undefined);
  const overviews = shown.filter(({ target }) => target === undefined);
  const inOrder = services.length === 1 ? [...services, ...overviews] : [...overviews, ...services];
  return {
    dashboards: inOrder.map((each) => previewed(each, hasStacks)),
    windows: shown.flatMap(({ windows }) => windows()),
  };
}

function dashboardsOf(root: IConstruct, environment: string | undefined): readonly ShownDashboard[] {
  const parts = shownDashboardsIn(root);
  const [only, ...more] = parts;
  if (environment === undefined && more.length === 0) return only?.dashboards ?? [];
  const found = parts.find((part) => part.environment === environment);
  if (found !== undefined) return found.dashboards;
  const names = parts.flatMap((part) => part.environment ?? []).join(', ');
  throw new CannotRun(
    names === ''
      ? `'--environment' (${String(environment)}) names none: the program has no environments`
      : `say which environment the Prometheus is of: '--environment' with one of ${names}`,
  );
}

function isMeant({ target }: ShownDashboard, service: string | undefined): boolean {
  if (service === undefined || target === undefined) return true;
  return service === target.service || service === `${target.namespace}/${target.service}`;
}

function previewed(
  { uid, title, stack, target, scrapeInterval, bound }: ShownDashboard,
  hasStacks: boolean,
): PreviewedDashboard {
  return {
    uid: hasStacks ? `${stack.node.path}/${uid}` : uid,
    title: hasStacks ? `${title}, of ${stack.node.id}` : title,
    scrapeInterval: scrapeInterval / 1000,
    ...defined({ target }),
    load: () => {
      const { dashboard, problems } = bound();
      const errors = problems.filter(({ severity }) => severity === 'error');
      return { dashboard, problems: errors.map(renderLine) };
    },
  };
}
