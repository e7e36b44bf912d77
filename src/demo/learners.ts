import type { Row } from '../dataset/table.ts'
import { exactPow } from '../random/pow.ts'
import { stream } from '../random/stream.ts'
import { groups, professions, scale } from './figures.ts'
import type { Nation } from './nation.ts'
import { drawAround1, roundByChance } from './pick.ts'

const intakes = [2016, 2017, 2018, 2019, 2020, 2021, 2022, 2023, 2024, 2025] as const
/** Learners complete by the September that ends this year. */
const seenBy = 2025
const yearlyGrowth = 1.02

/** Write the cohorts in training: every course at the universities that offer it, one intake each September. Units: people. */
export function learnerRows(seed: number, nation: Nation, source: string): Row[] {
  const chance = stream(seed, 'demo/learners')
  const rows: Row[] = []
  for (const profession of professions) {
    if (!profession.course) continue
    const [years, startsPerHead] = profession.course
    const yearly = (groups[profession.group]!.heads / scale) * profession.share * startsPerHead
    const offered = nation.universities.map((university, index) => ({ ...university, weight: chance.next() < 0.55 || index % 7 === 0 ? 0.5 + chance.next() : 0 }))
    const total = offered.reduce((sum, university) => sum + university.weight, 0)
    for (const university of offered) {
      if (university.weight === 0) continue
      const onTime = 0.8 * drawAround1(chance, 0.04)
      const interrupted = 0.1 * drawAround1(chance, 0.15)
      for (const intake of intakes) {
        const starts = roundByChance(chance, yearly * (university.weight / total) * exactPow(yearlyGrowth, intake - seenBy) * drawAround1(chance, 0.08))
        rows.push({
          period_from: `${intake}-09-01`, period_to: `${intake}-09-30`, source, at_level: 'ics', at_code: systemAt(nation, university.system, intake),
          profession: profession.name, provider: university.name, starts, interruptions: Math.round(starts * interrupted), completions: intake + years <= seenBy ? Math.round(starts * onTime) : null,
        })
      }
    }
  }
  return rows
}

/** Code of a system in September of a year: before the merger the first of the two that became it. */
function systemAt(nation: Nation, system: number, year: number): string {
  const former = year < 2023 ? nation.formerSystems.find((one) => one.into === system) : undefined
  return former?.code ?? nation.systems[system]!.code
}
