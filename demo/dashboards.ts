import { previewedDashboards } from '../src/sightline/cli/previewed-dashboards';
import type { PreviewedDashboard } from '../src/sightline/preview/preview-source';
import { program } from '../src/main';

/**
 * The dashboards of the program.
 *
 * @param interval seconds between two scrapes: the demo scrapes more often than the program says
 */
export function demoDashboards(interval: number): readonly PreviewedDashboard[] {
  return previewedDashboards(program()).dashboards.map((each) => ({ ...each, scrapeInterval: interval }));
}
