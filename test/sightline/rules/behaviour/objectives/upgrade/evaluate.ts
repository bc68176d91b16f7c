import type { Labels } from '../../../../../../src/sightline/prometheus/answers';
import type { Client } from '../../../../../../src/sightline/prometheus/client';
import type { BoundRecordingRule } from '../../../../../../src/sightline/rules/rule';
import { remoteWrite, type Sent } from '../../../../../../tools/prometheus/remote-write';

/** Evaluates rules at moments of the past, as the rule manager of a server would: each after the one before it in its group. */
export class Evaluation {
  /** The series that each rule gave the last time. */
  private readonly given = new Map<BoundRecordingRule, Map<string, Labels>>();

  constructor(private readonly server: Client) {}

  /** Evaluates a group and writes what it records. */
  async evaluate(rules: readonly BoundRecordingRule[], time: number): Promise<void> {
    for (const rule of rules) {
      const samples = await this.server.query(rule.expr, time);
      const now = new Map<string, Labels>();
      const sent: Sent[] = samples.map(({ labels: of, value }) => {
        const labels = { ...of, ...rule.labels, __name__: rule.record };
        now.set(JSON.stringify(labels), labels);
        return { labels, time, value };
      });
      const gone = [...(this.given.get(rule) ?? [])].filter(([key]) => !now.has(key));
      this.given.set(rule, now);
      await remoteWrite(this.server.url, [
        ...sent,
        ...gone.map(([, labels]): Sent => ({ labels, time, value: 'stale' })),
      ]);
    }
  }
}
