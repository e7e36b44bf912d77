import { areaOption } from '../../contract/query-command.ts'
import type { QualityAnswer, RankedFinding } from '../../contract/quality.ts'
import { sayMonth } from '../../units/calendar-date.ts'
import type { ValueStatus } from '../../units/status.ts'
import { addressOf } from '../ask/ask.ts'
import { EffectBar } from '../charts/effect-bar.tsx'
import { sayNumber } from '../format.ts'
import { amount, repeatable, words } from '../figure/cell.ts'
import { Figure, Opener } from '../figure/figure.tsx'
import type { useOpenPanels } from '../figure/open-panels.ts'
import { queriedAs, type Queried } from '../figure/queried.ts'
import { AcceptForm } from './accept-form.tsx'

type Panels = ReturnType<typeof useOpenPanels>

/** The findings whose repair moves the plan most, each with what to do about it. `top`: how many were asked for, where it is not the usual number. */
export function FixesFigure({ quality, panels, area, top }: { quality: QualityAnswer; panels: Panels; area: string | undefined; top: string | undefined }) {
  const { findings, plan, others } = quality
  const command = `cadre quality${areaOption(area)}${top === undefined ? '' : ` --top ${top}`}`
  const largest = Math.max(0, ...findings.map(({ effect }) => Math.abs(effect.moved ?? 0)))
  return (
    <Figure
      id="fixes"
      title={findings.length === 0 ? 'Nothing is found that is worth fixing' : 'What is worth fixing first'}
      subtitle={
        plan.horizon === null
          ? `Findings by the FTE on their rows, then by number. ${plan.why ?? ''}`
          : `Findings ranked by how far a plausible repair moves the ${plan.horizon} gap of the staff groups, not by how many rows they touch`
      }
      source={quality.notes.join(' ')}
      provenance={[
        { name: 'Summary', says: quality.summary },
        { name: 'Formula', says: 'The plan is run again with the finding repaired; sizes of the change of the gap of every staff group, added up' },
        { name: 'Snapshot', says: <code>{quality.snapshot}</code> },
        { name: 'Repeat it', says: <code>{command}</code> },
      ]}
      table={tableOf(findings, command)}
    >
      <ol className="cdr-fixes">
        {findings.map((finding, at) => (
          <Fix key={finding.id} finding={finding} largest={largest} panels={panels} moves={queriedAs(command, movesOf(finding), `/findings/${at}/effect/moved`)} />
        ))}
      </ol>
      {others.count > 0 || panels.isOpen('fixes-all') ? (
        <p className="cdr-small" style={{ marginTop: '8px' }}>
          <button type="button" className="cdr-action" aria-expanded={panels.isOpen('fixes-all')} onClick={() => panels.toggle('fixes-all')}>
            {panels.isOpen('fixes-all') ? 'Show only the ten that matter most' : `${sayNumber(others.count)} smaller ${others.count === 1 ? 'finding' : 'findings'}`}
          </button>
          {others.count > 0 ? `, together ±${sayNumber(others.moved)} FTE` : ''}
        </p>
      ) : null}
      <p>
        <a className="cdr-action" href={addressOf('/api/quality/exceptions.csv', { area })} download>
          Exceptions file: every row that a rule speaks of, csv
        </a>
      </p>
    </Figure>
  )
}

const actionWords = { chase: 'Chase', fix: 'Fix', accept: 'Accept', decide: 'Decide' } as const

function movesOf({ effect: { moved } }: RankedFinding): { value: number | null; status: ValueStatus } {
  return { value: moved, status: moved === null ? 'not-available' : 'ok' }
}

