import type { Software } from '../../src/sightline/prometheus/software/software';
import { type Version, compareVersions } from '../../src/sightline/prometheus/software/version';

/** The oldest version that reads the URL of a webhook from a file. */
const oldestAlertmanager: Version = { major: 0, minor: 26, patch: 0 };

/** Alertmanager, with amtool. bookworm's 0.25 is too old; the package of the newest suites runs there too. */
export const alertmanager: Software = {
  title: 'Alertmanager',
  key: 'alertmanager',
  variable: 'SIGHTLINE_ALERTMANAGER',
  server: 'alertmanager',
  debianServer: 'prometheus-alertmanager',
  tool: 'amtool',
  package: 'prometheus-alertmanager',
  share: '/usr/share/prometheus/alertmanager',
  suites: ['testing', 'unstable', 'trixie'],
  counts: (version) => compareVersions(version, oldestAlertmanager) >= 0,
  range: '0.26 or later',
};
