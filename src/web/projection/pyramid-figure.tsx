import '../styles/flows.css'
import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useId, useState } from 'react'
import type { PyramidAnswer } from '../../contract/pyramid.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf, problemOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { pyramidQuestion } from '../ask/questions.ts'
import { AgePyramid } from '../charts/age-pyramid.tsx'
import type { AgeBar } from '../charts/age-pyramid.tsx'
import { amount, repeatable, shown, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayNumber } from '../format.ts'

type Year = PyramidAnswer['years'][number]

/** The group by age, now and in each year ahead, with those near retirement marked. */
export function PyramidFigure({ asked, year }: { asked: Parameters; year: string | undefined }) {
  const { data, error } = useQuery(pyramidQuestion(asked))
  if (error !== null) return <Unavailable id="pyramid" title="How old this group is and becomes is not available" why={problemOf(error).detail} />
  return data === undefined ? <output>Working it out…</output> : <Pyramid answer={data} asked={asked} shown={year} />
}

function Pyramid({ answer, asked, shown: chosen }: { answer: PyramidAnswer; asked: Parameters; shown: string | undefined }) {
  const navigate = useNavigate({ from: '/projection' })
  const go = (change: { pyramidYear?: string; retirementAge?: string }) => void navigate({ search: (previous) => ({ ...previous, ...change }), replace: true, resetScroll: false })
  const ahead = answer.years.find((one) => String(one.year) === chosen)?.ahead ?? 0
  const [first, year] = [answer.years[0]!, answer.years[ahead]!]
  const bars = barsOf(answer, ahead)
  const split = bars.some(({ women }) => women !== null)
  const title = titleOf(first, answer.years.at(-1)!, answer.retirementAge)
  return (
    <Figure
      id="pyramid"
      title={title}
      subtitle={`${answer.profession}, ${answer.areaName}, people by age on ${sayDate(year.date)}. Hatched: ${answer.retirementAge - 5} or older, so ${answer.retirementAge} or older within five years${ahead === 0 ? '' : '. Outlined: today'}`}
      source={`Mean age ${year.meanAge === null ? '–' : sayNumber(year.meanAge, 1)} on ${sayDate(year.date)}. ${answer.notes.join(' ')}`}
      table={tableOf(answer)}
      csv={addressOf('/api/pyramid.csv', asked)}
      provenance={[
        { name: 'Definition', says: 'People in post by age. Years ahead: who leaves at the rate of their age, a year older each year, and who joins at the ages of recent joiners' },
        { name: 'Formula', says: 'Each month a share of each age leaves, a twelfth of the others pass a birthday, and joiners arrive; every rate at its middle value' },
        { name: 'Method', says: 'docs/method/supply.md S1 to S4' },
        { name: 'Snapshot', says: <code>{answer.snapshot}</code> },
        { name: 'Repeat it', says: <code>{answer.repeat}</code> },
      ]}
    >
      <p className="cdr-gapline" style={{ marginBottom: '16px' }}>
        {answer.summary}
      </p>
      <div className="cdr-year">
        <YearChoice years={answer.years} ahead={ahead} onPick={(picked) => go({ pyramidYear: String(picked) })} />
        <NumberChoice label="Due to retire at" value={answer.retirementAge} from={50} to={75} onPick={(age) => go({ retirementAge: String(age) })} />
      </div>
      <AgePyramid bars={bars} most={mostOf(answer, split)} says={`On ${sayDate(year.date)}, oldest first. ${sayNumber(year.near)} of ${sayNumber(year.people)} are ${answer.retirementAge - 5} or older.`} />
    </Figure>
  )
}

/** A number field and a slider for the year that is shown. */
function YearChoice({ years, ahead, onPick }: { years: readonly Year[]; ahead: number; onPick: (year: number) => void }) {
  const [first, last] = [years[0]!.year, years.at(-1)!.year]
  return (
    <>
      <NumberChoice label="Year shown" value={years[ahead]!.year} from={first} to={last} onPick={onPick} />
      <input type="range" aria-label={`Year shown, ${first} to ${last}`} min={first} max={last} step={1} value={years[ahead]!.year} onChange={(event) => onPick(Number(event.target.value))} />
    </>
  )
}

