import { ApiObject } from 'cdk8s';
import type { IConstruct } from 'constructs';
import type { World } from '../checks/world';
import { partsOf } from './parts';
import { worldOf } from './world-of';

/** What is final of each part of an app as it stands, but for the texts that are written beside its manifests. */
export function worldsIn(root: IConstruct): World[] {
  return partsOf(root).map(({ constructs }) => {
    const objects = constructs
      .filter((construct): construct is ApiObject => ApiObject.isApiObject(construct))
      .map((construct) => ({ construct, manifest: construct.toJson() as object }));
    return worldOf(constructs, objects);
  });
}
