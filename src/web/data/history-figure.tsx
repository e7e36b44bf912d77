import { useQuery } from '@tanstack/react-query'
import type { Change, History, Moved } from '../../contract/history.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { movedQuestion } from '../ask/questions.ts'
import { problemOf } from '../ask/ask.ts'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure, Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'

const firstShown = 20

/** Who changed what, newest first; a change of data opens to what it moved. */
export function HistoryFigure({ history }: { history: History }) {
  const panels = useOpenPanels()
  const all = panels.isOpen('history-all')
  return (
    <Figure
      id="history"
      title="Every change to the dataset"
      subtitle={`${history.changes.length} ${history.changes.length === 1 ? 'change' : 'changes'}, newest first: who did what, and what it moved`}
      provenance={[
        { name: 'Definition', says: 'Publications, withdrawals, mappings confirmed, findings accepted or reopened. The list is only ever added to' },
        { name: 'Repeat it', says: <code>cadre history</code> },
      ]}
      table={{
        columns: [{ name: 'Number', numeric: true }, { name: 'When' }, { name: 'By' }, { name: 'What' }, { name: 'Organisations' }, { name: 'Says' }],
        rows: history.changes.map((change) => [amount(change.number), shown(sayMoment(change.at), change.at), words(change.by), words(change.kind.replaceAll('-', ' ')), words(change.organisations.join(', ')), words(change.says)]),
      }}
    >
      <ol className="cdr-changes">
        {(all ? history.changes : history.changes.slice(0, firstShown)).map((change) => (
          <ChangeLine key={change.number} change={change} panels={panels} />
        ))}
      </ol>
      {history.changes.length > firstShown ? (
        <p>
          <button type="button" className="cdr-action" aria-expanded={all} onClick={() => panels.toggle('history-all')}>
            {all ? 'Show fewer changes' : `Show all ${history.changes.length} changes`}
          </button>
        </p>
      ) : null}
    </Figure>
  )
}

function ChangeLine({ change, panels }: { change: Change; panels: ReturnType<typeof useOpenPanels> }) {
  const panel = `moved-${change.number}`
  const movesData = change.kind === 'published' || change.kind === 'withdrawn'
  return (
    <li>
      <span className="cdr-small cdr-second">{sayMoment(change.at)}</span>
      <span>
        {change.says}
        <small>By {change.by}</small>
        {movesData ? <Opener panel={panel} panels={panels} words="What moved" of={change.says} /> : null}
        {movesData && panels.isOpen(panel) ? (
          <span id={panel} style={{ display: 'block' }}>
            <WhatMoved change={change.number} />
          </span>
        ) : null}
      </span>
    </li>
  )
}

function WhatMoved({ change }: { change: number }) {
  const { data, error } = useQuery(movedQuestion(String(change)))
  if (error) return <p>{problemOf(error).detail}</p>
  if (data === undefined) return <p className="cdr-second">Working it out</p>
  return (
    <>
      <p>{data.summary}</p>
      {data.files.length === 0 ? null : <DataTable caption={`What change ${change} moved`} table={tableOf(data, `cadre history ${change}`)} />}
    </>
  )
}

function tableOf({ files }: Moved, command: string) {
  const numbers = ['Rows before', 'Rows after', 'FTE before', 'FTE after', 'People before', 'People after'].map((name) => ({ name, numeric: true }))
  return {
    columns: [{ name: 'Source' }, { name: 'What' }, { name: 'Period to' }, { name: 'Staff group' }, ...numbers],
    rows: files.flatMap((file, at) =>
      [{ staffGroup: 'All' as string | null, before: file.before, after: file.after, path: `/files/${at}` }, ...file.groups.map((group, line) => ({ ...group, path: `/files/${at}/groups/${line}` }))].map(({ staffGroup, before, after, path }) => [
        words(file.source),
        words(file.what),
        shown(sayDate(file.periodTo), file.periodTo),
        words(staffGroup ?? 'not said'),
        ...(['rows', 'fte', 'headcount'] as const).flatMap((part) => [repeatable(amount(before[part]), command, `${path}/before/${part}`), repeatable(amount(after[part]), command, `${path}/after/${part}`)]),
      ]),
    ),
  }
}

function sayMoment(moment: string): string {
  return `${sayDate(moment)}, ${moment.slice(11, 16)} UTC`
}
