import type { Holdings } from '../../contract/holdings.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { sayBytes, sayNumber } from '../format.ts'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import { Figure, Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'
import { FindingList } from './finding-list.tsx'
import { sayRows, saySums } from './row-account.ts'
import { verdictOf } from './verdict.ts'

const firstShown = 12

/** Every file of the live snapshot, with its verdict, what became of its rows, and its findings. */
export function HeldFiles({ files }: { files: Holdings['files'] }) {
  const panels = useOpenPanels()
  const all = panels.isOpen('files-all')
  const ordered = files.toSorted((a, b) => severity(b) - severity(a) || b.rows.quarantined - a.rows.quarantined)
  const seen = all ? ordered : ordered.slice(0, firstShown)
  const held = files.reduce((sum, file) => sum + file.rows.quarantined, 0)
  return (
    <Figure
      id="files"
      title={`This folder holds ${sayNumber(files.length)} ${files.length === 1 ? 'file' : 'files'}; ${held === 0 ? 'no row is held back' : `${sayNumber(held)} ${held === 1 ? 'row is' : 'rows are'} held back`}`}
      subtitle="Rows read = loaded + quarantined + duplicate. Files with something to look at come first"
      table={tableOf(ordered, files)}
      source="Files are kept by what is in them: the same file twice is held once."
      provenance={[
        { name: 'Definition', says: 'A file is loaded when it was recognised, checked and published in the live snapshot' },
        { name: 'Formula', says: 'Rows read = loaded + quarantined + duplicate, for every file' },
        { name: 'Repeat it', says: <code>{command}</code> },
      ]}
    >
      <ul className="cdr-files">
        {seen.map((file) => (
          <HeldFileRow key={file.id} file={file} panels={panels} />
        ))}
      </ul>
      {files.length > firstShown ? (
        <p>
          <button type="button" className="cdr-action" aria-expanded={all} onClick={() => panels.toggle('files-all')}>
            {all ? 'Show fewer files' : `Show all ${files.length} files`}
          </button>
        </p>
      ) : null}
    </Figure>
  )
}

type HeldFile = Holdings['files'][number]

function severity(file: HeldFile): number {
  return file.rows.quarantined > 0 ? 2 : file.findings.some((finding) => finding.severity !== 'declare') ? 1 : 0
}

function HeldFileRow({ file, panels }: { file: HeldFile; panels: ReturnType<typeof useOpenPanels> }) {
  const verdict = verdictOf(file)
  const panel = `findings-${file.id}`
  return (
    <li>
      <span className="cdr-files__name">
        <b>{file.name}</b>
        <span>{file.title}</span>
        <span>
          {sayPeriod(file)}. {sayBytes(file.bytes)}, imported {sayDate(file.importedAt)}
        </span>
      </span>
      <span>
        <span className={`nhsuk-tag nhsuk-tag--${verdict.colour}`}>{verdict.word}</span>
      </span>
      <div>
        <p>{sayRows(file.rows)}</p>
        <p className="cdr-second">{saySums(file.sums)}</p>
        <div className="cdr-actions">
          {file.findings.length === 0 ? null : <Opener panel={panel} panels={panels} words={`Findings (${file.findings.length})`} of={file.name} />}
          {file.rows.quarantined === 0 ? null : (
            <a className="cdr-action" href={`/api/holdings/files/${encodeURIComponent(file.id)}/quarantine.csv`} download>
              Rows held back<span className="nhsuk-u-visually-hidden"> of {file.name}, csv</span>
            </a>
          )}
        </div>
        {panels.isOpen(panel) ? (
          <div id={panel}>
            <FindingList findings={file.findings} />
          </div>
        ) : null}
      </div>
    </li>
  )
}

function sayPeriod(file: HeldFile): string {
  return file.periodFrom === file.periodTo ? sayDate(file.periodTo) : `${sayDate(file.periodFrom)} to ${sayDate(file.periodTo)}`
}

/** The command whose JSON has every file that is held, in the order of the answer. */
const command = 'cadre snapshots --files'

function tableOf(ordered: readonly HeldFile[], files: readonly HeldFile[]) {
  const asked = (value: number | null, file: HeldFile, path: string) => repeatable(amount(value), command, `/files/${files.indexOf(file)}/${path}`)
  const numbers = ['Read', 'Loaded', 'Quarantined', 'Duplicate', 'FTE', 'People'].map((name) => ({ name, numeric: true }))
  return {
    columns: [{ name: 'File' }, { name: 'Kind' }, { name: 'Verdict' }, ...numbers, { name: 'Period to' }],
    rows: ordered.map((file) => [
      words(file.name),
      words(file.title),
      words(verdictOf(file).word),
      ...(['read', 'loaded', 'quarantined', 'duplicate'] as const).map((part) => asked(file.rows[part], file, `rows/${part}`)),
      ...(['fte', 'headcount'] as const).map((part) => asked(file.sums[part], file, `sums/${part}`)),
      shown(sayDate(file.periodTo), file.periodTo),
    ]),
  }
}
