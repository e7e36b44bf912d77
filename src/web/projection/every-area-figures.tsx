import { Link } from '@tanstack/react-router'
import type { EverywhereAnswer } from '../../contract/everywhere.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { includesNone } from '../charts/gap-words.ts'
import { RangeRows } from '../charts/range-rows.tsx'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { sayNumber, sayUnit } from '../format.ts'

type Group = EverywhereAnswer['groups'][number]

/** What the run found: the group that is looked at in every area, and every group over all areas together. */
export function EveryAreaFigures({ answer, chosen, csv, seconds }: { answer: EverywhereAnswer; chosen: string; csv: string; seconds: number | null }) {
  const group = answer.groups.find((one) => one.group === chosen) ?? [...answer.groups].sort((a, b) => b.together.at(-1)!.gap.p50 - a.together.at(-1)!.gap.p50)[0]
  if (group === undefined) return null
  const unit = sayUnit(answer.unit)
  return (
    <>
      <h3 id="every-areas">{titleOf(group)}</h3>
      <p className="cdr-subtitle">
        {group.group}, gap in {unit} at {sayDate(answer.date)} by area: median, 80 % and 95 % range
      </p>
      <RangeRows rows={rowsOf(answer, group)} unit={unit} says={`${titleOf(group)}. The numbers follow, area by area.`} />
      <h3 id="every-groups">All areas together, by profession</h3>
      <DataTable caption={`All areas together at ${sayDate(answer.date)}, by profession`} table={tableOf(answer)} />
      <div className="cdr-foot">
        <p>
          {answer.notes.join(' ')} Snapshot {answer.manifest.dataset.slice(0, 12)}, model {answer.manifest.model}, seed {answer.manifest.seed}, {answer.manifest.draws} draws, result {answer.manifest.outputs.slice(0, 12)}
          {seconds === null ? '' : `; it took ${sayNumber(seconds, 1)} seconds`}.
        </p>
        <div className="cdr-actions">
          <a className="cdr-action" href={csv} download="cadre-every-area.csv">
            Download<span className="nhsuk-u-visually-hidden"> csv: every year of every group and area</span>
          </a>
        </div>
      </div>
    </>
  )
}

/** Areas by gap, the largest shortage first; the name leads to the area's own projection. */
function rowsOf({ areas }: EverywhereAnswer, group: Group) {
  const names = new Map(areas.map(({ code, name }) => [code, name]))
  return [...group.areas]
    .sort((a, b) => b.gap.p50 - a.gap.p50)
    .map(({ code, gap }) => ({
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

function tableOf({ groups, unit }: EverywhereAnswer): TableData {
  return {
    columns: [{ name: 'Profession' }, { name: `Today, ${sayUnit(unit)}`, numeric: true }, { name: 'Supply', numeric: true }, { name: 'Gap (above 0 is short)', numeric: true }, { name: 'low, p10', numeric: true }, { name: 'high, p90', numeric: true }, { name: 'Areas short in 9 of 10 futures', numeric: true }],
    rows: [...groups]
      .sort((a, b) => b.together.at(-1)!.gap.p50 - a.together.at(-1)!.gap.p50)
      .map(({ group, together, areas }) => {
        const last = together.at(-1)!
        const short = areas.filter(({ gap }) => gap.p10 > 0).length
        return [words(group), amount(together[0]!.supply.p50), amount(last.supply.p50), amount(last.gap.p50), amount(last.gap.p10), amount(last.gap.p90), shown(`${short} of ${areas.length}`, short)]
      }),
  }
}
