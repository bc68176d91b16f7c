import { selectionsOf } from './contract-model';
import type { ImportedSlo } from '../slo/slo';

/** What is promised, in a sentence: that of the SLO, or one from what it measures. */
export function descriptionOf({ description, objective, measured }: ImportedSlo): string {
  const said = description?.trim().replace(/\s+/g, ' ') ?? '';
  if (said !== '') return said;
  const { sli } = measured;
  const metric = selectionsOf(sli)[0]?.metric ?? '';
  switch (sli.type) {
    case 'availability':
      return `Of what '${metric}' counts, ${objective} % is good.`;
    case 'latency':
      return `Of what '${metric}' observes, ${objective} % is at most ${sli.under}.`;
    case 'gauge':
      return `'${metric}' is ${sli.bound === 'atLeast' ? 'at least' : 'at most'} ${sli.value} for ${objective} % of the time.`;
  }
}
