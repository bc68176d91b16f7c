import type { Exposition } from '../exposition/exposition';
import { adoptPages } from './adopt-pages';
import type { Adopted } from './adopted';
import { questionMark } from './print/comments';
import { printAdopted, type AdoptPrintOptions } from './print/print-adopted';

/** What was made of metrics pages. */
export interface AdoptedText {
  /** The file. */
  readonly declaration: string;

  /** How many metrics it declares, and how many it asks about instead. */
  readonly declared: number;
  readonly leftOut: number;

  /** How many metrics are left out as everybody has them: those of the runtime, and those that the cluster exposes. */
  readonly known: number;

  /** How many questions are in its comments. */
  readonly questions: number;
}

/**
 * The contract of a running service and what monitors it as a file in TypeScript, made of its metrics pages. Never throws, whatever is on them.
 *
 * @param pages of several pods, or of several times
 */
export function adopt(pages: readonly Exposition[], options: AdoptPrintOptions): AdoptedText {
  const adopted = adoptPages(pages);
  const declaration = printAdopted(adopted, options);
  return {
    declaration,
    declared: adopted.metrics.length,
    leftOut: adopted.leftOut.length,
    known: sum(adopted.runtime) + sum(adopted.cluster) + adopted.ofClient + adopted.likeRuntime.length,
    questions: declaration.split('\n').filter((line) => line.trim().startsWith(`// ${questionMark}`)).length,
  };
}

function sum(counts: Adopted['runtime']): number {
  return [...counts.values()].reduce((all, each) => all + each, 0);
}
