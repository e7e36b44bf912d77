import type { MeasureSheet } from '../../contract/query.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { useNamedPart } from '../shell/named-part.ts'

/** Every definition sheet by the group people look for it in, and links to each. */
export function Sheets({ sheets }: { sheets: readonly MeasureSheet[] }) {
  useNamedPart()
  const groups = inGroups(sheets)
  return (
    <>
        <nav aria-label="Measures">
          {groups.map(({ name, sheets: own }) => (
            <div key={name}>
              <p className="cdr-links-title">{name}</p>
              <ul className="cdr-links">
                {own.map((sheet) => (
                  <li key={sheet.id}>
                    <a href={`#${sheet.id}`}>{sheet.name}</a>
                  </li>
                ))}
              </ul>
            </div>
          ))}
        </nav>
        <div className="cdr-definitions">
          {groups.map(({ name, sheets: own }) => (
            <div key={name} className="cdr-definitions__group">
              <h2>{name}</h2>
              {own.map((sheet) => (
                <MeasureSection key={sheet.id} sheet={sheet} />
              ))}
            </div>
          ))}
        </div>
    </>
  )
}

/** Sheets by the group people look for them in, each group where its first sheet stands. */
function inGroups(sheets: readonly MeasureSheet[]): { name: string; sheets: MeasureSheet[] }[] {
  return [...new Set(sheets.map(({ group }) => group))].map((name) => ({ name, sheets: sheets.filter(({ group }) => group === name) }))
}

/** The definition sheet of a measure. */
function MeasureSection({ sheet }: { sheet: MeasureSheet }) {
  const lines = [
    { name: 'Formula', says: sheet.formula },
    { name: 'Numerator', says: sheet.numerator },
    { name: 'Denominator', says: sheet.denominator ?? 'None: it is an amount' },
    { name: 'Unit', says: sheet.unit },
    { name: 'Source', says: sheet.source },
    { name: 'Limits', says: sheet.limits.join(' ') },
    { name: 'Can be split by', says: capital(sheet.splitBy.join(', ') || 'nothing') },
    { name: 'Adding up', says: sheet.aggregates },
    { name: 'Needs', says: capital(sheet.needs.join('; ')) },
    { name: 'Here', says: sayHere(sheet) },
  ]
  return (
    <section className="cdr-figure" id={sheet.id} aria-labelledby={`${sheet.id}-title`}>
      <h3 id={`${sheet.id}-title`}>{sheet.name}</h3>
      <p className="cdr-subtitle">{sheet.definition}</p>
      <dl className="nhsuk-summary-list">
        {lines.map(({ name, says }) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{says}</dd>
          </div>
        ))}
        <div>
          <dt>Name for programs</dt>
          <dd>
            <code>{sheet.id}</code>
          </dd>
        </div>
      </dl>
    </section>
  )
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1)
}

function sayHere(sheet: MeasureSheet): string {
  if (!sheet.available) return `[x] not available: ${sheet.why ?? 'nothing it needs is loaded'}`
  return sheet.periods === null ? 'Available' : `Available, ${sayDate(sheet.periods.from)} to ${sayDate(sheet.periods.to)}`
}
