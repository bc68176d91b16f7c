import type { ProblemFamily } from './entry';

/** API objects as they are written. */
export const objectProblems = {
  SCH001: {
    severities: ['error'],
    title: 'A field or a value that the schema of the object does not allow',
    why: 'The API server drops the field without a message, or refuses the object.',
    fix: 'Write the field that the problem proposes, or a value that is allowed.',
    answerable: false,
    example: {
      objects: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
  namespace: retail
  labels: { release: prometheus }
spec:
  selector:
    matchLabel: { app: cart }
  endpoints: [{ port: web }]`,
    },
  },
  SCH004: {
    severities: ['error'],
    title: 'A label or an annotation that is not a text',
    why: 'The API server refuses the object. YAML reads `true`, `1` and `No` without quotes as booleans and numbers.',
    fix: 'Write the value in quotes.',
    answerable: false,
    example: {
      objects: `apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata:
  name: cart
  namespace: retail
  labels: { release: prometheus, canary: true }
spec:
  selector:
    matchLabels: { app: cart }
  endpoints: [{ port: web }]`,
    },
  },
  SCH005: {
    severities: ['error'],
    title: 'The same object twice',
    why: 'One overwrites the other in the cluster, and which of them depends on the order in which they are applied.',
    fix: 'Give one of them another name or namespace.',
    answerable: false,
    example: {
      objects: `apiVersion: v1
kind: ConfigMap
metadata: { name: cart, namespace: retail }
data: { a: '1' }
---
apiVersion: v1
kind: ConfigMap
metadata: { name: cart, namespace: retail }
data: { a: '2' }`,
    },
  },
  SCH006: {
    severities: ['error'],
    title: 'A value that no reader of YAML takes',
    why: 'Readers such as kubectl and Helm refuse the file, or read another value: half of a surrogate pair is no character, and infinity is no number of JSON.',
    fix: 'Write whole characters, finite numbers and plain data.',
    answerable: false,
    example: {
      objects: `apiVersion: v1
kind: ConfigMap
metadata: { name: cart, namespace: retail }
data: { greeting: "\\uD83D" }`,
    },
  },
} satisfies ProblemFamily;
