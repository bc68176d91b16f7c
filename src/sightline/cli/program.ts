import { MonitoredService } from '../constructs/monitored-service';
import type { SightlineApp } from '../synth/sightline-app';
import { CannotRun, reasonOf } from './cannot-run';

/** Builds the app of a program. */
export type Program = () => SightlineApp;

/**
 * The services of a program.
 *
 * @throws CannotRun if the program can't be built
 */
export function servicesOf(program: Program): readonly MonitoredService[] {
  try {
    return MonitoredService.allIn(program());
  } catch (failure) {
    throw new CannotRun(`the program can't be built: ${reasonOf(failure)}`);
  }
}
