import type { WisnAnswer } from '../../contract/wisn.ts'
import { NeedBars } from '../charts/need-bars.tsx'
import { DataTable } from '../figure/data-table.tsx'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import type { TableCell, TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { sayNumber } from '../format.ts'

type Unit = WisnAnswer['units'][number]

/** Staff in post beside staff required, unit by unit, and all units pooled. */
export function WisnNeed({ answer }: { answer: WisnAnswer }) {
  const { units, pooled, meanRatio } = answer
  const mean = meanRatio === null || units.length < 2 ? '' : ` The mean of the units’ ratios is ${sayNumber(meanRatio, 2)}: it counts a small unit as much as a large one, and is not the ratio of all units.`
  return (
    <Figure
      id="need"
      title={titleOf(answer)}
      subtitle={`Staff in post and staff required, full-time, unit by unit. ${sayNumber(answer.awtHours, 0)} hours of available working time each a year, ${sayDays(answer.awtDays)}`}
      source={`Pooled: ${sayNumber(pooled.current, 1)} in post ÷ ${sayNumber(pooled.required, 1)} required${pooled.ratio === null ? '' : ` = ${sayNumber(pooled.ratio, 2)}`}.${mean}`}
      table={{ columns: needColumns, rows: [...units.map(needRow), ...(units.length > 1 ? [[words('All units pooled'), asked(amount(pooled.current, 2), '/pooled/current'), asked(amount(pooled.required, 4), '/pooled/required'), asked(amount(pooled.difference, 4), '/pooled/difference'), asked(ratioCell(pooled.ratio), '/pooled/ratio'), words(pooled.pressure)]] : [])] }}
      provenance={provenance}
    >
      <NeedBars
        rows={[...units, ...(units.length > 1 ? [{ name: 'All units pooled', ...pooled }] : [])].map(({ name, current, required, ratio, pressure }) => ({ name, current, required, says: `${ratio === null ? '' : `ratio ${sayNumber(ratio, 2)}. `}${pressure}` }))}
        says={`${titleOf(answer)}. The numbers follow, unit by unit.`}
      />
    </Figure>
  )
}

/** How the need of each unit comes about: standard workloads, allowances, sum. */
export function WisnParts({ answer }: { answer: WisnAnswer }) {
  return (
    <Figure
      id="parts"
      title="How the need comes about"
      subtitle="Standard workload: how many one member of staff could do in a year with nothing else to do. Volume ÷ standard workload is the staff for it; allowances raise it"
      table={partsTable(answer.units)}
      provenance={provenance}
    >
      {answer.units.map((unit, at) => (
        <details key={`${at} ${unit.name}`} className="cdr-workunit" open={answer.units.length === 1 ? true : undefined}>
          <summary>
            {unit.name}: {sayNumber(unit.required, 1)} required
          </summary>
          <DataTable caption={`How the need of ${unit.name} comes about`} table={unitTable(unit, at)} />
        </details>
      ))}
    </Figure>
  )
}

/** Which unit has least staff for its work, or that none has too few. */
function titleOf({ units }: WisnAnswer): string {
  const short = units.filter(({ difference }) => difference < 0).toSorted((a, b) => (a.ratio ?? 1) - (b.ratio ?? 1))
  if (short.length === 0) return units.length === 1 ? `${units[0]!.name} has staff enough for its workload` : 'Every unit has staff enough for its workload'
  const worst = short[0]!
  return `${worst.name} ${units.length > 1 ? 'is under most pressure' : 'has too few staff for its workload'}: short by ${sayNumber(-worst.difference, 1)}`
}

/** Whole days without a decimal. */
export function sayDays(days: number): string {
  return `${sayNumber(days, Number.isInteger(days) ? 0 : 1)} days`
}

const needColumns = [{ name: 'Unit' }, ...['In post', 'Required', 'In post − required', 'Ratio'].map((name) => ({ name, numeric: true })), { name: 'Pressure' }]

function needRow({ name, current, required, difference, ratio, pressure }: Unit, at: number): TableCell[] {
  const path = `/units/${at}`
  return [words(name), asked(amount(current, 2), `${path}/current`), asked(amount(required, 4), `${path}/required`), asked(amount(difference, 4), `${path}/difference`), asked(ratioCell(ratio), `${path}/ratio`), words(pressure)]
}

/** The command that reads the file of this page, under the name it is downloaded with. */
const command = 'cadre wisn workload.json'

function asked(cell: TableCell, path: string): TableCell {
  return repeatable(cell, command, path)
}

function ratioCell(ratio: number | null): TableCell {
  return ratio === null ? shown('–', null) : amount(ratio, 4)
}

function unitTable(unit: Unit, at: number): TableData {
  return {
    columns: [{ name: 'Part' }, { name: 'Hours each', numeric: true }, { name: 'How many a year', numeric: true }, { name: 'Standard workload', numeric: true }, { name: 'Staff', numeric: true }],
    rows: linesOf(unit, at),
  }
}

function partsTable(units: readonly Unit[]): TableData {
  const [first, ...rest] = unitTable(units[0]!, 0).columns
  return { columns: [{ name: 'Unit' }, first!, ...rest], rows: units.flatMap((unit, at) => linesOf(unit, at).map((line) => [words(unit.name), ...line])) }
}

function linesOf({ service, staffForService, supportShare, categoryFactor, individualStaff, required }: Unit, at: number): TableCell[][] {
  const none = words('')
  const path = `/units/${at}`
  return [
    ...service.map(({ name, unitTimeHours, volume, standardWorkload, staff }, line) => [
      words(name), asked(amount(unitTimeHours, 2), `${path}/service/${line}/unitTimeHours`), asked(amount(volume), `${path}/service/${line}/volume`),
      standardWorkload === null ? words('') : asked(amount(standardWorkload, 1), `${path}/service/${line}/standardWorkload`), asked(amount(staff, 4), `${path}/service/${line}/staff`),
    ]),
    [words('Staff for service'), none, none, none, asked(amount(staffForService, 4), `${path}/staffForService`)],
    [words(`× category allowance factor, 1 ÷ (1 − ${sayNumber(supportShare * 100, 2)} %)`), none, none, none, asked(amount(categoryFactor, 4), `${path}/categoryFactor`)],
    [words('+ individual allowance factor'), none, none, none, asked(amount(individualStaff, 4), `${path}/individualStaff`)],
    [words('= Required'), none, none, none, asked(amount(required, 4), `${path}/required`)],
  ]
}

const provenance = [
  { name: 'Definition', says: 'Workload indicators of staffing need (WISN): the staff that the work of a unit takes, at the working time there is and the time each activity should take. Ratio: in post ÷ required; below 1 is too few' },
  { name: 'Formula', says: 'Available working time = (A − B − C − D − E) × F. Standard workload = available working time ÷ unit time. Required = Σ volume ÷ standard workload × 1 ÷ (1 − Σ support shares) + Σ individual hours ÷ available working time' },
  { name: 'Method', says: 'docs/method/demand.md D7; World Health Organization, Workload indicators of staffing need: user’s manual (2010)' },
  { name: 'Pooled', says: 'All units together: the sum of staff in post over the sum required, never a mean of ratios' },
  { name: 'Numbers from', says: 'The form below or the file that was brought. Nothing is kept on the server' },
  { name: 'Repeat it', says: <code>{command}</code> },
]
