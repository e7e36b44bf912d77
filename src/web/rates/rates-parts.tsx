import { Link } from '@tanstack/react-router'
import type { RatesAnswer } from '../../contract/rates.ts'
import { addressOf } from '../ask/ask.ts'
import { sayDatesIn } from '../format.ts'
import type { RatesSearch } from '../search.ts'
import { RateAges, RateParameters, RatePeers, RateYears } from './rates-figures.tsx'
import { RatesMovedFigure } from './rates-moved.tsx'
import { linesOfRates } from './rates-provenance.tsx'

/** What the page of rates shows below its sentence. */
export function RatesParts({ answer, search }: { answer: RatesAnswer; search: RatesSearch }) {
  const { open: _panels, ...asked } = search
  const csv = addressOf('/api/rates.csv', { ...asked })
  const provenance = linesOfRates(answer)
  return (
      <div className="cdr-grid">
        <RatePeers answer={answer} provenance={provenance} csv={csv} />
        <RateYears answer={answer} provenance={provenance} csv={csv} />
        <RateAges answer={answer} provenance={provenance} />
        <RateParameters answer={answer} provenance={provenance} />
        <RatesMovedFigure area={answer.area} profession={answer.profession} map={search.map} />
        <section className="cdr-figure cdr-12" aria-labelledby="notes-title">
          <h2 id="notes-title">What to know before using this</h2>
          <ul className="cdr-changes">
            {answer.notes.map((note) => (
              <li key={note} style={{ display: 'block' }}>
                {sayDatesIn(note)}
              </li>
            ))}
          </ul>
          <p style={{ marginTop: '16px' }}>
            <Link to="/projection" search={{ area: answer.area, profession: answer.profession }}>
              See the projection that stands on these rates
            </Link>
          </p>
        </section>
      </div>
  )
}
