import type { PeersAnswer, PeerSuggestion } from '../../contract/peers.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import { heldBy } from '../../reference/map-walk.ts'
import { formatNumber } from '../../units/format.ts'
import type { Place } from '../map/find-place.ts'

/** Peers that are suggested; and how much larger or smaller they may be. Source: judgement; beyond twice the size other work is done. */
const [mostSuggested, mostApart] = [6, 2]

/** Suggest the areas of the same level that are nearest in size, with the reason said. Areas whose size is not shown are not suggested. Shape: `sizes` FTE by area. */
export function suggestPeers({ area, map }: Place, sizes: QueryAnswer | null, by: string): PeersAnswer['suggestions'] {
  const found = sizeByCode(sizes, by)
  const own = found.get(area.code)
  if (own === undefined || own <= 0) return []
  const regionOf = (code: string): string | null => {
    const node = map.nodes.get(`${area.level}:${code}`)
    return node === undefined ? null : heldBy(map, node, 'region').toSorted((a, b) => b.share - a.share)[0]?.node.code ?? null
  }
  const region = regionOf(area.code)
  return [...found].flatMap(([code, size]): (PeerSuggestion & { apart: number })[] => {
    const node = map.nodes.get(`${area.level}:${code}`)
    if (node === undefined || node.pseudo || code === area.code || size <= 0) return []
    const apart = Math.max(size / own, own / size)
    const near = region !== null && regionOf(code) === region && area.level !== 'region' ? ', and in the same region' : ''
    return apart > mostApart ? [] : [{ level: area.level, code, name: node.name, size, reason: `${sayApart(size / own - 1)}: ${formatNumber(size, 0)} FTE to ${formatNumber(own, 0)} here${near}`, apart }]
  }).toSorted((a, b) => a.apart - b.apart || (a.code < b.code ? -1 : 1)).slice(0, mostSuggested).map(({ apart: _apart, ...suggestion }) => suggestion)
}

/** FTE of every area that shows one. */
export function sizeByCode(sizes: QueryAnswer | null, by: string): Map<string, number> {
  return new Map((sizes?.rows ?? []).flatMap((row) => (row.value === null ? [] : [[String(row[by] ?? ''), row.value] as const])))
}

function sayApart(share: number): string {
  const percent = formatNumber(Math.abs(share) * 100, 0)
  return percent === '0' ? 'The same size' : `${percent} % ${share > 0 ? 'larger' : 'smaller'}`
}
