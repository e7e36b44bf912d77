import type { RatesAnswer } from '../../contract/rates.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { Funnel } from '../charts/funnel.tsx'
import { YearlyRate } from '../charts/yearly-rate.tsx'
import { repeatable, shown, words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { tableCsv } from '../figure/table-csv.ts'
import { sayDatesIn, sayNumber } from '../format.ts'
import { basisNames, rateNames, sayRate } from './rate-words.ts'

/** `of` tells figures of one page apart that show the same rate. */
interface Parts { readonly answer: RatesAnswer; readonly provenance: readonly ProvenanceLine[]; readonly csv: string; readonly of?: string }

/** The rate of a place among all of its level, with what chance alone would do. `taken`: where a lever takes it. */
export function RatePeers({ answer, provenance, csv, of, taken = null }: Parts & { taken?: number | null }) {
  const { peers, peersMean, peersWhy, unit, rate } = answer
  const name = rateNames[rate].toLowerCase()
  if (peersMean === null) return <Unavailable id={named('peers', of)} title={`There is nothing to compare ${name} with`} why={peersWhy ?? ''} />
  const beyond = peers.filter((peer) => peer.beyond !== null && peer.beyond !== 'inside')
  const here = peers.find((peer) => peer.here)!
  const say = (value: number) => sayRate(value, unit)
  const title = here.beyond === null ? `${say(here.value)} here, ${say(peersMean)} in all` : here.beyond === 'inside' ? `${say(here.value)} here is within what chance alone explains about ${say(peersMean)}` : `${say(here.value)} here lies beyond what chance alone explains about ${say(peersMean)}`
  const isFlow = here.low95 !== null
  return (
    <Figure
      id={named('peers', of)}
      title={title}
      subtitle={`${answer.rateSays}: ${answer.profession}, each place of the same level as it was counted, before small ones lean on others`}
      source={isFlow ? `${beyond.length} of ${peers.length} places lie outside the limits of 19 in 20; chance alone would put about ${sayNumber(peers.length / 20, peers.length < 40 ? 1 : 0)} there.` : 'No limits are drawn: it is no count of events, so chance from person to person does not say how far places may lie apart.'}
      provenance={provenance}
      csv={csv}
      table={{
        columns: [{ name: 'Place' }, { name: rateNames[rate], numeric: true }, { name: 'Limits of chance, 19 in 20', numeric: true }, { name: isFlow ? 'Person-years' : 'Staff', numeric: true }, { name: 'Where it lies' }],
        rows: peers.map((peer, at) => [
          shown(peer.here ? <b>{peer.areaName}</b> : peer.areaName, peer.areaName), repeatable(shown(say(peer.value), peer.value), answer.provenance.repeat, `/peers/${at}/value`), shown(peer.low95 === null ? '' : `${say(peer.low95)} to ${say(peer.high95!)}`, peer.low95 === null ? null : `${peer.low95} to ${peer.high95}`),
          repeatable(shown(sayNumber(peer.exposure), peer.exposure), answer.provenance.repeat, `/peers/${at}/exposure`), words(peer.beyond === null ? '' : beyondWords[peer.beyond]),
        ]),
      }}
    >
      <Funnel
        dots={[...(taken === null ? [] : [{ name: 'With the lever', here: false, taken: true, size: here.exposure, value: taken, beyond: false, limits: null }]), ...peers.map((peer) => ({ name: peer.areaName, here: peer.here, size: peer.exposure, value: peer.value, beyond: peer.beyond !== null && peer.beyond !== 'inside', limits: peer.low95 === null ? null : { low95: peer.low95, high95: peer.high95!, low998: peer.low998!, high998: peer.high998! } }))]}
        mean={peersMean}
        say={say}
        sizeName={isFlow ? 'person-years in post' : 'staff'}
        says={`${title}. ${peers.length} places; ${beyond.length} beyond the limits of chance.`}
      />
    </Figure>
  )
}

function named(figure: string, of: string | undefined): string {
  return of === undefined ? figure : `${figure}-${of}`
}

const beyondWords = { inside: 'within chance', 'above-95': 'above, 19 in 20', 'below-95': 'below, 19 in 20', 'above-99.8': 'above, 998 in 1,000', 'below-99.8': 'below, 998 in 1,000' } as const

/** The rate by year, with declared breaks left open. */
export function RateYears({ answer, provenance, csv, of }: Parts) {
  const { history, rate, unit, breaks } = answer
  const known = history.filter(({ value }) => value !== null)
  const [first, last] = [known[0]!, known.at(-1)!]
  const say = (value: number | null) => sayRate(value, unit)
  const joined = history.length > 1 && known.every(({ basis }) => basis === first.basis)
  const title = known.length === 1 ? `One year is known: ${say(last.value)}` : joined ? `${say(last.value)} in the year to ${sayDate(last.to)}, ${say(first.value)} in the year to ${sayDate(first.to)}` : `${say(last.value)} in the year to ${sayDate(last.to)}`
  return (
    <Figure
      id={named('years', of)}
      width={7}
      title={title}
      subtitle={`${answer.rateSays}: ${answer.profession}, ${answer.areaName}, each year to the date shown`}
      source={breaks.length === 0 ? 'No break is declared for this series.' : `Declared breaks: ${breaks.map(({ from, to, why }) => `${sayDate(from)} to ${sayDate(to)}, ${why}`).join('; ')}. Years over a break are left out, never smoothed.`}
      provenance={provenance}
      csv={csv}
      table={{
        columns: [{ name: 'Year to' }, { name: rateNames[rate], numeric: true }, { name: 'Counted' }, { name: 'Used' }, { name: 'Why it is left out' }],
        rows: history.map((year, at) => [words(sayDate(year.to)), repeatable(shown(say(year.value), year.value), answer.provenance.repeat, `/history/${at}/value`), words(basisNames[year.basis]), words(year.used ? 'yes' : 'no'), words(sayDatesIn(year.why ?? ''))]),
      }}
    >
      <YearlyRate points={history.map(({ to, value, basis, used }) => ({ to, value, used, kind: basis }))} say={say} says={`${title}. ${history.map((year) => `${year.to.slice(0, 4)}: ${year.value === null ? `left out, ${year.why}` : say(year.value)}`).join('; ')}.`} />
    </Figure>
  )
}

/** Leaving by age, as the projection has it. */
export function RateAges({ answer, provenance }: Omit<Parts, 'csv'>) {
  if (answer.byAge.length === 0) return <Unavailable id="ages" width={5} title="Leaving by age is not known here" why="People are not followed between month-ends: staff records of twelve months are needed. Without ages, retirement is part of leaving" />
  const top = Math.max(...answer.byAge.map(({ value }) => value))
  const oldest = answer.byAge.reduce((most, age) => (age.value > most.value ? age : most))
  return (
    <Figure
      id="ages"
      width={5}
      title={`Most leave at ${oldest.ages}: ${sayRate(oldest.value, '')} a year`}
      subtitle="Share who leave in a year, by age; bars start at 0. An age with few people leans on its neighbours and on other places"
      provenance={provenance}
      table={{
        columns: [{ name: 'Age' }, { name: 'Leave in a year', numeric: true }, { name: 'Leavers', numeric: true }, { name: 'Person-years', numeric: true }],
        rows: answer.byAge.map((age, at) => [words(age.ages), repeatable(shown(sayRate(age.value, ''), age.value), answer.provenance.repeat, `/byAge/${at}/value`), ...(['events', 'exposure'] as const).map((part) => repeatable(shown(sayNumber(age[part]), age[part]), answer.provenance.repeat, `/byAge/${at}/${part}`))]),
      }}
    >
      <ul className="cdr-ages">
        {answer.byAge.map((age) => (
          <li key={age.ages}>
            <span>{age.ages}</span>
            <span aria-hidden="true"><i style={{ width: `${(100 * age.value) / top}%` }} /></span>
            <b>{sayRate(age.value, '')}</b>
          </li>
        ))}
      </ul>
    </Figure>
  )
}

/** Every rate with its error, basis, years, source and grade. */
export function RateParameters({ answer, provenance }: Omit<Parts, 'csv'>) {
  const used = answer.rates.filter((rate) => rate.used)
  const table = {
    columns: [{ name: 'Rate' }, { name: 'Value', numeric: true }, { name: '± standard error', numeric: true }, { name: 'Counted here', numeric: true }, { name: 'Its parent alone', numeric: true }, { name: 'Own difference kept', numeric: true }, { name: 'Stands on' }, { name: 'Drawn as' }, { name: 'Years' }, { name: 'Source' }, { name: 'Grade' }],
    rows: answer.rates.map((rate, at) => [
      shown(rate.used ? rate.says : `${rate.says} (shown beside)`, rate.says), repeatable(shown(sayRate(rate.value, rate.unit, 2), rate.value), answer.provenance.repeat, `/rates/${at}/value`), ...(['standardError', 'counted', 'parent'] as const).map((name) => repeatable(shown(rate[name] === null ? '–' : sayRate(rate[name], rate.unit, 2), rate[name]), answer.provenance.repeat, `/rates/${at}/${name}`)),
      repeatable(shown(rate.kept === null ? '–' : `${sayNumber(100 * rate.kept)} %`, rate.kept), answer.provenance.repeat, `/rates/${at}/kept`), words(basisNames[rate.basis]), words(rate.distribution ?? 'not drawn'), words(sayDatesIn(rate.years)), words(sayDatesIn(rate.source)), words(rate.grade),
    ]),
  }
  return (
    <Figure
      id="parameters"
      title={`The projection stands on ${used.length} rates; ${used.filter(({ basis }) => basis === 'pairs' || basis === 'year-ends').length} of them come from staff records`}
      subtitle="Grade A: measured here from records. B: published counts. C: derived, or borrowed from a parent. D: judgement"
      provenance={provenance}
      csv={`data:text/csv;charset=utf-8,${encodeURIComponent(tableCsv(table))}`}
    >
      <DataTable caption="Rates" table={table} />
    </Figure>
  )
}
