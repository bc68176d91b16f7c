import { burnRate, errorPercent, promised, remainingRatio } from '../objectives/recorded-series';
import type { SeriesModel } from '../objectives/series-model';
import { promql } from '../promql/build/promql';
import type { AnyVector } from '../promql/build/vector';
import type { Dashboard } from './dashboard';
import { generatedTag, overviewUid } from './names';
import { budgetThresholds } from './objective-panels';
import { thresholds } from './panel';
import { cluster } from './service-dashboard';

/** How many of the worst a graph shows. */
const worst = 10;

/** From 1 on a budget does not last. */
const burnThresholds = thresholds('above', [{ value: 1, level: 'notice' }]);

const identity = ['namespace', 'service', 'slo'] as const;

/** What the overview of a stack is made for. */
export interface ShownStack {
  readonly release: string;
  readonly namespace: string;

  /** @default false */
  readonly hasClusters?: boolean;
}

/** All objectives of a stack: each in a row with its budget, and the worst over time. It reads what rules record, of all services. */
export function overviewDashboard(stack: ShownStack): Dashboard {
  const { hasClusters = false } = stack;
  return {
    uid: overviewUid(stack),
    title: `Objectives of ${stack.release} in ${stack.namespace}`,
    description:
      'What all services promise, and what is left of their budgets. Generated: change the program, not this dashboard.',
    tags: [generatedTag, 'objectives'],
    variables: [
      ...(hasClusters ? [cluster(promised.name)] : []),
      { label: 'namespace', title: 'Namespace', of: promised.name },
      { label: 'service', title: 'Service', of: promised.name },
    ],
    annotations: [
      {
        name: 'Firing alerts',
        expression: promql('ALERTS{alertstate="firing",slo!=""}'),
        labels: ['alertname', 'namespace', 'service', 'slo'],
      },
    ],
    links: [{ title: 'All services', tag: generatedTag }],
    rows: [
      {
        title: 'Now',
        panels: [
          {
            title: 'Objectives',
            description: 'How many objectives there are.',
            kind: 'number',
            unit: 'none',
            queries: [{ expression: of('count', promised), name: 'objectives', by: [] }],
          },
          {
            title: 'Missed',
            description: 'How many objectives have nothing left of their budget.',
            kind: 'number',
            unit: 'none',
            queries: [
              {
                expression: text(
                  `count(min by (${identity.join(', ')}) (${remainingRatio.name}) < 0) or vector(0)`,
                  remainingRatio,
                ),
                name: 'missed',
                by: [],
              },
            ],
            thresholds: thresholds('above', [{ value: 1, level: 'page' }]),
          },
          {
            title: 'Firing alerts',
            description: 'How many alerts on objectives fire now.',
            kind: 'number',
            unit: 'none',
            queries: [
              {
                expression: promql('count(ALERTS{alertstate="firing",slo!=""}) or vector(0)'),
                name: 'firing',
                by: [],
              },
            ],
            thresholds: thresholds('above', [{ value: 1, level: 'page' }]),
          },
        ],
      },
      {
        title: 'Each objective',
        panels: [
          {
            title: 'Objectives and budgets',
            description: `What each objective promises, the share of bad events of the last 5m, how fast the budget goes, and what is left of it; of an objective that is kept by a label the worst part. The fastest burn stands first.`,
            kind: 'table',
            unit: 'none',
            queries: [
              { expression: each('max', promised), name: 'promised', by: identity, unit: 'ratio' },
              { expression: each('max', errorPercent), name: 'bad now', by: identity, unit: 'percent' },
              {
                expression: each('max', burnRate),
                name: 'burn rate',
                by: identity,
                unit: 'times',
                thresholds: burnThresholds,
              },
              {
                expression: each('min', remainingRatio),
                name: 'budget left',
                by: identity,
                unit: 'ratio',
                thresholds: budgetThresholds,
              },
            ],
          },
        ],
      },
      {
        title: 'Worst over time',
        panels: [
          {
            title: 'Least budget left',
            description: `${remainingRatio.meaning}, of the ${worst} objectives with the least. Below 0 an objective is missed.`,
            kind: 'graph',
            unit: 'ratio',
            queries: [{ expression: ranked('bottomk', 'min', remainingRatio), by: identity }],
            thresholds: budgetThresholds,
          },
          {
            title: 'Fastest burn',
            description: `${burnRate.meaning}, of the ${worst} objectives with the fastest. Above 1 a budget does not last.`,
            kind: 'graph',
            unit: 'times',
            queries: [{ expression: ranked('topk', 'max', burnRate), by: identity }],
            thresholds: burnThresholds,
          },
        ],
      },
    ],
  };
}

/** An expression over series of all services, which no rule of one service could read. */
function text(written: string, series: SeriesModel): AnyVector {
  return promql(written, { global: [series.name] });
}

function of(operator: string, series: SeriesModel): AnyVector {
  return text(`${operator}(${series.name})`, series);
}

function each(operator: 'max' | 'min', series: SeriesModel): AnyVector {
  return text(`${operator} by (${identity.join(', ')}) (${series.name})`, series);
}

function ranked(ranking: 'topk' | 'bottomk', operator: 'max' | 'min', series: SeriesModel): AnyVector {
  return text(`${ranking}(${worst}, ${operator} by (${identity.join(', ')}) (${series.name}))`, series);
}
