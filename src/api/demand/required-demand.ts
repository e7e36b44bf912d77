import type { DemandFile, DemandRequirement, DemandSubstitution } from '../../contract/demand.ts'
import { substituteYears } from '../../demand/skill-mix-path.ts'
import { professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { requiredByMethod, type DemandAssumptions, type DemandMethod, type MovedWork, type StatedInterval } from '../../scenario/demand-assumptions.ts'
import { openingOf } from '../../scenario/supply-draws.ts'
import { formatNumber } from '../../units/format.ts'
import { isRefusal, refuse, type Refusal } from '../../units/refusal.ts'
import { calibrateArea, pickGroup } from '../rates/calibrated.ts'
import type { DemandScene } from './demand-bases.ts'
import type { AskedDemand } from './demand-text.ts'
import { reckonNeed, type NeedReckoned } from './need-path.ts'

/** A request that states a method, and what it states besides. */
export interface MethodScene extends DemandScene { readonly unit: 'fte' | 'headcount'; readonly asked: AskedDemand & { readonly productivity?: number | undefined; readonly unmetNeed?: number | undefined } }

/** Reckon what a demand file requires of a profession in an area. Errors: refuses `demand-not-stated`, and as `reckonNeed`. */
export async function requiredDemand(scene: MethodScene, profession: string, file: DemandFile): Promise<DemandAssumptions | Refusal> {
  const substitutions = file.substitutions.filter(({ area }) => isHere(scene, area)).map((one) => ({ ...one, from: nameOf(one.from), to: nameOf(one.to) }))
  const givers = substitutions.filter(({ to }) => to === profession).map(({ from }) => from)
  const reckoned = new Map<string, NeedReckoned[]>()
  for (const each of new Set([profession, ...givers])) {
    const needs = await needsOf(scene, each, file)
    if (isRefusal(needs)) return needs
    reckoned.set(each, needs)
  }
  const mine = substitutions.filter(({ from }) => reckoned.has(from))
  const mix = substituteYears(new Map([...reckoned].map(([each, needs]) => [each, sumOf(needs, scene.years)])), mine)
  const moved = mine.flatMap((one, at): MovedWork[] => (one.from === profession ? [sayMoved(one, mix.moved[at]!, -1)] : one.to === profession ? [sayMoved(one, mix.moved[at]!, 1)] : []))
  const needs = reckoned.get(profession)!
  // Posts are funded, not reckoned from work: no productivity is taken off them.
  const posts = needs.every(({ need }) => need.method === 'posts')
  const productivity = posts ? undefined : productivityOf(scene, file)
  return requiredByMethod(methodOf(scene, needs, moved, file, posts), mix.required.get(profession)!, { productivity, growthError: file.growthError ?? (posts ? ruleAsStated : undefined) })
}

/** Every need of a profession in the area: of the requirement that names the area, else of the one that names none. */
async function needsOf(scene: MethodScene, profession: string, file: DemandFile): Promise<NeedReckoned[] | Refusal> {
  const requirement = requirementOf(scene, profession, file)
  if (requirement === null) return notStated(scene, profession, file)
  const needs: NeedReckoned[] = []
  for (const need of requirement.needs) {
    const done = await reckonNeed({ ...scene, profession, inPost: () => staffToday(scene, profession) }, need, file.services)
    if (isRefusal(done)) return done
    needs.push(done)
  }
  return needs
}

function requirementOf(scene: MethodScene, profession: string, { requirements }: DemandFile): DemandRequirement | null {
  const own = requirements.filter((one) => nameOf(one.profession) === profession)
  return own.find(({ area }) => area !== undefined && isHere(scene, area)) ?? own.find(({ area }) => area === undefined) ?? null
}

async function staffToday({ house, viewer, place, unit }: MethodScene, profession: string): Promise<number | Refusal> {
  const groups = await calibrateArea(house, viewer, place)
  const group = isRefusal(groups) ? groups : pickGroup(groups, profession, place.area.name)
  if (isRefusal(group)) return group
  return isRefusal(group.parameters) ? group.parameters : openingOf(group.parameters, unit)
}

function isHere({ place: { area } }: MethodScene, asked: string | undefined): boolean {
  return asked === undefined || [area.code, area.name].some((each) => each.toLowerCase() === asked.trim().toLowerCase())
}

/** A staff group or profession in its canonical words. */
function nameOf(asked: string): string {
  return staffGroupNamed(asked)?.name ?? professionNamed(asked)?.profession ?? asked.trim()
}

function sumOf(needs: readonly NeedReckoned[], years: number): number[] {
  return Array.from({ length: years + 1 }, (_, year) => needs.reduce((sum, { need }) => sum + need.required[year]!, 0))
}

function sayMoved({ from, to, coefficient, ceiling, share, source }: DemandSubstitution, { fteOfFrom, fteOfTo, ceilingBinds }: { readonly fteOfFrom: readonly number[]; readonly fteOfTo: readonly number[]; readonly ceilingBinds: boolean }, side: 1 | -1): MovedWork {
  const says = `${percent(Math.min(share, ceiling))} of the work of ${from} is done by ${to}, ${coefficient} FTE for each FTE${ceilingBinds ? `; ${percent(share)} was asked for, and the ceiling of ${percent(ceiling)} holds it back` : `, ceiling ${percent(ceiling)}`}`
  return { says, source, ceilingBinds, moved: side === 1 ? fteOfTo : fteOfFrom.map((fte) => (fte === 0 ? 0 : -fte)) }
}

function methodOf({ asked }: MethodScene, needs: readonly NeedReckoned[], moved: readonly MovedWork[], { productivity }: DemandFile, posts: boolean): DemandMethod {
  const words: Readonly<Record<string, string>> = { activity: 'activity', ratio: 'a ratio', wisn: 'workload (WISN)', posts: 'funded posts', roster: 'a roster' }
  const unused = [
    ...(asked.unmetNeed === undefined ? [] : ['unmet need']), ...(asked.demandGrowth !== undefined && (asked.demand !== undefined || asked.demandMethod === 'ratio') ? ['growth of demand'] : []),
    ...(posts && (asked.productivity !== undefined || productivity !== undefined) ? ['productivity'] : []),
  ]
  return {
    says: [...new Set(needs.map(({ need }) => words[need.method]!))].join(' and '), needs: needs.map(({ need }) => need), moved, mechanism: posts ? null : asked.productivity === undefined ? productivity?.mechanism ?? null : 'a mechanism nobody named',
    notes: [
      'Need is what the method says, today too: a gap at the opening is the difference from staff in post.',
      ...new Set(needs.flatMap(({ notes }) => notes)),
      ...(unused.length === 0 ? [] : [`Stated and not used: ${unused.join(' and ')}. The method says what is required.`]),
    ],
  }
}

/** Productivity as the request states it, else as the file does; none where neither does. */
function productivityOf({ asked }: MethodScene, { productivity }: DemandFile): StatedInterval | undefined {
  if (asked.productivity !== undefined) return { value: asked.productivity, low: asked.productivity, high: asked.productivity, source: 'stated with the request' }
  if (productivity === undefined) return undefined
  const { perYear, low = perYear, high = perYear, source } = productivity
  return { value: perYear, low, high, source }
}

// Posts grow by a rule that is stated: nothing about it is judged.
const ruleAsStated = { low: 0, high: 0, source: 'the rule as stated' }

function percent(share: number): string {
  return `${formatNumber(100 * share, 0)} %`
}

function notStated({ place }: MethodScene, profession: string, { requirements }: DemandFile): Refusal {
  return refuse('demand-not-stated', 'absent', {
    doing: `Reckoning the staff required of ${profession} in ${place.area.name}`, found: `no requirement of it in the demand file, which states ${[...new Set(requirements.map((one) => one.profession))].slice(0, 10).join(', ')}`,
    need: 'A requirement with this profession, and with this area or none', next: 'Choose one of these, or add a requirement',
  })
}
