import { Link } from '@tanstack/react-router'
import type { EstablishmentAnswer, EstablishmentFigures } from '../../contract/establishment.ts'
import { quoted } from '../../contract/query-command.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import { sayCell, sayNumber } from '../format.ts'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import type { TableCell } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import { linesOfAnswer } from '../figure/provenance-panel.tsx'
import type { DataSearch } from '../search.ts'

/** Funded, in post, vacant, unfunded and long-vacant, line by line, with how much of the ledger and the record meet. */
export function PostsFigure({ answer, search }: { answer: EstablishmentAnswer; search: DataSearch }) {
  const address = { area: search.area, at: search.at, by: search.by, basis: search.basis }
  return (
    <Figure
      id="posts"
      title={`${sayCell(answer.total.fundedMatch.value, answer.total.fundedMatch.status, '%')} % of funded posts have somebody in them`}
      subtitle={`Funded posts of the ledger against the staff record, ${answer.area?.name ?? 'everything held'}, ${sayDate(answer.at)}. FTE; rates in per cent`}
      csv={addressOf('/api/establishment.csv', address)}
      source={sayLeftOut(answer)}
      provenance={linesOfAnswer(answer.provenance, undefined, commandOf(answer))}
      table={{ columns: wholeColumns(answer), rows: linesIn(answer).map((line) => wholeRow(line, commandOf(answer))) }}
    >
      <ByChoice current={answer.by} />
      <DataTable caption="Funded, in post and vacant" table={{ columns: shortColumns(answer), rows: linesIn(answer).filter((_, at) => at < firstShown || at === answer.rows.length).map((line) => shortRow(line, commandOf(answer))) }} />
      {answer.rows.length > firstShown ? <p className="cdr-small cdr-second">{answer.rows.length - firstShown} more in the table below</p> : null}
      <Exceptions answer={answer} address={addressOf('/api/establishment/exceptions.csv', address)} />
    </Figure>
  )
}

const firstShown = 30

const ways = [
  { by: 'staff_group', says: 'staff group' },
  { by: 'organisation', says: 'organisation' },
  { by: 'band', says: 'band' },
  { by: 'cost_centre', says: 'cost centre' },
] as const

function ByChoice({ current }: { current: string }) {
  return (
    <p className="cdr-small" style={{ marginBottom: '12px' }}>
      Added up by{' '}
      {ways.map(({ by, says }, at) => (
        <span key={by}>
          {at === 0 ? '' : ' · '}
          <Link to="/data" search={(previous) => ({ ...previous, by: by === 'staff_group' ? undefined : by })} resetScroll={false} activeOptions={{ exact: true, includeSearch: true, explicitUndefined: true }} aria-current={current === by ? 'page' : undefined}>
            {says}
          </Link>
        </span>
      ))}
    </p>
  )
}

/** A line of the table, and where it stands in the answer. */
type Line = EstablishmentFigures & { readonly key: string; readonly path: string }

function linesIn({ rows, total }: EstablishmentAnswer): Line[] {
  return [...rows.map((row, at) => ({ ...row, path: `/rows/${at}` })), { ...total, key: 'All', path: '/total' }]
}

/** The command that gives the same lines. */
export function commandOf({ area, at, by, basis }: Pick<EstablishmentAnswer, 'area' | 'at' | 'by' | 'basis'>): string {
  return `cadre establishment${area === null ? '' : ` --area ${quoted(area.code)}`} --at ${at} --by ${by} --basis ${basis}`
}

function shortColumns(answer: EstablishmentAnswer) {
  return [{ name: sayBy(answer.by) }, ...['Funded', 'In post', 'Vacant', 'Over established', 'Unfunded', `Vacant ${answer.months} months or more`, 'Vacancy rate, %', 'Match, %'].map((name) => ({ name, numeric: true }))]
}

function shortRow(line: Line, command: string): TableCell[] {
  const plain = (['funded', 'inPost', 'vacant', 'overEstablished', 'unfunded'] as const).map((name) => repeatable(amount(line[name]), command, `${line.path}/${name}`))
  return [words(line.key), ...plain, known(line, 'longVacant', command), known(line, 'rate', command, 1), known(line, 'fundedMatch', command, 1)]
}

function wholeColumns(answer: EstablishmentAnswer) {
  const names = ['Lines', 'Matched', 'Away', 'Leavers ahead', 'Starters ahead', 'Bank', 'Agency', 'Overtime', 'In post on lines of the ledger, %']
  return [...shortColumns(answer), ...names.map((name) => ({ name, numeric: true }))]
}

function wholeRow(line: Line, command: string): TableCell[] {
  const plain = (['lines', 'matched'] as const).map((name) => repeatable(amount(line[name]), command, `${line.path}/${name}`))
  const rest = (['away', 'leavers', 'starters', 'bank', 'agency', 'overtime'] as const).map((name) => known(line, name, command))
  return [...shortRow(line, command), ...plain, ...rest, known(line, 'inPostMatch', command, 1)]
}

/** A number that may be absent; its mark says why. */
function known(line: Line, name: 'longVacant' | 'rate' | 'fundedMatch' | 'away' | 'leavers' | 'starters' | 'bank' | 'agency' | 'overtime' | 'inPostMatch', command: string, decimals = 0): TableCell {
  const { value, status } = line[name]
  return repeatable(shown(value === null ? sayCell(null, status, '') : sayNumber(value, decimals), value), command, `${line.path}/${name}/value`, status)
}

function sayBy(by: string): string {
  const text = by.replaceAll('_', ' ')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function sayLeftOut({ coverage }: EstablishmentAnswer): string {
  const left = coverage.leftOut
  const all = `${coverage.organisations} ${coverage.organisations === 1 ? 'organisation has' : 'organisations have'} sent both ledger and staff record.`
  return left.length === 0 ? all : `${all} Left out: ${left.slice(0, 5).map(({ name, why }) => `${name} (${why})`).join('; ')}${left.length > 5 ? ` and ${left.length - 5} more` : ''}.`
}

/** What ledger and record disagree about, to send to their owners. */
function Exceptions({ answer, address }: { answer: EstablishmentAnswer; address: string }) {
  const found = answer.exceptions.filter(({ lines }) => lines > 0)
  if (found.length === 0) return null
  return (
    <>
      <h3 className="cdr-strong" style={{ marginTop: '16px' }}>
        What ledger and staff record disagree about
      </h3>
      <ul className="cdr-changes" style={{ marginTop: '8px' }}>
        {found.map(({ kind, says, lines, fte }) => (
          <li key={kind}>
            <b>{sayNumber(fte)} FTE</b>
            <span>
              {says}
              <small>
                {sayNumber(lines)} {lines === 1 ? 'line' : 'lines'}
              </small>
            </span>
          </li>
        ))}
      </ul>
      <p>
        <a className="cdr-action" href={address} download>
          Exceptions file, csv
        </a>
      </p>
    </>
  )
}
