import { scopeKinds, type Scope } from '../../access/grant.ts'
import type { AreaMap, MapNode } from '../../reference/area-map.ts'
import { compareText } from '../../reference/in-force.ts'
import { heldBy } from '../../reference/map-walk.ts'

/** The area and every area that holds all of it, as scopes. */
export function whereLies(map: AreaMap, area: MapNode): Scope[] {
  const found = scopeKinds.flatMap((kind): Scope[] => (kind === 'place' ? ['place', 'sub-icb'] : [kind]).flatMap((level) => heldBy(map, area, level)).filter(({ share }) => share === 1).map(({ node }) => ({ kind, code: node.code })))
  return [...new Map(found.map((scope) => [sayWhere(scope), scope])).values()].toSorted((one, other) => compareText(sayWhere(one), sayWhere(other)))
}

/** Say a scope as the records keep it: `ics:QXX`. */
export function sayWhere({ kind, code }: Scope): string {
  return `${kind}:${code}`
}

/** Read a scope that the records keep. */
export function readWhere(text: string): Scope {
  return { kind: text.split(':')[0] as Scope['kind'], code: text.slice(text.indexOf(':') + 1) }
}
