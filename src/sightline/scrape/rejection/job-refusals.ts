import { defined } from '../../problem/defined';
import type { Problem } from '../../problem/problem';
import { error } from '../../problem/problems';
import { filled } from '../filled';
import { defaultInterval } from '../global-config';
import type { PrometheusSettings } from '../prometheus-settings';
import type { ReadJob } from '../relabel/read-job';
import type { ReadRules } from '../relabel/relabel-rule';
import type { ScrapeConfig } from '../scrape-config';
import { isLonger } from './reject-timeout';

/** What Prometheus does with a job that it refuses. */
const consequence =
  'the operator lets it through, and Prometheus refuses its whole configuration: it keeps the old one, or does not start';

/**
 * Why Prometheus would refuse a job that the operator has let through: two ways to authenticate, rules that can't be read, a timeout
 * above the interval. Empty if it takes the job.
 *
 * @param job the job, as the operator writes it
 * @param endpoint the path of the endpoint of the monitor that it is about
 */
export function jobRefusals(
  { config, rules, metricRules }: ReadJob,
  endpoint: string,
  settings: PrometheusSettings,
): Problem[] {
  return [
    ...authProblems(config, endpoint),
    ...timeoutProblems(config, endpoint, settings),
    ...ruleProblems(rules, 'relabel_configs', endpoint, config),
    ...ruleProblems(metricRules, 'metric_relabel_configs', endpoint, config),
  ];
}

function authProblems(job: ScrapeConfig, endpoint: string): Problem[] {
  const { authorization, basic_auth, bearer_token, bearer_token_file, oauth2 } = job;
  const ways = Object.keys(defined({ authorization, basic_auth, bearer_token, bearer_token_file, oauth2 }));
  if (ways.length < 2) return [];
  return [
    error(
      'OPR013',
      `job '${job.job_name}' ('${ways.join("', '")}') must have one way to authenticate: ${consequence}`,
      {
        path: endpoint,
        fix: 'keep one of them, and mind that a scrape class may add another',
      },
    ),
  ];
}

function timeoutProblems(job: ScrapeConfig, endpoint: string, settings: PrometheusSettings): Problem[] {
  // a job without a timeout of its own never has one above its interval
  const timeout = filled(job.scrape_timeout);
  const interval = filled(job.scrape_interval) ?? defaultInterval(settings);
  if (timeout === undefined || !isLonger(timeout, interval)) return [];
  return [
    error(
      'OPR013',
      `job '${job.job_name}' (timeout ${timeout}) must not take longer than its interval (${interval}): ${consequence}`,
      {
        path: `${endpoint}.scrapeTimeout`,
        fix: `set it to ${interval} or less`,
      },
    ),
  ];
}

/** Rules that come of fields of the monitor: a port, for one, is a regular expression in them. */
function ruleProblems(
  read: ReadRules,
  list: 'relabel_configs' | 'metric_relabel_configs',
  endpoint: string,
  job: ScrapeConfig,
): Problem[] {
  if (read.ok) return [];
  const { field, rule: text, fix } = read.fault;
  const value = JSON.stringify(job[list]?.[read.index]?.[field] ?? 'not set');
  return [
    error('OPR013', `'${field}' (${value}) in rule ${read.index + 1} of '${list}' ${text}: ${consequence}`, {
      path: endpoint,
      fix: fix ?? 'correct the field of the monitor, or of its scrape class, that the rule comes of',
    }),
  ];
}
