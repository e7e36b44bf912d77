import { Link } from '@tanstack/react-router'
import type { EverywhereAnswer } from '../../contract/everywhere.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { includesNone } from '../charts/gap-words.ts'
import { RangeRows } from '../charts/range-rows.tsx'
import { amount, shown, words, type TableCell, type TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { sayNumber, sayUnit } from '../format.ts'
import { namedBy } from './projection-part.ts'

type Group = EverywhereAnswer['groups'][number]

/** What the run found: the group that is looked at in every area, and every group over all areas together. */
export function EveryAreaFigures({ answer, chosen, csv, seconds }: { answer: EverywhereAnswer; chosen: string; csv: string; seconds: number | null }) {
  const group = answer.groups.find((one) => one.group === chosen) ?? [...answer.groups].sort((a, b) => b.together.at(-1)!.gap.p50 - a.together.at(-1)!.gap.p50)[0]
  if (group === undefined) return null
  const unit = sayUnit(answer.unit)
  const provenance = linesOf(answer, seconds)
  return (
    <>
      <Figure
        id="every-areas"
        title={titleOf(group)}
        subtitle={`${group.group}, gap in ${unit} at ${sayDate(answer.date)} by area: median, 80 % and 95 % range${group.group === chosen ? '' : '. The largest shortage of all; the staff group above chooses another'}`}
        source="Not a forecast of what must happen."
        table={areasTable(answer, group)}
        provenance={provenance}
      >
        <RangeRows rows={rowsOf(answer, group)} unit={unit} says={`${titleOf(group)}. The numbers follow, area by area.`} />
      </Figure>
      <Figure id="every-groups" title="All areas together, by profession" subtitle={`${unit} at ${sayDate(answer.date)}: medians, and the gap’s 80 % range, added up draw by draw`} source={`${answer.notes.join(' ')} The download holds every year of every group and area.`} csv={csv} provenance={provenance}>
        <DataTable caption={`All areas together at ${sayDate(answer.date)}, by profession`} table={tableOf(answer)} />
      </Figure>
    </>
  )
}

function linesOf({ manifest, notes, provenance }: EverywhereAnswer, seconds: number | null): ProvenanceLine[] {
  return [
    { name: 'Definition', says: 'Each profession in each area is projected by itself, from rates of its own; all areas together are added up draw by draw, as futures are common to them' },
    { name: 'Formula', says: 'Gap = demand − supply; above 0 is short' },
    { name: 'Run', says: `${manifest.years} years, ${manifest.draws} draws, seed ${manifest.seed}, model ${manifest.model}${manifest.levers === undefined ? '' : `, levers ${manifest.levers.slice(0, 12)}`}, result ${manifest.outputs.slice(0, 12)}${seconds === null ? '' : `; it took ${sayNumber(seconds, 1)} seconds`}` },
    { name: 'Notes', says: notes.join(' ') },
    { name: 'Snapshot', says: <code>{manifest.dataset}</code> },
    { name: 'Repeat it', says: <code>{provenance.repeat}</code> },
  ]
}

/** The group in every area, the largest shortage first. */
function areasTable(answer: EverywhereAnswer, group: Group): TableData {
  const { areas, unit } = answer
  const asked = namedBy(answer, `/groups/${answer.groups.indexOf(group)}/areas`)
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  return {
    columns: [{ name: 'Area' }, { name: `Today, ${sayUnit(unit)}`, numeric: true }, { name: 'Supply', numeric: true }, { name: 'Demand', numeric: true }, { name: 'Gap (above 0 is short)', numeric: true }, { name: 'low, p10', numeric: true }, { name: 'high, p90', numeric: true }, ...leverColumns(group.areas[0]?.difference)],
    rows: byGap(group).map((row) => {
      const { code, today, supply, demand, gap, difference } = row
      const cell = (value: number, path: string) => asked(amount(value), `/${group.areas.indexOf(row)}${path}`)
      return [words(names.get(code) ?? code), cell(today, '/today'), cell(supply.p50, '/supply/p50'), cell(demand.p50, '/demand/p50'), ...gapCells(gap, cell), ...leverCells(difference, cell)]
    }),
  }
}

type Difference = Group['areas'][number]['difference']

/** What levers do to supply, where there are any. */
function leverColumns(difference: Difference): TableData['columns'] {
  return difference === undefined ? [] : [{ name: 'Levers change supply by', numeric: true }, { name: 'the change’s p10', numeric: true }, { name: 'the change’s p90', numeric: true }]
}

function leverCells(difference: Difference, cell: NamedCell): TableData['rows'][number] {
  return difference === undefined ? [] : (['p50', 'p10', 'p90'] as const).map((point) => cell(difference[point], `/difference/${point}`))
}

function gapCells(gap: Group['areas'][number]['gap'], cell: NamedCell): TableData['rows'][number] {
  return (['p50', 'p10', 'p90'] as const).map((point) => cell(gap[point], `/gap/${point}`))
}

/** A figure that names the command behind it, by its path in what the row is read from. */
type NamedCell = (value: number, path: string) => TableCell

function byGap({ areas }: Group): Group['areas'] {
  return [...areas].sort((a, b) => b.gap.p50 - a.gap.p50)
}

/** Areas by gap, the largest shortage first; the name leads to the area's own projection. */
function rowsOf({ areas }: EverywhereAnswer, group: Group) {
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  return byGap(group).map(({ code, gap }) => ({
    name: names.get(code) ?? code,
    gap,
    label: (
      <Link to="/projection" search={{ area: code, profession: group.group }}>
        {names.get(code) ?? code}
      </Link>
    ),
  }))
}

function titleOf({ group, areas }: Group): string {
  const short = areas.filter(({ gap }) => gap.p50 > 0 && !includesNone(gap)).length
  if (short === 0) return `${group}: no area is surely short`
  return `${group}: ${short} of ${areas.length} areas ${short === 1 ? 'is' : 'are'} short in nine futures of ten`
}

function tableOf(answer: EverywhereAnswer): TableData {
  const { groups, unit } = answer
  return {
    columns: [{ name: 'Profession' }, { name: `Today, ${sayUnit(unit)}`, numeric: true }, { name: 'Supply', numeric: true }, { name: 'Gap (above 0 is short)', numeric: true }, { name: 'low, p10', numeric: true }, { name: 'high, p90', numeric: true }, { name: 'Areas short in 9 of 10 futures', numeric: true }, ...leverColumns(groups[0]?.together.at(-1)?.difference)],
    rows: [...groups]
      .sort((a, b) => b.together.at(-1)!.gap.p50 - a.together.at(-1)!.gap.p50)
      .map((one) => {
        const { group, together, areas } = one
        const asked = namedBy(answer, `/groups/${groups.indexOf(one)}/together`)
        const cell: NamedCell = (value, path) => asked(amount(value), `/${together.length - 1}${path}`)
        const last = together.at(-1)!
        const short = areas.filter(({ gap }) => gap.p10 > 0).length
        return [words(group), asked(amount(together[0]!.supply.p50), '/0/supply/p50'), cell(last.supply.p50, '/supply/p50'), ...gapCells(last.gap, cell), shown(`${short} of ${areas.length}`, short), ...leverCells(last.difference, cell)]
      }),
  }
}
