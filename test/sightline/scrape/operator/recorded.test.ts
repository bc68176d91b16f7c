import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { agree, ourAnswer, readAnswer } from './answers';
import type { HandCase } from './hand-cases';
import { handCases } from './hand-cases';
import { operatorKinds } from './random-objects';

/** A case with what the operator has said of it; `npm run operator-configs -- --record` writes them. */
interface Recorded extends HandCase {
  readonly answer: { readonly jobs?: string; readonly rejected?: string };
}

const recorded = readFileSync(join(__dirname, 'recorded.jsonl'), 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) => JSON.parse(line) as Recorded);

describe('the answers of prometheus-operator itself', () => {
  test('are about every case by hand, and about every kind by chance', () => {
    const reasons = recorded.map(({ reason }) => reason);
    expect(reasons.slice(0, handCases.length)).toEqual(handCases.map(({ reason }) => reason));
    const byChance = recorded.slice(handCases.length);
    expect(operatorKinds.map((kind) => byChance.filter((each) => each.kind === kind).length)).toEqual([
      40, 40, 40, 40,
    ]);
    expect(recorded.filter(({ answer }) => answer.jobs !== undefined).length).toBeGreaterThan(120);
    expect(recorded.filter(({ answer }) => answer.rejected !== undefined).length).toBeGreaterThan(40);
  });

  const named = recorded.map((each, index): [string, Recorded] => [
    `${index + 1}. ${each.kind}: ${each.reason}`,
    each,
  ]);
  test.each(named)('are ours: %s', (_, { answer, ...asked }) => {
    const [ours, theirs] = [ourAnswer(asked), readAnswer(answer)];
    if (agree(ours, theirs)) return;
    // what differs, where it can be seen
    expect(ours).toEqual(theirs);
    expect(JSON.stringify(ours)).toBe(JSON.stringify(theirs));
  });
});
