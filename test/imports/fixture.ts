/** The text of a small CRD bundle with every keyword that the import treats in a way of its own. */
export const bundle = `
apiVersion: v1
kind: ConfigMap
metadata: { name: passed-over }
---
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Widget, listKind: WidgetList, plural: widgets, singular: widget }
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          description: prose
          type: object
          required: [spec]
          properties:
            apiVersion: { type: string }
            kind: { type: string }
            metadata: { type: object }
            spec:
              type: object
              required: [size, mode]
              properties:
                size: { type: integer, format: int32, minimum: 1, maximum: 9, description: prose }
                mode: { type: string, enum: [fast, slow], default: fast }
                ratio: { type: number, format: double }
                limit: { anyOf: [{ type: integer }, { type: string }], x-kubernetes-int-or-string: true }
                policy: { type: string, pattern: '^(?i)(on|off)$', minLength: 2, maxLength: 3 }
                tags:
                  type: array
                  minItems: 1
                  maxItems: 4
                  x-kubernetes-list-type: set
                  items: { type: object, properties: { name: { type: string } } }
                labels: { type: object, additionalProperties: { type: string } }
                nested: { type: object, additionalProperties: { type: object, properties: { a: { type: boolean } } } }
                extra: { type: object, x-kubernetes-preserve-unknown-fields: true, properties: { a: { type: string } } }
                nothing: { type: object }
                maybe: { type: string, nullable: true }
    - name: v1alpha1
      served: false
      storage: false
      schema: { openAPIV3Schema: { type: object } }
`;
