import type { CoverageAnswer } from '../../contract/coverage.ts'
import { areaOption } from '../../contract/query-command.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import { CoverageBars, sayShare } from '../charts/coverage-bars.tsx'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'

/** How much of the workforce is seen, sector by sector, and how what is expected was estimated. */
export function CoverageFigure({ coverage, area }: { coverage: CoverageAnswer; area: string | undefined }) {
  const command = `cadre coverage${areaOption(area)}`
  return (
    <Figure
      id="coverage"
      title={coverage.summary.split('. ')[0] ?? 'How much of the workforce we see'}
      subtitle="Share of the expected FTE with a usable record or count, and when it was. Bar length is the size of the sector; hatched is not seen"
      width={5}
      csv={addressOf('/api/coverage.csv', { area })}
      source="How the expected workforce of each sector was estimated stands in the table, with its grade: A counted whole by somebody else, D the last the senders themselves sent."
      provenance={[
        { name: 'Summary', says: coverage.summary },
        { name: 'Formula', says: 'Seen ÷ expected, over the sectors whose expected workforce is known' },
        { name: 'Snapshot', says: <code>{coverage.snapshot}</code> },
        ...coverage.notes.map((says, at) => ({ name: at === 0 ? 'Notes' : '', says })),
        { name: 'Repeat it', says: <code>{command}</code> },
      ]}
      table={{
        columns: [
          { name: 'Sector' },
          { name: 'Seen', numeric: true },
          { name: 'Expected FTE', numeric: true },
          { name: 'Share' },
          { name: 'Seen at' },
          { name: 'How expected was estimated' },
          { name: 'Grade' },
          { name: 'Newest file' },
          { name: 'Why not more' },
        ],
        rows: coverage.sectors.map((sector, at) => [
          words(sector.sector),
          repeatable(amount(sector.seen), command, `/sectors/${at}/seen`),
          repeatable(amount(sector.expected), command, `/sectors/${at}/expected`),
          shown(sayShare(sector), sector.share),
          shown(sector.seenAt === null ? '[x]' : sayDate(sector.seenAt), sector.seenAt),
          words(sector.expectedFrom),
          words(sector.grade ?? '[x]'),
          words(sector.newest?.name ?? '[x]'),
          words(sector.why ?? ''),
        ]),
      }}
    >
      <CoverageBars coverage={coverage} />
    </Figure>
  )
}
