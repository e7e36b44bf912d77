import '../styles/lens.css'
import { useQuery } from '@tanstack/react-query'
import { Link, useLocation } from '@tanstack/react-router'
import { lensMeasures, type LensAnswer, type LensDefinition } from '../../contract/lens.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { problemOf } from '../ask/ask.ts'
import { askedOf } from '../explore/explore-asked.ts'
import { shown, words, type TableCell } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { queriedAs } from '../figure/queried.ts'
import { sayCell, sayUnit } from '../format.ts'
import type { ExploreSearch } from '../search.ts'
import { LensBridgeFigure } from './lens-bridge-figure.tsx'
import { lensQuestion, type LensQuestion } from './lens-question.ts'
import { useLensChoice } from './use-lens-choice.ts'

/**
 * The other ways of counting a figure, and the bridge from it to any of them: placed wherever a measure is shown that is counted in several ways.
 * Closed it asks nothing. Where a measure is counted in one way only, there is nothing.
 */
export function Lens({ question }: { question: LensQuestion }) {
  const { choice, choose } = useLensChoice()
  if (!Object.values(lensMeasures).some((family) => (family as readonly string[]).includes(question.measure))) return null
  const open = choice !== undefined
  return (
    <section className="cdr-figure cdr-12 cdr-lensfigure" aria-labelledby="lens-title">
      <h2 id="lens-title">Counted another way</h2>
      <p className="cdr-subtitle">
        The same staff, posts or leavers give another figure under another definition. Two definitions are never mixed: between them lies a bridge whose parts add up.
      </p>
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
      <DataTable caption={data.name} table={{ columns: [{ name: data.name }, { name: 'Here', numeric: true }, { name: 'Unit' }, { name: 'Date' }, { name: 'What to do' }], rows: data.definitions.map((one) => definitionRow(one, data, { question, onExplore, choice, onChoose })) }} />
      {target === undefined ? null : <LensBridgeFigure question={question} from={data.current} to={target.id} />}
    </>
  )
}

interface Acts { readonly question: LensQuestion; readonly onExplore: boolean; readonly choice: string; readonly onChoose: (choice: string) => void }

function definitionRow(one: LensDefinition, { current }: LensAnswer, { question, onExplore, choice, onChoose }: Acts): TableCell[] {
  const isCurrent = one.id === current
  const [here, bridged] = [isCurrent ? ' (shown here)' : '', one.id === choice]
  const figure = one.value === null ? sayCell(null, one.status, one.unit) : `${sayCell(one.value, one.status, one.unit)}${one.status === 'estimated' ? ' [e]' : ''}`
  return [
    shown(<>{one.name}{here}<small className="cdr-lens__says">{one.why === null ? one.says : `${one.says}. ${one.why}`}</small></>, one.name),
    shown(<span {...queriedAs(one.repeat, one)}>{figure}</span>, one.value), words(sayUnit(one.unit)), words(one.asOf === null ? '' : sayDate(one.asOf)),
    shown(isCurrent || one.value === null ? '' : (
      <span className="cdr-lens__acts">
        <button type="button" className="cdr-action" aria-pressed={bridged} onClick={() => onChoose(bridged ? 'all' : one.id)}>
          Bridge<span className="nhsuk-u-visually-hidden"> to {one.name}</span>
        </button>
        <Link to="/explore" search={(previous: ExploreSearch) => switchTo(onExplore ? previous : null, one, question)} className="cdr-action" resetScroll={false}>
          Count this way<span className="nhsuk-u-visually-hidden">: {one.name}</span>
        </Link>
      </span>
    ), isCurrent ? 'shown here' : ''),
  ]
}

/** The same question counted the other way; on a page that is not Explore, of what that page shows. */
function switchTo(previous: ExploreSearch | null, { measure, basis, source }: LensDefinition, { where, map }: LensQuestion): ExploreSearch {
  const { sort: _sort, chart: _chart, open: _open, ...kept }: ExploreSearch = previous === null ? { ...where, lens: 'all' } : askedOf(previous)
  return { ...kept, measure, basis: basis === 'host' ? 'host' : undefined, map, ...(source === null ? {} : { source }) }
}
