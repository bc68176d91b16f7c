import type { PreviewProblem } from '../model';

/** Why the page has no answer. */
export interface Failure {
  readonly kind: PreviewProblem['kind'] | 'ended';
  readonly text: string;
}

/** An answer, or why there is none. */
export type Result<T> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure };

/** Asks the server of this page; what it answers has the type that `model.ts` says. */
export async function ask<T>(path: string, params: URLSearchParams): Promise<Result<T>> {
  try {
    const response = await fetch(`/api/${path}?${params.toString()}`);
    const body: unknown = await response.json();
    if (response.ok) return { ok: true, value: body as T }; // the server is of the same version as the page
    const { kind = 'refused', text = '' } = body as Partial<Failure>;
    return { ok: false, failure: { kind, text } };
  } catch {
    return { ok: false, failure: { kind: 'ended', text: 'this preview has ended; start it again' } };
  }
}
