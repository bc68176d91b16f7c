/** What is looked at, kept behind the `#` of the address, so that it can be sent to somebody. */
export interface Chosen {
  readonly dashboard: string;
  readonly range: number;

  /** By label. */
  readonly choices: ReadonlyMap<string, readonly string[]>;
}

/** What the address says; what it does not say is as given. */
export function readChosen(hash: string, otherwise: Pick<Chosen, 'dashboard' | 'range'>): Chosen {
  const params = new URLSearchParams(hash.replace(/^#/, ''));
  const choices = new Map<string, string[]>();
  for (const [name, value] of params) {
    const label = /^choice-(.+)$/.exec(name)?.[1];
    if (label !== undefined) choices.set(label, [...(choices.get(label) ?? []), value]);
  }
  const range = Number(params.get('range'));
  return {
    dashboard: params.get('dashboard') ?? otherwise.dashboard,
    range: range > 0 ? range : otherwise.range,
    choices,
  };
}

/** It as parameters: of the address, and of what is asked. */
export function paramsOf({ dashboard, range, choices }: Chosen): URLSearchParams {
  const params = new URLSearchParams({ dashboard, range: String(range) });
  for (const [label, values] of choices) for (const value of values) params.append(`choice-${label}`, value);
  return params;
}
