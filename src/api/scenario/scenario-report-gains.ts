import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { ScenarioGain } from '../../contract/scenario-gains.ts'
import { formatNumber } from '../../units/format.ts'
import type { Paper, PaperChart, PaperPart } from '../paper/paper.ts'
import { saySigned } from '../say.ts'
import { printGap } from './scenario-report-words.ts'

type Section = Paper['sections'][number]
const numeric = (name: string): { name: string; numeric: true } => ({ name, numeric: true })

/** Who gains and who loses area by area, and by how deprived areas are; what is missing says what would say it. */
export function gainSections(answer: ScenarioAnswer): Section[] {
  return [areaSection(answer), deprivationSection(answer)]
}

/** Areas in a drawing on a page of paper. */
const mostDrawn = 20

function areaSection(answer: ScenarioAnswer): Section {
  const { byArea, rule, year } = answer.gains
  if (byArea === null) return missing(answer, 'Who gains and loses by area')
  const rows = byArea.areas.toSorted((a, b) => (a.shareChange ?? 0) - (b.shareChange ?? 0))
  const drawn = rows.length <= mostDrawn ? rows : [...rows.slice(0, mostDrawn / 2), ...rows.slice(-mostDrawn / 2)]
  const lines = [...rows.map((row) => [row.name, ...figures(row)]), ['All of these together', ...figures(byArea.together)], [`${answer.areaName}, as a whole`, ...figures(byArea.whole)]]
  const without = byArea.without.length === 0 ? [] : [{ says: `Not projected: ${byArea.without.map(({ name, why }) => `${name} (${why})`).join('; ')}` }]
  return {
    title: byArea.says,
    parts: [
      { chart: gainChart(drawn.map((row) => ({ name: row.name, gain: row })), `${byArea.says}.${drawn.length < rows.length ? ` Drawn: the ${drawn.length / 2} that gain most and the ${drawn.length / 2} that gain least; the table has all.` : ''}`) }, { table: { caption: `Gap in ${year}, ${answer.unit}, area by area, who gains most first`, columns: columnsOf('Area'), rows: lines } },
      { says: `${byArea.apartSays}. ${rule}` }, ...byArea.untold.map(({ title, why, areas }) => ({ says: `${title} is not told apart in ${areas} of them: ${why}.` })), ...without,
    ],
  }
}

function deprivationSection(answer: ScenarioAnswer): Section {
  const { byDeprivation, year } = answer.gains
  if (byDeprivation === null) return missing(answer, 'Who gains and loses by deprivation')
  const { groups, notKnown, says, apartSays, indicator, asOf, sources } = byDeprivation
  const rows = [...groups.map((group) => ({ name: `${group.name}, ${group.areas} of the areas, ${formatNumber(group.from, 1)} to ${formatNumber(group.to, 1)} %`, gain: group })), ...(notKnown === null ? [] : [{ name: `Not known, ${notKnown.areas} of the areas`, gain: notKnown }])]
  return {
    title: says,
    parts: [
      { chart: gainChart(rows, `${says}.`) }, { table: { caption: `Gap in ${year}, ${answer.unit}, by how deprived areas are, the least deprived first`, columns: columnsOf('Areas'), rows: rows.map(({ name, gain }) => [name, ...figures(gain)]) } },
      { says: `${apartSays}. Areas stand in order of: ${indicator.toLowerCase()}, ${asOf.slice(0, 4)} (${sources.join('; ')}). Each counts once, whatever its size. Deprived people live in every fifth: this is about areas, not about people.` },
    ],
  }
}

function columnsOf(first: string): { name: string; numeric?: true }[] {
  return [{ name: first }, ...['Gap, do nothing', 'Gap with levers', 'Gained', 'Gap, % of need', 'With levers, %', 'Gained, %'].map(numeric)]
}

function figures({ without, with: moved, change, shareChange }: ScenarioGain): string[] {
  return [printGap(without.gap), printGap(moved.gap), saySigned(-change, 0), percent(without.share), percent(moved.share), shareChange === null ? '[z]' : saySigned(-100 * shareChange, 1)]
}

function percent(share: number | null): string {
  return share === null ? '[z]' : formatNumber(100 * share, 1)
}

function gainChart(rows: readonly { readonly name: string; readonly gain: ScenarioGain }[], says: string): PaperChart {
  const line = (name: string, of: (gain: ScenarioGain) => number | null): PaperChart['series'][number] => ({ name, values: rows.map(({ gain }) => of(gain)).map((share) => (share === null ? null : 100 * share)) })
  return { kind: 'bar', unit: 'Gap, % of need; above 0 is short', decimals: 1, says: `Bars: ${says}`, categories: rows.map(({ name }) => name), series: [line('Do nothing', ({ without }) => without.share), line('With levers', ({ with: moved }) => moved.share)] }
}

function missing({ notAvailable }: ScenarioAnswer, what: string): Section {
  const parts: PaperPart[] = notAvailable.filter((one) => one.what === what).map(({ needed }) => ({ says: `Needed: ${needed}` }))
  return { title: `${what}: not available`, parts }
}
