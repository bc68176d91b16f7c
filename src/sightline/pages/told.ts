import type { SeverityLabels } from '../objectives/alert-severities';

/** Who is told of alerts, by the final values of a stack. */
export interface Telling {
  /** The receivers that tell somebody of an alert with these labels; undefined where a configuration says it that is not in the values. */
  readonly receivers: (
    labels: Readonly<Record<string, string>>,
  ) => readonly { readonly name: string; readonly isCertain: boolean }[] | undefined;

  /** What the label `severity` says, by what an alert asks for. */
  readonly severities: SeverityLabels;
}

/** Who is told of an alert, in words: the names of receivers as the configuration of Alertmanager has them. */
export function toldOf(labels: Readonly<Record<string, string>>, { receivers }: Telling): string {
  const reached = receivers(labels);
  if (reached === undefined) return 'whoever a configuration names that is not in the values';
  const names = reached.map(({ name, isCertain }) => (isCertain ? name : `perhaps ${name}`));
  return names.length === 0 ? 'nobody' : names.join(', ');
}
