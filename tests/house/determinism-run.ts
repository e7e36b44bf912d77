import { createHash } from 'node:crypto'
import { projectInThreads } from '../../src/api/everywhere/everywhere-threads.ts'
import { packCentralRun } from '../../src/scenario/central-run-bytes.ts'
import { prepareCentralRun, openCentralRun } from '../../src/scenario/central-run.ts'
import { statedDemand } from '../../src/scenario/demand-assumptions.ts'
import type { GroupEverywhere } from '../../src/scenario/every-place.ts'
import { project } from '../../src/scenario/run.ts'
import { sensitivityOf } from '../../src/scenario/sensitivity.ts'
import { kernelHere } from '../../src/supply/kernel/kernel-here.ts'
import type { SupplyParameters } from '../../src/supply/parameters.ts'

/**
 * Project made-up groups on as many threads as the first argument says, and print the hash of every byte: `node determinism-run.ts 3`.
 * Prints too where it ran, so that a test sees that language, zone and version were really others.
 */
const threads = Number(process.argv[2] ?? 1)
const years = 12
const settings = { years, draws: 60, seed: 7, unit: 'fte' } as const

const rate = (value: number) => ({ value, standardError: value / 9, unit: 'share of the stock a year', years: '2019–2024', source: 'made up', grade: 'B' as const })
const swing = { persistence: 0.5, nationalSd: 0.06, groupSd: 0.03, openingNational: 0.02, openingGroup: -0.01 }

/** One group in one area; sizes and ages differ, and in every fifth area ages are not known. */
function made(area: number, group: number): SupplyParameters {
  const ages = area % 5 === 4 ? [0] : Array.from({ length: 9 + ((area + group) % 4) }, (_, age) => 22 + 5 * age)
  const heads = ages.map((_, age) => 40 + ((area * 31 + group * 17 + age * 7) % 90) / 3)
  return {
    area: `QI${area}`, group: `INITIAL training ${group}`, openingDate: '2025-03-31', ages, ageing: ages.length > 1, openingHeads: heads, participation: ages.map((_, age) => 0.95 - age / 40),
    leave: rate(0.07 + area / 200), leaveByAge: ages.map((_, age) => 0.6 + age / 9), join: rate(0.09 + group / 100), joinersBasis: 'records', joinAges: ages.map(() => 1 / ages.length),
    damping: 0.83, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
  }
}

const groups: GroupEverywhere[] = Array.from({ length: 5 }, (_, group) => ({
  group: `INITIAL training ${group}`,
  places: Array.from({ length: 8 }, (_place, area) => ({ code: `QI${area}`, parameters: made(area, group), demand: statedDemand(group === 0 ? { demandGrowth: 0.021 } : {}) })),
}))

const everywhere = await projectInThreads(groups, settings, () => undefined, threads).answers
const [first] = groups[0]!.places
const central = prepareCentralRun(groups, settings)
const answers = {
  everywhere: everywhere!.map(({ group, places, together, drawn }) => [group, places, together, drawn.supply.map((values) => [...values]), drawn.demand.map((values) => [...values])]),
  alone: project(first!.parameters, first!.demand, { ...settings, dataset: 'made up' }),
  central: [...packCentralRun(central)],
  moved: openCentralRun(central, kernelHere())({ leaving: -0.1, joining: 0.07, participation: 0.01 }).map(({ group, supply }) => [group, ...supply]),
  sensitivity: sensitivityOf(first!.parameters, first!.demand, { ...settings, points: 64 }),
}
process.stdout.write(`${JSON.stringify({
  hash: createHash('sha256').update(JSON.stringify(answers)).digest('hex'), node: process.versions.node,
  language: Intl.NumberFormat().resolvedOptions().locale, zone: Intl.DateTimeFormat().resolvedOptions().timeZone, threads,
})}\n`)
