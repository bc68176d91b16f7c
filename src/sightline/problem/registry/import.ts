import type { ProblemFamily } from './entry';

const sloth = (bad: string, all: string, more = ''): string => `version: prometheus/v1
service: shop
slos:
  - name: orders
    objective: 99
    sli:
      events:
        error_query: ${bad}
        total_query: ${all}${more}`;
const all = 'sum(rate(orders_total[{{.window}}]))';
const bad = 'sum(rate(orders_total{ok="no"}[{{.window}}]))';

const rolling = '\n  timeWindow: [{ duration: 30d, isRolling: true }]';
const openslo = (target: number, window = rolling): string => `apiVersion: openslo/v1
kind: SLO
metadata: { name: orders }
spec:
  service: shop
  indicator:
    spec:
      ratioMetric:
        counter: true
        good: { metricSource: { type: Prometheus, spec: { query: 'orders_total{ok="yes"}' } } }
        total: { metricSource: { type: Prometheus, spec: { query: orders_total } } }${window}
  budgetingMethod: Occurrences
  objectives: [{ target: ${target} }]`;

/** What `sightline import` can't carry over. */
export const importProblems = {
  IMP001: {
    severities: ['error'],
    title: 'An SLO without something that it must say',
    why: 'Nothing can be measured by it, so it is left out.',
    fix: 'Complete the file, and import it again.',
    answerable: false,
    example: { sloth: sloth(`''`, all) },
  },
  IMP002: {
    severities: ['error'],
    title: 'A query that is not PromQL',
    why: 'What it counts is not in the file, so the SLO is left out.',
    fix: 'Write the query with no template but the window.',
    answerable: false,
    example: { sloth: sloth('sum(rate(orders_total{ok="no"}[{{.window}}])', all) },
  },
  IMP003: {
    severities: ['error'],
    title: 'A query that does not count the events of one counter, or observe one gauge',
    why: 'An objective is bad events over all events, both counted. The SLO is left out.',
    fix: 'Count the events in the service by one counter, with a label for the outcome.',
    answerable: false,
    example: { sloth: sloth('sum(rate(a_total[{{.window}}])) + sum(rate(b_total[{{.window}}]))', all) },
  },
  IMP004: {
    severities: ['error'],
    title: 'Two queries that do not fit together',
    why: 'Their ratio is not a share of events: other targets, labels, windows or units. The SLO is left out.',
    fix: 'Make the bad events some of all events.',
    answerable: false,
    example: { sloth: sloth('sum by (pod) (rate(orders_total{ok="no"}[{{.window}}]))', all) },
  },
  IMP005: {
    severities: ['error'],
    title: 'A selector that a contract can not say',
    why: 'It would select something else: a recorded series, a target by a pattern, an empty value. The SLO is left out.',
    fix: 'Select a metric by its name and by values of its labels.',
    answerable: false,
    example: { sloth: sloth('sum(rate({__name__=~"orders_.*"}[{{.window}}]))', all) },
  },
  IMP006: {
    severities: ['error'],
    title: 'A document of another version or kind',
    why: 'What it means is not known, so it is left out.',
    fix: 'Convert it to the version that the problem names.',
    answerable: false,
    example: {
      openslo: `apiVersion: openslo/v2
kind: SLO
metadata: { name: carts }
---
${openslo(0.99)}`,
    },
  },
  IMP007: {
    severities: ['error'],
    title: 'An objective that can not be kept here',
    why: 'Its budget would be another: it is of 100 %, by the calendar, by slices of time, or with a strict bound. It is left out.',
    fix: 'Promise less than 100 % over a rolling window of whole days.',
    answerable: false,
    example: {
      openslo: openslo(1),
    },
  },
  IMP008: {
    severities: ['error'],
    title: 'An SLI whose queries are elsewhere',
    why: 'It is a plugin, another source, or a ratio that is there already: there is nothing to count. The SLO is left out.',
    fix: 'Write the queries of good or bad events, and of all, into the file.',
    answerable: false,
    example: {
      sloth: sloth(
        bad,
        all,
        `
  - name: availability
    objective: 99.9
    sli:
      plugin: { id: sloth-common/availability }`,
      ),
    },
  },
  IMP009: {
    severities: ['warning'],
    title: 'A part of an SLO that is left out',
    why: 'The objective is carried over without it: labels, annotations, alert policies, or what nothing reads.',
    fix: 'Check whether something depends on it.',
    answerable: false,
    example: { sloth: sloth(bad, all, '\n    labels: { tier: gold }') },
  },
  IMP010: {
    severities: ['info'],
    title: 'A match of the target that is left out',
    why: 'Every selector here is bound to the namespace and service of its target, so `job`, `namespace` and `service` are not needed.',
    fix: 'Nothing is to be done.',
    answerable: false,
    example: {
      sloth: sloth(
        'sum(rate(orders_total{ok="no",job="shop"}[{{.window}}]))',
        'sum(rate(orders_total{job="shop"}[{{.window}}]))',
      ),
    },
  },
  IMP011: {
    severities: ['info'],
    title: 'A name that is written in another way',
    why: 'Names here are DNS labels, and each stands once. Dashboards that use the old name need the new one.',
    fix: 'Look for the old name in what reads it.',
    answerable: false,
    example: { sloth: sloth(bad, all).replace('name: orders', 'name: Orders_Rate') },
  },
  IMP012: {
    severities: ['info'],
    title: 'Something that is assumed, or called otherwise here',
    why: 'The file does not say it, or says it in a way that has no equal here.',
    fix: 'Read what is assumed, and change the TypeScript where it is wrong.',
    answerable: false,
    example: {
      openslo: openslo(0.99, ''),
    },
  },
  IMP013: {
    severities: ['error'],
    title: 'An objective that this library refuses',
    why: 'The reason is that of another check, which the message repeats. The SLO is left out.',
    fix: 'Mend what the message names.',
    answerable: false,
    example: { sloth: sloth(bad, all).replace('objective: 99', 'objective: 0.999') },
  },
  IMP014: {
    severities: ['warning', 'info'],
    title: 'A metric that something else exposes',
    why: 'A contract binds the metrics of its service to one target. Metrics about other things, as kube-state-metrics and the blackbox exporter have them, and counters that do not end in `_total` are declared with `external(…)` and read as they stand.',
    fix: 'If the service exposes the metric itself, name it as a contract does, and declare it with `counter`, `gauge` or `histogram`.',
    answerable: false,
    example: {
      sloth: sloth(
        'sum(rate(kube_job_failures_total{reason="Evicted",namespace="shop"}[{{.window}}]))',
        'sum(rate(kube_job_failures_total{namespace="shop"}[{{.window}}]))',
      ),
    },
  },
} satisfies ProblemFamily;
