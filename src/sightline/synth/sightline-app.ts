import { isAbsolute, relative, sep } from 'node:path';
import { App, type AppProps } from 'cdk8s';
import { judgesItself } from '../constructs/judge-at-root';
import { report } from '../constructs/report';
import { defined } from '../problem/defined';
import type { Answer } from '../problem/answers';
import type { Problem } from '../problem/problem';
import { ProblemsError } from '../problem/problems-error';
import { error, hasErrors } from '../problem/problems';
import { describe, entriesOf, kindOf } from '../problem/read';
import { settled } from '../problem/settled';
import { printYaml } from '../yaml/print-yaml';
import { completeOutput, writeOutput } from './output/write-output';
import { renderApp, type RenderedApp } from './render-app';

/** Options of {@link SightlineApp}. */
export interface SightlineAppProps extends AppProps {
  /**
   * What the team says to problems that it has looked at and keeps. Those are listed in the summary and no longer printed as problems.
   *
   * @default - none
   */
  readonly answers?: readonly Answer[];
}

/**
 * A cdk8s app that says everything that is wrong at once, with ids and fixes, before it writes anything; that checks final objects
 * against their closed schemas; and that writes the Helm values of its stacks beside the manifests.
 */
export class SightlineApp extends App {
  /** @internal */
  private readonly answers: readonly Answer[];

  /** @param props as of any cdk8s app, and answers to problems; leave `outdir` out, or the cdk8s command can't set it */
  constructor(props: SightlineAppProps = {}) {
    const { own, ofCdk8s, problems } = split(props);
    super(ofCdk8s);
    this.answers = own;
    report(this, () => problems);
    judgesItself(this);
  }

  /**
   * What the app comes to, in memory. Nothing is written.
   *
   * @param folder the folder that it will be written to, as commands in the files name it. Default: the output folder of the app
   * @param options.only the environments to render, by name. Default: all of the app
   */
  render(folder: string = this.outdir, { only }: { readonly only?: readonly string[] } = {}): RenderedApp {
    const today = new Date().toISOString().slice(0, 10);
    const named = typeof folder === 'string' ? folder : this.outdir;
    return renderApp(this, { folder: nameOf(named), answers: this.answers, today, ...defined({ only }) });
  }

  /**
   * Writes the app to its output folder, which holds these files and no others then: those of the run before go, and what Sightline has not
   * written is never touched.
   *
   * @throws ProblemsError with everything that is wrong; then nothing has been written
   * @throws Error with what is in the way of writing, such as files of somebody else's or a full disk, and what the folder holds now
   */
  override synth(): void {
    completeOutput(this.outdir);
    const rendered = this.render();
    if (hasErrors(rendered.problems)) throw new ProblemsError(rendered.problems);
    writeOutput(this.outdir, rendered.files);
  }

  /**
   * The manifests of all charts as one text, in the order of cdk8s.
   *
   * @throws Error as cdk8s does where a validation finds something wrong
   */
  override synthYaml(): string {
    super.synthYaml(); // adds dependencies, and validates
    return printYaml(this.charts.flatMap((chart) => chart.toJson() as object[]));
  }
}

/** The options of this class and those of cdk8s, which takes values of any class and checks them itself. */
function split(props: unknown): {
  readonly own: readonly Answer[];
  readonly ofCdk8s: AppProps;
  readonly problems: readonly Problem[];
} {
  const entries = kindOf(props) === 'object' ? entriesOf(props) : undefined;
  const given = settled(entries?.find(({ key }) => key === 'answers')?.value);
  const ofCdk8s = (entries ?? []).filter(({ key, readable }) => key !== 'answers' && readable);
  const unreadable = (entries ?? []).filter(({ readable }) => !readable);
  return {
    // they are checked where they are applied
    own: given === undefined ? [] : (given as readonly Answer[]),
    ofCdk8s: Object.fromEntries(ofCdk8s.map(({ key, value }) => [key, value])),
    problems: [
      ...(entries === undefined
        ? [error('OPT002', `the options of an app (${describe(props)}) must be an object`)]
        : []),
      ...unreadable.map(({ key }) => error('OPT002', `'${key}' of an app can't be read`, { path: key })),
    ],
  };
}

/** A folder as a person in the current folder names it. */
function nameOf(folder: string): string {
  const below = relative('.', folder);
  const isBelow = below !== '' && !below.startsWith('..') && !isAbsolute(below);
  return isBelow ? below.split(sep).join('/') : folder;
}
