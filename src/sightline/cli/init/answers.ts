import { dnsLabel } from '../../problem/text-rules';

/** What a first project has to know. */
export interface Answers {
  /** The service to monitor first. */
  readonly service: string;

  /** Its namespace. */
  readonly namespace: string;

  /** The Helm release of kube-prometheus-stack. */
  readonly release: string;

  /** The port of its pods that has the metrics page. */
  readonly port: string;

  /** The path of the metrics page. */
  readonly path: string;
}

/** Something to be asked. */
export interface Question {
  /** What is asked, for a person. */
  readonly text: string;

  /** What is taken where nothing is said. */
  readonly usual: string;

  /** Whether an answer will do. */
  readonly test: (answer: string) => boolean;

  /** What will do, in words. */
  readonly expected: string;
}

/** All questions, in their order. Each is an option of the command too. */
export const questions: Readonly<Record<keyof Answers, Question>> = {
  service: {
    text: 'Which service is to be monitored first?',
    usual: 'shop',
    // its metrics and its class begin with it
    test: (answer) => /^[a-z]/.test(answer) && dnsLabel.test(answer),
    expected: 'the name of a Service: at most 63 lower case letters, digits and dashes, with a letter first',
  },
  namespace: {
    text: 'In which namespace does it run?',
    usual: 'default',
    test: dnsLabel.test,
    expected: dnsLabel.expected,
  },
  release: {
    text: 'What is the Helm release of kube-prometheus-stack called?',
    usual: 'prometheus',
    test: (answer) => answer.length <= 53 && dnsLabel.test(answer),
    expected: 'the name of a release: at most 53 lower case letters, digits and dashes',
  },
  port: {
    text: 'On which port of the pods is the metrics page?',
    usual: '8080',
    test: (answer) => /^[1-9]\d{0,4}$/.test(answer) && Number(answer) <= 65_535,
    expected: 'a number from 1 to 65535',
  },
  path: {
    text: 'At which path?',
    usual: '/metrics',
    test: (answer) => /^\/[\w./~-]*$/.test(answer),
    expected: 'a path such as /metrics',
  },
};

/** The names of what is asked. */
export const asked = Object.keys(questions) as readonly (keyof Answers)[]; // a record of exactly these
