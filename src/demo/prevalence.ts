import type { Row } from '../dataset/table.ts'
import { exactPow } from '../random/pow.ts'
import { stream } from '../random/stream.ts'
import { indicators } from './figures.ts'
import type { Nation } from './nation.ts'
import { drawAround1 } from './pick.ts'

const firstYear = 2016
const lastYear = 2024

/** Write disease prevalence by system, indicator and year around the cited national level. Units: per cent of registered patients. */
export function prevalenceRows(seed: number, nation: Nation, source: string): Row[] {
  const chance = stream(seed, 'demo/prevalence')
  return indicators.flatMap((indicator) => nation.systems.flatMap((system, index) => {
    const level = indicator.percent * system.disease * drawAround1(chance, 0.05) * (1 + indicator.risesWithAge * system.older)
    return Array.from({ length: lastYear - firstYear + 1 }, (_, year) => firstYear + year).flatMap((year) => {
      const formers = year < 2023 ? nation.formerSystems.filter((former) => former.into === index) : []
      const codes = formers.length > 0 ? formers.map((former) => former.code) : [system.code]
      return codes.map((code) => ({
        period_from: `${year}-01-01`, period_to: `${year}-12-31`, source, at_level: 'ics', at_code: code, indicator: indicator.name,
        amount: level * exactPow(1 + indicator.growth, year - lastYear + 1) * drawAround1(chance, 0.01), amount_status: 'ok',
      }))
    })
  }))
}
