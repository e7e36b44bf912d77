import { Link } from '@tanstack/react-router'
import type { ProgrammeAnswer, ProgrammeCompared, ProgrammeComparison } from '../../contract/programme-answer.ts'
import { IntervalRows } from '../charts/interval-rows.tsx'
import { sayGap } from '../charts/gap-words.ts'
import { amount, shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayNumber } from '../format.ts'
import { askedAs, askedCell, linesOfProgramme, sayFigure } from './programme-words.ts'

/** Rows that are drawn before the eye gives up; the table has them all. */
const mostRows = 45

/** Staff set against need in every network, with ranges of chance: overlapping bars are not a ranking. */
export function ComparisonFigure({ answer, csv }: { answer: ProgrammeAnswer; csv: string }) {
  const { comparison } = answer
  if (comparison === null) return <Unavailable id="networks" width={6} title="This programme compares no areas" why="Its file has no part that says what to compare" />
  const { one, many } = comparison.words
  if (comparison.why !== null) return <Unavailable id="networks" width={6} title={`Staff set against need cannot be compared by ${one}`} why={comparison.why} />
  const decimals = decimalsOf(comparison)
  const say = (value: number) => sayNumber(value, decimals)
  return (
    <Figure
      id="networks"
      width={6}
      title={titleOf(comparison)}
      subtitle={`FTE of ${comparison.roles.toLowerCase()} per ${sayNumber(comparison.per)} ${comparison.baseName}, by ${one}. Bar: 80 % range`}
      source={comparison.notes.join(' ')}
      csv={csv}
      table={{
        columns: [{ name: capital(one) }, { name: 'FTE', numeric: true }, { name: capital(comparison.baseName), numeric: true }, { name: `FTE per ${sayNumber(comparison.per)}`, numeric: true }, { name: '80 % range', numeric: true }, { name: 'Gap today, FTE', numeric: true }, { name: 'Why not' }],
        rows: comparison.rows.map((row, at) => [words(row.name), askedCell(answer, shown(sayFigure(row.fte, 1), row.fte.value), `/comparison/rows/${at}/fte/value`), askedCell(answer, shown(sayFigure(row.base, 0), row.base.value), `/comparison/rows/${at}/base/value`), askedCell(answer, amount(row.rate, decimals), `/comparison/rows/${at}/rate`), words(row.low === null || row.high === null ? '' : `${say(row.low)} to ${say(row.high)}`), askedCell(answer, amount(row.gap, 1), `/comparison/rows/${at}/gap`), words(row.fte.why ?? row.base.why ?? row.gapWhy ?? '–')]),
      }}
      provenance={linesOfProgramme(answer, comparison.rows.slice(0, 3).flatMap((row) => [{ name: `${row.name}: staff`, figure: row.fte }, { name: `${row.name}: need`, figure: row.base }]), 'fte')}
    >
      <IntervalRows
        says={`${comparison.rows.length} ${many}. ${titleOf(comparison)}.`}
        rows={comparison.rows.slice(0, mostRows).map((row, at) => ({ ...pick(row), label: <PlaceLink id={answer.id} row={row} />, queried: askedAs(answer, row.rate, `/comparison/rows/${at}/rate`) }))}
        reference={comparison.all === null ? null : { name: 'All together', value: comparison.all }}
        say={say}
      />
    </Figure>
  )
}

/** The gap to the standards stated in every network, largest first, as a table: what the projection of one network begins with. */
export function NetworkGaps({ answer }: { answer: ProgrammeAnswer }) {
  const { comparison } = answer
  if (comparison === null || comparison.why !== null) return null
  const known = comparison.rows.filter(({ gap }) => gap !== null).toSorted((a, b) => b.gap! - a.gap!)
  const largest = known[0]
  if (largest === undefined) return <Unavailable id="network-gaps" title={`The gap by ${comparison.words.one} is not available`} why={comparison.rows.find(({ gapWhy }) => gapWhy !== null)?.gapWhy ?? 'No standard of need is stated'} />
  return (
    <Figure
      id="network-gaps"
      title={largest.gap! >= 0.5 ? `${largest.name} has the largest gap today: ${sayGap(largest.gap!)} FTE` : `By the standards stated no ${comparison.words.one} is short today`}
      subtitle={`FTE required by all standards of need of the programme, less FTE in post, by ${comparison.words.one}; largest first. Open one to see its years ahead`}
      source="The gap is as good as its standards: see what the programme states, below. It is not measured."
      provenance={linesOfProgramme(answer, [], 'fte')}
    >
      <DataTable
        caption={`Gap today by ${comparison.words.one}`}
        table={{
          columns: [{ name: capital(comparison.words.one) }, { name: 'Gap today, FTE', numeric: true }, { name: `Staff per ${sayNumber(comparison.per)} in need`, numeric: true }, { name: 'Set against all together' }],
          rows: known.slice(0, mostRows).map((row) => [shown(<PlaceLink id={answer.id} row={row} />, row.name), askedCell(answer, shown(sayGap(row.gap!), row.gap), `/comparison/rows/${comparison.rows.indexOf(row)}/gap`), askedCell(answer, amount(row.rate, decimalsOf(comparison)), `/comparison/rows/${comparison.rows.indexOf(row)}/rate`), words(row.differs === null ? '[x]' : row.differs === 'not-clearly' ? 'not clearly different' : `clearly ${row.differs}`)]),
        }}
      />
    </Figure>
  )
}

function PlaceLink({ id, row }: { id: string; row: ProgrammeCompared }) {
  return (
    <Link to="/programme" search={{ id, area: row.code }}>
      {row.name}
    </Link>
  )
}

function pick({ name, rate, low, high, here }: ProgrammeCompared) {
  return { name, value: rate, low, high, here }
}

/** Only what lies clearly apart is named: overlapping ranges are no ranking. */
function titleOf({ rows, roles, words: { one, many } }: ProgrammeComparison): string {
  const below = rows.filter(({ differs }) => differs === 'below')
  const above = rows.filter(({ differs }) => differs === 'above')
  if (below.length === 0 && above.length === 0) return `No ${one} differs clearly from all together in ${roles.toLowerCase()} for the need`
  const lowest = below.at(-1)
  if (lowest !== undefined) return `${lowest.name} has the fewest ${roles.toLowerCase()} for the need${below.length > 1 ? `; ${below.length} of ${rows.length} ${many} lie clearly below` : ''}`
  return `${above.length} of ${rows.length} ${many} ${above.length === 1 ? 'has' : 'have'} clearly more ${roles.toLowerCase()} for the need than all together`
}

/** Enough decimals to tell the rates apart. */
function decimalsOf({ rows }: ProgrammeComparison): number {
  const most = Math.max(0, ...rows.map(({ rate }) => rate ?? 0))
  return most >= 20 ? 1 : most >= 1 ? 2 : 3
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
