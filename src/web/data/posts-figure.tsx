import { Link } from '@tanstack/react-router'
import type { EstablishmentAnswer, EstablishmentFigures } from '../../contract/establishment.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import { sayCell, sayNumber } from '../format.ts'
import { amount, shown, words } from '../figure/cell.ts'
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
      provenance={linesOfAnswer(answer.provenance)}
      table={{ columns: wholeColumns(answer), rows: [...answer.rows, { ...answer.total, key: 'All', code: null }].map(wholeRow) }}
    >
      <ByChoice current={answer.by} />
      <DataTable caption="Funded, in post and vacant" table={{ columns: shortColumns(answer), rows: [...answer.rows.slice(0, firstShown), { ...answer.total, key: 'All', code: null }].map(shortRow) }} />
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

type Line = EstablishmentFigures & { readonly key: string }

function shortColumns(answer: EstablishmentAnswer) {
  return [{ name: sayBy(answer.by) }, ...['Funded', 'In post', 'Vacant', 'Over established', 'Unfunded', `Vacant ${answer.months} months or more`, 'Vacancy rate, %', 'Match, %'].map((name) => ({ name, numeric: true }))]
}

function shortRow(line: Line): TableCell[] {
  return [words(line.key), amount(line.funded), amount(line.inPost), amount(line.vacant), amount(line.overEstablished), amount(line.unfunded), known(line.longVacant), known(line.rate, 1), known(line.fundedMatch, 1)]
}

function wholeColumns(answer: EstablishmentAnswer) {
  const names = ['Lines', 'Matched', 'Away', 'Leavers ahead', 'Starters ahead', 'Bank', 'Agency', 'Overtime', 'In post on lines of the ledger, %']
  return [...shortColumns(answer), ...names.map((name) => ({ name, numeric: true }))]
}

function wholeRow(line: Line): TableCell[] {
  return [...shortRow(line), amount(line.lines), amount(line.matched), known(line.away), known(line.leavers), known(line.starters), known(line.bank), known(line.agency), known(line.overtime), known(line.inPostMatch, 1)]
}

/** A number that may be absent; its mark says why. */
function known({ value, status }: EstablishmentFigures['rate'], decimals = 0): TableCell {
  return shown(value === null ? sayCell(null, status, '') : sayNumber(value, decimals), value)
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