function Fix({ finding, largest, panels, moves }: { finding: RankedFinding; largest: number; panels: Panels; moves: Queried }) {
  const panel = `fix-${finding.rank}`
  const { moved } = finding.effect
  return (
    <li>
      <span className="cdr-fixes__rank">{finding.rank}</span>
      <div className="cdr-fixes__words">
        <b>{finding.sentence}</b>
        <span>{sayPlace(finding)}</span>
      </div>
      <EffectBar size={moved} largest={largest} />
      <span className="cdr-fixes__fte">
        <b {...moves}>{moved === null ? '[x]' : `±${sayNumber(Math.abs(moved), Math.abs(moved) < 10 ? 1 : 0)}`}</b> FTE
        <small>{finding.rule}</small>
      </span>
      <span className="cdr-fixes__act">
        {finding.accepted === null ? null : <span className="nhsuk-tag nhsuk-tag--grey">Accepted</span>}{' '}
        <Opener panel={panel} panels={panels} words={actionWords[finding.action]} of={finding.sentence} />
      </span>
      {panels.isOpen(panel) ? (
        <div id={panel} className="cdr-fixes__form">
          <FixPanel finding={finding} />
        </div>
      ) : null}
    </li>
  )
}

function sayPlace({ organisation, month, rows, file }: RankedFinding): string {
  return [organisation?.name, month === null ? null : sayMonth(month), rows === 0 ? null : `${sayNumber(rows)} ${rows === 1 ? 'row' : 'rows'}`, file?.name].filter((part) => part != null).join('. ')
}

/** Why it matters, where it is, what a repair would do; and the form to answer for it. */
function FixPanel({ finding }: { finding: RankedFinding }) {
  const { effect, accepted } = finding
  const place = [finding.row === null ? null : `row ${sayNumber(finding.row)}`, finding.column === null ? null : `column ${finding.column}`].filter((part) => part !== null).join(', ')
  const lines = [
    { name: 'Why it matters', says: finding.because },
    { name: 'First place', says: place },
    { name: 'Found', says: finding.found },
    { name: 'Expected', says: finding.expected },
    { name: 'A plausible repair', says: effect.repair ?? '' },
    { name: 'What it would do', says: effect.moved === null ? (effect.why ?? '') : `Staff in post today ${saySigned(effect.fteToday)}; gap of all staff ${saySigned(effect.gap)}` },
    { name: 'Accepted', says: accepted === null ? '' : `by ${accepted.by} on ${accepted.at.slice(0, 10)}, because ${accepted.reason}` },
  ]
  return (
    <>
      <dl className="nhsuk-summary-list">
        {lines
          .filter(({ says }) => says !== '')
          .map(({ name, says }) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>{says}</dd>
            </div>
          ))}
      </dl>
      {finding.severity === 'gap' || finding.severity === 'stop-file' || accepted !== null ? null : <AcceptForm finding={finding} />}
    </>
  )
}

function saySigned(value: number | null): string {
  if (value === null) return 'not estimated'
  return `${value > 0 ? '+' : value < 0 ? '−' : ''}${sayNumber(Math.abs(value), 1)} FTE`
}

function tableOf(findings: readonly RankedFinding[], command: string) {
  return {
    columns: [
      { name: 'Rank', numeric: true },
      { name: 'Finding' },
      { name: 'Organisation' },
      { name: 'Month' },
      { name: 'Moves the plan by, FTE', numeric: true },
      { name: 'FTE on its rows', numeric: true },
      { name: 'Rows', numeric: true },
      { name: 'Rule' },
      { name: 'What to do' },
      { name: 'Accepted' },
    ],
    rows: findings.map((finding, at) => [
      amount(finding.rank),
      words(finding.sentence),
      words(finding.organisation?.name ?? ''),
      words(finding.month === null ? '' : sayMonth(finding.month)),
      repeatable(amount(finding.effect.moved, 1), command, `/findings/${at}/effect/moved`),
      repeatable(amount(finding.fte, 1), command, `/findings/${at}/fte`),
      repeatable(amount(finding.rows), command, `/findings/${at}/rows`),
      words(finding.rule),
      words(actionWords[finding.action]),
      words(finding.accepted === null ? '' : `by ${finding.accepted.by}: ${finding.accepted.reason}`),
    ]),
  }
}
