import type { Schema } from './schema';

const string: Schema = { type: 'string' };
const strings: Schema = { type: 'array', items: string };
const stringMap: Schema = { type: 'object', additionalProperties: string };
const time: Schema = { type: 'string', format: 'date-time' };

const texts: Schema = {
  type: ['object', 'null'],
  additionalProperties: { type: ['string', 'null'] },
};
const openMeta: Schema = {
  type: ['object', 'null'],
  properties: { annotations: texts, labels: texts },
  additionalProperties: true,
};

function open(properties: Readonly<Record<string, Schema>>): Schema {
  return { properties, additionalProperties: true };
}

const template = open({ template: open({ metadata: openMeta }) });

/** Labels and annotations of any object, and of the pods that it makes. Nothing is said of its other fields. */
export const anyObject: Schema = open({
  metadata: openMeta,
  spec: open({ ...template.properties, jobTemplate: open({ spec: template }) }),
});

const ownerReference: Schema = {
  type: 'object',
  required: ['apiVersion', 'kind', 'name', 'uid'],
  properties: {
    apiVersion: string,
    blockOwnerDeletion: { type: 'boolean' },
    controller: { type: 'boolean' },
    kind: string,
    name: string,
    uid: string,
  },
  additionalProperties: false,
};

const managedField: Schema = {
  type: 'object',
  properties: {
    apiVersion: string,
    fieldsType: string,
    // A tree of field paths, in a form of its own.
    fieldsV1: { type: 'object', additionalProperties: true },
    manager: string,
    operation: string,
    subresource: string,
    time,
  },
  additionalProperties: false,
};

/**
 * The closed schema of `metadata`, the same for every kind.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/
 */
export const objectMeta: Schema = {
  type: 'object',
  properties: {
    annotations: stringMap,
    creationTimestamp: time,
    deletionGracePeriodSeconds: { type: 'integer', format: 'int64' },
    deletionTimestamp: time,
    finalizers: strings,
    generateName: string,
    generation: { type: 'integer', format: 'int64' },
    labels: stringMap,
    managedFields: { type: 'array', items: managedField },
    name: string,
    namespace: string,
    ownerReferences: { type: 'array', items: ownerReference },
    resourceVersion: string,
    selfLink: string,
    uid: string,
  },
  additionalProperties: false,
};
