import type { Lever } from '../../scenario/lever-set.ts'

/** Whoever is in a run: the code of their area, and its name. */
export type NamedNodes = readonly { readonly areaName: string; readonly parameters: { readonly area: string } }[]

/** A lever as it is worded: areas by their names, also where the scenario names them by their codes. */
export function withAreaNames(lever: Lever, nodes: NamedNodes): Lever {
  const nameOf = (text: string): string => nodes.find(({ parameters }) => parameters.area.toLowerCase() === text.trim().toLowerCase())?.areaName ?? text
  return { ...lever, ...(lever.area === undefined ? {} : { area: nameOf(lever.area) }), ...(lever.toArea === undefined ? {} : { toArea: nameOf(lever.toArea) }) }
}
