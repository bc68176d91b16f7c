import { formatDuration, parseDuration } from '../../contract/duration';
import type { Duration } from '../../contract/duration-literal';
import { webhook } from './receivers';
import { receiverConfig, type ReceiverConfig } from './receiver-config';
import type { SecretKeyRef } from './secret-key';

/**
 * A service outside the cluster that is told again and again that alerts still arrive, and that calls somebody when it is not. It is the only
 * way to hear of a Prometheus or an Alertmanager that is down.
 */
export interface DeadMansSwitch {
  /** Where the URL is that it listens at; who knows the URL can keep it quiet. */
  readonly url: SecretKeyRef;

  /**
   * How often it is told: at least a second. The service should wait for a few times as long before it calls anybody.
   *
   * @default '1m'
   */
  readonly every?: Duration;
}

/** The default of {@link DeadMansSwitch.every}. */
const defaultEvery: Duration = '1m';

/** The name of its receiver: no receiver of the options can have it, since theirs have no apostrophe. */
const switchReceiver = "dead man's switch";

/** Its receiver. That the alert is over must not be said: to the service it would be one more sign of life. */
export function switchReceiverConfig({ url }: DeadMansSwitch): ReceiverConfig {
  return receiverConfig(switchReceiver, [webhook({ url, sendResolved: false })]);
}

/**
 * Its route, which takes the alert that always fires from all others.
 *
 * Alertmanager looks at a group once in `group_interval`, and repeats what it said more than `repeat_interval` ago, measured from when that had
 * arrived. With both of one length it would be a moment too early each time, and repeat half as often. So it looks twice as often as it
 * repeats, and there is room for an answer that takes a quarter of the time.
 *
 * @param watchdog the matchers of the alert that always fires
 */
function switchRoute({ every = defaultEvery }: DeadMansSwitch, watchdog: readonly string[]): object {
  const length = parseDuration(every) ?? 0;
  return {
    receiver: switchReceiver,
    matchers: [...watchdog],
    group_by: ['alertname'],
    group_wait: '0s',
    group_interval: formatDuration(Math.floor(length / 2)),
    repeat_interval: formatDuration(Math.floor((length * 3) / 4)),
  };
}

/** What a routing puts before all its other routes. */
export function switchRoutes(
  { deadMansSwitch }: { readonly deadMansSwitch?: DeadMansSwitch },
  watchdog: readonly string[],
): readonly object[] {
  return deadMansSwitch === undefined ? [] : [switchRoute(deadMansSwitch, watchdog)];
}
