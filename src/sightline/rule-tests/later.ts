import type { Check, Feed, Scenario } from './scenario';

/** The same some minutes later: an even number, so that rules are evaluated at the same moments. */
export function later(scenario: Scenario, minutes: number): Scenario {
  if (minutes === 0) return scenario;
  return {
    ...scenario,
    feeds: scenario.feeds.map((feed) => feedLater(feed, minutes)),
    beside: scenario.beside.map((each) => ({ ...each, values: `_x${minutes} ${each.values}` })),
    checks: scenario.checks.map((check) => checkLater(check, minutes)),
  };
}

function feedLater({ series, phases }: Feed, minutes: number): Feed {
  const [first] = phases;
  // the sample at the start of the first phase, when nothing has happened yet
  const start = first === undefined ? [] : [{ minutes: 1, bad: first.bad, traffic: 0 }];
  return { series, phases: [{ minutes: minutes - 1, bad: 'absent' }, ...start, ...phases] };
}

function checkLater(check: Check, minutes: number): Check {
  const minute = check.minute + minutes;
  if (!('series' in check) || check.series.unit !== 'timestamp' || check.value === 'absent') {
    return { ...check, minute };
  }
  return { ...check, minute, value: check.value + minutes * 60 };
}