/** A number that takes hold as soon as it is one of those there are; what cannot be used is said beside the field. */
function NumberChoice({ label, value, from, to, onPick }: { label: string; value: number; from: number; to: number; onPick: (value: number) => void }) {
  const id = useId()
  const [typed, setTyped] = useState<string | null>(null)
  const wrong = typed !== null
  const type = (text: string) => {
    const number = /^\d+$/.test(text.trim()) ? Number(text) : Number.NaN
    const fits = number >= from && number <= to
    setTyped(fits ? null : text)
    if (fits) onPick(number)
  }
  return (
    <span className="cdr-year__field">
      <label className="nhsuk-label" htmlFor={id}>
        {label}
      </label>
      <input id={id} className="nhsuk-input" inputMode="numeric" autoComplete="off" value={typed ?? String(value)} {...(wrong ? { 'aria-invalid': true as const, 'aria-describedby': `${id}-says` } : {})} onChange={(event) => type(event.target.value)} onBlur={() => setTyped(null)} />
      {wrong ? (
        <span className="nhsuk-error-message" id={`${id}-says`}>
          {from} to {to}
        </span>
      ) : null}
    </span>
  )
}

/** Bars of a year: women and men apart for today where records say. */
function barsOf({ years, sexes }: PyramidAnswer, ahead: number): AgeBar[] {
  const today = new Map(years[0]!.bands.map(({ ageFrom, people }) => [ageFrom, people]))
  const known = new Map(ahead === 0 ? sexes?.bands.map((band) => [band.ageFrom, band]) : [])
  return years[ahead]!.bands.map(({ ageFrom, ageTo, people, near }) => ({
    name: ageFrom === ageTo ? String(ageFrom) : `${ageFrom}–${ageTo}`,
    people,
    near,
    today: today.get(ageFrom) ?? 0,
    women: known.size === 0 ? null : (known.get(ageFrom)?.women ?? 0),
    men: known.size === 0 ? null : (known.get(ageFrom)?.men ?? 0),
  }))
}

/** The longest bar of any year, or of either sex today. */
function mostOf({ years, sexes }: PyramidAnswer, split: boolean): number {
  return split ? Math.max(...(sexes?.bands.flatMap(({ women, men }) => [women, men]) ?? [])) : Math.max(...years.flatMap(({ bands }) => bands.map(({ people }) => people)))
}

function titleOf(first: Year, last: Year, retirementAge: number): string {
  return `${sayNumber(shareOf(first))} % are ${retirementAge - 5} or older now, ${sayNumber(shareOf(last))} % in ${last.year} with rates as they are assumed`
}

function shareOf({ near, people }: Year): number {
  return people > 0 ? (near / people) * 100 : 0
}

function tableOf({ years, sexes, retirementAge, repeat }: PyramidAnswer): TableData {
  const sexOf = (ageFrom: number, sex: 'women' | 'men') => {
    const at = sexes?.bands.findIndex((band) => band.ageFrom === ageFrom) ?? -1
    return at < 0 ? amount(0) : repeatable(amount(sexes!.bands[at]![sex]), repeat, `/sexes/bands/${at}/${sex}`)
  }
  const none = shown('', null)
  return {
    columns: [{ name: 'Date' }, { name: 'Age' }, { name: 'People', numeric: true }, { name: `Of them ${retirementAge - 5} or older`, numeric: true }, ...(sexes === null ? [] : [{ name: 'Women', numeric: true }, { name: 'Men', numeric: true }])],
    rows: years.flatMap(({ date, ahead, bands }, at) =>
      bands.map(({ ageFrom, ageTo, people, near }, band) => [
        words(sayDate(date)),
        words(ageFrom === ageTo ? String(ageFrom) : `${ageFrom}–${ageTo}`),
        repeatable(amount(people), repeat, `/years/${at}/bands/${band}/people`),
        repeatable(amount(near), repeat, `/years/${at}/bands/${band}/near`),
        ...(sexes === null ? [] : ahead === 0 ? [sexOf(ageFrom, 'women'), sexOf(ageFrom, 'men')] : [none, none]),
      ]),
    ),
  }
}
