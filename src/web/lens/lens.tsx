import '../styles/lens.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import type { LensDefinition } from '../../contract/lens.ts'
import { lensMeasures } from '../../contract/lens-measures.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { problemOf } from '../ask/ask.ts'
import { askedOf } from '../explore/explore-asked.ts'
import { queriedAs } from '../figure/queried.ts'
import { sayCell, sayDatesIn, sayUnit } from '../format.ts'
import type { ExploreSearch } from '../search.ts'
import { LensBridgeFigure } from './lens-bridge-figure.tsx'
import { lensQuestion, type LensQuestion } from './lens-question.ts'
import { useLensChoice } from './use-lens-choice.ts'

/**
 * The other ways of counting a figure, and the bridge from it to any of them: placed wherever a measure is shown that is counted in several ways.
 * Closed it asks nothing. `children` say of whom, where a page shows several. Where a measure is counted in one way only, there is nothing.
 */
export function Lens({ question, children }: { question: LensQuestion; children?: ReactNode }) {
  const { choice, choose } = useLensChoice()
  if (!Object.values(lensMeasures).some((family) => (family as readonly string[]).includes(question.measure))) return null
  const open = choice !== undefined
  return (
    <section className="cdr-figure cdr-12 cdr-lensfigure" aria-labelledby="lens-title">
      <h2 id="lens-title">Counted another way</h2>
      <p className="cdr-subtitle">
        Another definition gives another figure of the same staff. The two are never mixed: between them lies a bridge whose parts add up.
      </p>
      {children}
      <button type="button" className="cdr-action" aria-expanded={open} onClick={() => choose(open ? undefined : 'all')}>
        {open ? 'Hide the other ways of counting' : 'Show the other ways of counting'}
      </button>
      {open ? <OpenLens question={question} choice={choice} onChoose={choose} /> : null}
    </section>
  )
}

function OpenLens({ question, choice, onChoose }: { question: LensQuestion; choice: string; onChoose: (choice: string) => void }) {
  const { data, error } = useQuery(lensQuestion(question))
  const onExplore = useLocation({ select: ({ pathname }) => pathname === '/explore' })
  if (error) return <p className="cdr-second">{problemOf(error).detail}</p>
  if (data === undefined) return <p>Working it out</p>
  const target = data.definitions.find(({ id }) => id === choice && id !== data.current)
  return (
    <>
      <h3 className="cdr-strong">{data.name}</h3>
      <ul className="cdr-lens__list">
        {data.definitions.map((one) => (
          <Definition key={one.id} one={one} current={data.current} acts={{ question, onExplore, choice, onChoose }} />
        ))}
      </ul>
      {target === undefined ? null : <LensBridgeFigure question={question} from={data.current} to={target.id} />}
    </>
  )
}

interface Acts { readonly question: LensQuestion; readonly onExplore: boolean; readonly choice: string; readonly onChoose: (choice: string) => void }

/** A way of counting with the figure it gives here, and what can be done with it. */
function Definition({ one, current, acts: { question, onExplore, choice, onChoose } }: { one: LensDefinition; current: string; acts: Acts }) {
  const [isCurrent, bridged] = [one.id === current, one.id === choice]
  return (
    <li>
      <span>
        <b>{one.name}</b>
        {isCurrent ? ' (shown here)' : ''}
        <small>{one.why === null ? one.says : `${one.says}. ${sayDatesIn(one.why)}`}</small>
      </span>
      <span className="cdr-lens__figure">
        <b {...queriedAs(one.repeat, one)}>{`${sayCell(one.value, one.status, one.unit)}${one.value !== null && one.status === 'estimated' ? ' [e]' : ''}`}</b>
        <small>{one.value === null ? '' : `${sayUnit(one.unit)}, ${one.asOf === null ? '' : sayDate(one.asOf)}`}</small>
      </span>
      <span className="cdr-lens__acts">
        {isCurrent || one.value === null ? null : (
          <>
            <button type="button" className="cdr-action" aria-pressed={bridged} onClick={() => onChoose(bridged ? 'all' : one.id)}>
              Bridge<span className="nhsuk-u-visually-hidden"> to {one.name}</span>
            </button>
            <Link to="/explore" search={(previous: ExploreSearch) => switchTo(onExplore ? previous : null, one, question)} className="cdr-action" resetScroll={false}>
              Count this way<span className="nhsuk-u-visually-hidden">: {one.name}</span>
            </Link>
          </>
        )}
      </span>
    </li>
  )
}

/** The same question counted the other way; on a page that is not Explore, of what that page shows. */
function switchTo(previous: ExploreSearch | null, { measure, basis, source }: LensDefinition, { where, map }: LensQuestion): ExploreSearch {
  const { sort: _sort, chart: _chart, open: _open, ...kept }: ExploreSearch = previous === null ? { ...where, lens: 'all' } : askedOf(previous)
  return { ...kept, measure, basis: basis === 'host' ? 'host' : undefined, map, ...(source === null ? {} : { source }) }
}
