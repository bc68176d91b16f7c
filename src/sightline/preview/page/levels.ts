import type { Level, Thresholds } from '../../dashboards/panel';

/** What it means to be past a threshold, in a word or two. */
export const levelWords: Readonly<Record<Level, string>> = {
  good: 'good',
  notice: 'worth a look',
  ticket: 'ticket',
  page: 'page',
};

/** What a value that is past a threshold asks for now. */
export const levelAdvice: typeof levelWords = {
  good: 'good',
  notice: 'worth a look',
  ticket: 'act soon',
  page: 'act now',
};

/** What a value means by the thresholds of its panel. */
export function levelOf(value: number, thresholds: Thresholds): Level {
  const { wrong, values } = thresholds;
  const past =
    wrong === 'above'
      ? values.filter((each) => value >= each.value).at(-1)
      : values.find((each) => value < each.value);
  return past?.level ?? 'good';
}
