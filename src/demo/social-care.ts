import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import { exactPow } from '../random/pow.ts'
import { stream } from '../random/stream.ts'
import { groups, professions, scale } from './figures.ts'
import type { Nation } from './nation.ts'
import { drawAround1 } from './pick.ts'

const years = Array.from({ length: 11 }, (_, index) => 2015 + index)
const lastYear = 2025

interface Stock { readonly heads: number; readonly fte: number }

/**
 * Write adult social care by provider: yearly returns of staff in post by profession, and of leavers and joiners by staff group.
 * There are no records of single people; joiners are the change in stock plus leavers.
 */
export function socialCareRows(seed: number, nation: Nation, source: string): ReadonlyMap<TableName, readonly Row[]> {
  const chance = stream(seed, 'demo/social-care')
  const providers = nation.employers.filter((employer) => employer.kind === 'care provider')
  const size = providers.reduce((sum, provider) => sum + provider.size, 0)
  const stock: Row[] = []
  const flow: Row[] = []
  for (const provider of providers) groups.forEach((group, groupIndex) => {
    if (group.sector !== 'Adult social care') return
    const at = { source, at_level: provider.level, at_code: provider.code, staff_group: group.name, is_total: false }
    const members = professions.filter((profession) => profession.group === groupIndex)
    const byProfession = members.map((profession) => {
      const heads = (group.heads / scale) * profession.share * (provider.size / size) * drawAround1(chance, 0.08)
      const growth = 1 + group.growthTenYears + provider.growth / 2
      return years.map((year) => stockIn(heads * exactPow(growth, year - lastYear) * drawAround1(chance, 0.008), group.ftePerHead))
    })
    years.forEach((year, index) => {
      const end = `${year}-09-30`
      members.forEach((profession, member) => {
        const { heads, fte } = byProfession[member]![index]!
        const about = { ...at, period_from: end, period_to: end, sector: group.sector, profession: profession.name, nationality: null }
        stock.push({ ...about, headcount: heads, headcount_status: 'ok', fte, fte_status: 'ok' })
      })
      if (index === 0) return
      const [before, now] = [together(byProfession, index - 1), together(byProfession, index)]
      const leaving = Math.round(((before.heads + now.heads) / 2) * group.leaverRate * provider.leaving * drawAround1(chance, 0.06))
      const leavers = stockIn(leaving, group.ftePerHead)
      const joiners = { heads: now.heads - before.heads + leavers.heads, fte: tenth(now.fte - before.fte + leavers.fte) }
      const period = { period_from: `${year - 1}-09-30`, period_to: end }
      flow.push(flowRow({ ...at, ...period, flow: 'leavers', basis: 'published' }, leavers))
      flow.push(flowRow({ ...at, ...period, flow: 'joiners', basis: 'net-of-moves' }, joiners))
    })
  })
  return new Map<TableName, readonly Row[]>([['staff_count', stock], ['flow_count', flow]])
}

function together(byProfession: readonly (readonly Stock[])[], index: number): Stock {
  return { heads: byProfession.reduce((sum, line) => sum + line[index]!.heads, 0), fte: tenth(byProfession.reduce((sum, line) => sum + line[index]!.fte, 0)) }
}

function flowRow(about: Row, { heads, fte }: Stock): Row {
  return { ...about, headcount: heads, headcount_status: 'ok', fte, fte_status: 'ok' }
}

/** Whole people, FTE to a tenth: what a provider returns. */
function stockIn(heads: number, ftePerHead: number): Stock {
  return { heads: Math.round(heads), fte: tenth(Math.round(heads) * ftePerHead) }
}

function tenth(fte: number): number {
  return Math.round(fte * 10) / 10
}
