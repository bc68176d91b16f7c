type Texts = Readonly<Record<string, string>>;

const about = '{{ $labels.service }} in {{ $labels.namespace }}';

/** Why it matters. */
const untrusted =
  'While this is so, neither its objectives nor its alerts can be trusted: what is recorded may be old or missing, and alerts come late or never.';

/** Where it can be seen. */
const where = 'The page of Prometheus about the health of rules (/rules) shows which group it is, and why.';

/** What is said of rules that fail. */
export function failingTexts(window: string): Texts {
  return {
    summary: `${about}: rules fail, and its objectives cannot be trusted`,
    description: [
      `Prometheus cannot evaluate rules about this service: {{ printf "%.0f" $value }} evaluations of one group have failed in ${window}, and it goes on. What such a rule records is missing, and such an alert cannot fire.`,
      untrusted,
      where,
    ].join('\n'),
  };
}

/** What is said of groups that take too long. */
export function skippedTexts(window: string): Texts {
  return {
    summary: `${about}: evaluations of rules are skipped, and its objectives cannot be trusted`,
    description: [
      `A group of rules about this service takes longer than its interval, so evaluations have been left out for ${window}, and it goes on. Prometheus has too little CPU, or the rules read too much.`,
      untrusted,
      where,
    ].join('\n'),
  };
}

/** What is said of groups that nothing evaluates. */
export function lateTexts(intervals: number): Texts {
  return {
    summary: `${about}: rules are not evaluated, and its objectives cannot be trusted`,
    description: [
      `A group of rules about this service was last evaluated {{ $value | humanizeDuration }} ago, more than ${intervals} times its interval.`,
      untrusted,
      where,
    ].join('\n'),
  };
}
