import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { filled } from '../filled';
import { defaultInterval } from '../global-config';
import type { AuthorizationSettings } from '../manifests';
import type { PrometheusSettings, ScrapeClass } from '../prometheus-settings';
import type { Rejection } from './reject';
import { rejectRelabelings } from './reject-relabeling';
import { isLonger } from './reject-timeout';
import { rejectTls } from './reject-tls';

/** What the operator does with settings that it refuses. */
const consequence = 'the operator writes no configuration at all, and no monitor has an effect';

/**
 * Why the operator would write no configuration for a Prometheus; empty if it does: a timeout above the interval, scrape classes that
 * are wrong.
 *
 * @param path where the settings stand, before the name of each
 */
export function prometheusRejections(settings: PrometheusSettings, path = 'spec'): Problem[] {
  const classes = settings.scrapeClasses ?? [];
  return [
    ...versionProblems(settings, path),
    ...timeoutProblems(settings, path),
    ...defaultProblems(classes, path),
    ...classes.flatMap((each, index) => classProblems(each, `${path}.scrapeClasses[${index}]`, settings)),
  ];
}

function versionProblems({ version = '3.0.0' }: PrometheusSettings, path: string): Problem[] {
  if (/^v?[23](?:\.\d+){0,2}(?:[-+].*)?$/.test(version)) return [];
  return [
    error(
      'OPR014',
      `'version' (${version}) must be a version 2 or 3 of Prometheus, such as v3.14.0: ${consequence}`,
      {
        path: `${path}.version`,
        fix: "set 'version' to that of the image, whose tag is taken without it",
      },
    ),
  ];
}

function timeoutProblems(settings: PrometheusSettings, path: string): Problem[] {
  const interval = defaultInterval(settings);
  const timeout = filled(settings.scrapeTimeout);
  if (timeout === undefined || !isLonger(timeout, interval)) return [];
  const whose =
    filled(settings.scrapeInterval) === undefined ? ', which is 30s by the operator' : ` (${interval})`;
  return [
    error('OPR001', `'scrapeTimeout' (${timeout}) must be at most 'scrapeInterval'${whose}: ${consequence}`, {
      path: `${path}.scrapeTimeout`,
      fix: `set it to ${interval} or less, or 'scrapeInterval' to ${timeout} or more`,
    }),
  ];
}

function defaultProblems(classes: readonly ScrapeClass[], path: string): Problem[] {
  const defaults = classes.filter((each) => each.default === true).map(({ name }) => name);
  if (defaults.length < 2) return [];
  return [
    error(
      'OPR014',
      `'scrapeClasses' (default: ${defaults.join(', ')}) must have one default at most: ${consequence}`,
      {
        path: `${path}.scrapeClasses`,
        fix: "leave 'default' at one of them",
      },
    ),
  ];
}

function classProblems(scrapeClass: ScrapeClass, path: string, settings: PrometheusSettings): Problem[] {
  const { name, tlsConfig, relabelings, metricRelabelings, authorization } = scrapeClass;
  return [
    ...rejectRelabelings(relabelings, `${path}.relabelings`, settings),
    ...rejectRelabelings(metricRelabelings, `${path}.metricRelabelings`, settings),
    ...rejectTls(tlsConfig, `${path}.tlsConfig`),
    ...rejectAuthorization(authorization, `${path}.authorization`),
  ].map((rejection) =>
    error('OPR014', `scrape class '${name}': ${rejection.message}: ${consequence}`, {
      path: rejection.path,
      fix: rejection.fix,
    }),
  );
}

function rejectAuthorization(authorization: AuthorizationSettings | undefined, path: string): Rejection[] {
  const { type = '', credentials, credentialsFile } = authorization ?? {};
  return [
    ...(credentials !== undefined && filled(credentialsFile) !== undefined
      ? [
          {
            id: 'OPR014' as const,
            path: `${path}.credentialsFile`,
            message: `'credentialsFile' (${credentialsFile}) must not stand beside 'credentials'`,
            fix: 'keep one of them',
          },
        ]
      : []),
    ...(type.trim().toLowerCase() === 'basic'
      ? [
          {
            id: 'OPR014' as const,
            path: `${path}.type`,
            message: `'type' (${type}) must not be Basic`,
            fix: "use 'basicAuth' at the endpoints",
          },
        ]
      : []),
  ];
}
