import type { Elsewhere, FlowsAnswer } from '../../contract/flows.ts'
import { policyOn, type DisclosurePolicy } from '../../dataset/disclosure/policy.ts'
import { roundHeads } from '../../dataset/disclosure/shown.ts'
import { readEmployerFlows, type EmployerFlow } from '../../store/employer-flows.ts'
import type { House } from '../../store/house.ts'
import { addMonths, sayDate } from '../../units/calendar-date.ts'
import { isRefusal } from '../../units/refusal.ts'
import { statistician, viewLevels } from './view-cube.ts'

/**
 * Say of those who left an area where other employers’ records show them, to somebody who may not read those: by how far they went, never to whom, under the rule of
 * views. The employers they went to are the contributors: fewer than three of them are not shown.
 */
export async function withElsewhere(house: House, answer: FlowsAnswer, group: string | null): Promise<FlowsAnswer> {
  const elsewhere = await elsewhereOf(house, answer, group)
  return { ...answer, elsewhere, provenance: { ...answer.provenance, notes: [...answer.provenance.notes, elsewhere.says] } }
}

const levels = [...viewLevels, 'organisation'] as const
/** In words, by the widest area that was left. */
const words = ['no longer in any record of the nation', 'elsewhere in the nation', 'in another system of the region', 'with another employer of the system']

async function elsewhereOf(house: House, { area, areaName, level, from, to }: FlowsAnswer, group: string | null): Promise<Elsewhere> {
  const depth = levels.findIndex((one) => one === level)
  if (group !== null || addMonths(to, -12) !== from || depth < 1) return notShown('views of it are made of everybody of an organisation, system or region, over twelve months')
  const read = await readEmployerFlows(house, statistician, null, to)
  if (isRefusal(read) || read.to !== to) return notShown('nobody can be followed over these twelve months')
  const policy = policyOn('interactive-views', to)
  if (isRefusal(policy)) return notShown(policy.found)
  const left = read.flows.filter((flow) => flow.line === 'left' && flow.areas[depth]?.code === area && flow.beyond <= depth)
  const lines = words.slice(0, depth + 1).map((where, beyond) => ({ where, ...shownOf(left.filter((flow) => flow.beyond === beyond), beyond, policy) }))
  // One hidden line beside lines that are shown could be taken off the leavers that the reader knows.
  const kept = lines.filter(({ status }) => status === 'suppressed').length === 1 ? hideSmallest(lines) : lines
  return { lines: kept, says: `Of those in ${areaName} on ${sayDate(from)} who were gone on ${sayDate(to)}, other records show: ${kept.map(({ where, heads }) => `${heads === null ? 'not shown (a small number, or fewer than three employers)' : heads === 0 ? 'nobody' : `about ${heads}`} ${where}`).join('; ')}. A person with posts at two employers counts at each.` }
}

type Line = Elsewhere['lines'][number]

/** Whoever left every record went to no employer, so nobody else's records tell of them: they are hidden by number only. */
function shownOf(flows: readonly EmployerFlow[], beyond: number, policy: DisclosurePolicy): Pick<Line, 'heads' | 'status'> {
  const heads = flows.reduce((sum, flow) => sum + flow.heads, 0)
  const employers = new Set(flows.flatMap(({ found }) => [...found])).size
  if (heads === 0) return { heads: 0, status: 'ok' }
  return heads < policy.smallestShown || (beyond > 0 && employers < policy.fewestOrganisations) ? { heads: null, status: 'suppressed' } : { heads: roundHeads(heads, policy), status: 'ok' }
}

/** Where nobody went anywhere else, nothing is shown at all. */
function hideSmallest(lines: readonly Line[]): Line[] {
  const shown = lines.filter(({ heads }) => heads !== null && heads > 0).map(({ heads }) => heads!)
  const at = lines.findIndex(({ heads }) => heads === Math.min(...shown))
  return lines.map((line, place) => (place === at || at < 0 ? { ...line, heads: null, status: 'suppressed' } : line))
}

function notShown(why: string): Elsewhere {
  return { lines: [], says: `Where those who left are now is not shown: ${why}.` }
}
