import type { ScenarioAnswer } from '../../contract/scenario.ts'
import type { ScenarioGain } from '../../contract/scenario-gains.ts'
import { DotRows, type DotRow } from '../charts/dot-rows.tsx'
import { sayGap } from '../charts/gap-words.ts'
import { amount, shown, words, type TableCell, type TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { Unavailable } from '../figure/unavailable.tsx'
import { sayNumber, sayUnit } from '../format.ts'
import { namedBy, sharesNamedBy } from '../projection/projection-part.ts'
import { sayChange } from '../projection/what-if-figures.tsx'
import { useAreasTold } from './areas-told.ts'
import { provenanceOfScenario } from './scenario-provenance.tsx'

interface Parts { readonly answer: ScenarioAnswer; readonly csv: string }

/** Who gains and who loses at the last year end, by area and by how deprived areas are. */
export function GainsFigures(parts: Parts) {
  if (!parts.answer.gains.areasAsked) return <AskAreas />
  return (
    <>
      <GainsByArea {...parts} />
      <GainsByDeprivation {...parts} />
    </>
  )
}

const series = ['do nothing', 'with the levers'] as const

/** The gap of every area that is told apart, without the levers and with them; who gains most stands first. */
function GainsByArea({ answer, csv }: Parts) {
  const { byArea, rule, year } = answer.gains
  if (byArea === null) return <Missing id="scenario-areas" what="Who gains and loses by area" answer={answer} />
  const from = '/gains/byArea'
  const rows = byArea.areas.toSorted((a, b) => (a.shareChange ?? 0) - (b.shareChange ?? 0))
  const table: TableData = {
    columns: [{ name: 'Area' }, ...gainColumns(answer), { name: 'Deprivation, %', numeric: true }],
    rows: [
      ...rows.map((row) => {
        const path = `/areas/${byArea.areas.indexOf(row)}`
        return [words(row.name), ...gainCells(row, answer, `${from}${path}`), namedBy(answer, from)(amount(row.deprivation, 1), `${path}/deprivation`)]
      }),
      [words('All of these together'), ...gainCells(byArea.together, answer, `${from}/together`), words('')], [words(`${answer.areaName}, as a whole`), ...gainCells(byArea.whole, answer, `${from}/whole`), words('')],
    ],
  }
  const untold = byArea.untold.map(({ title, why, areas }) => `${title} is not told apart in ${areas} of them: ${why}.`)
  const without = byArea.without.length === 0 ? [] : [`Not projected: ${byArea.without.map(({ name }) => name).join(', ')}.`]
  return (
    <Figure id="scenario-areas" title={byArea.says} subtitle={`Gap in ${year} as a share of need, ${series.join(' and ')}; above 0 is short. ${rule}`} source={[`${byArea.apartSays}.`, ...untold, ...without].join(' ')} csv={csv} table={table} provenance={provenanceOfScenario(answer)}>
      <GainDots rows={rows.map((row) => ({ name: row.name, gain: row }))} whole={byArea.whole} answer={answer} says={`${byArea.says}. ${rows.length} areas, the one that gains most first.`} />
    </Figure>
  )
}

/** The same by fifths of areas, from the least deprived; areas of which nobody knows stand apart. */
function GainsByDeprivation({ answer, csv }: Parts) {
  const { byDeprivation, byArea, year } = answer.gains
  if (byDeprivation === null) return <Missing id="scenario-deprivation" what="Who gains and loses by deprivation" answer={answer} />
  const { groups, notKnown, says, apartSays, indicator, asOf, sources } = byDeprivation
  const from = '/gains/byDeprivation'
  const rows = [
    ...groups.map((group, at) => ({ name: group.name, areas: group.areas, range: `${sayNumber(group.from, 1)} to ${sayNumber(group.to, 1)}`, gain: group, path: `/groups/${at}` })),
    ...(notKnown === null ? [] : [{ name: 'Not known', areas: notKnown.areas, range: '[x]', gain: notKnown, path: '/notKnown' }]),
  ]
  const table: TableData = { columns: [{ name: 'Areas' }, { name: 'How many', numeric: true }, { name: 'Deprivation, %', numeric: true }, ...gainColumns(answer)], rows: rows.map(({ name, areas, range, gain, path }) => [words(name), namedBy(answer, from)(amount(areas), `${path}/areas`), words(range), ...gainCells(gain, answer, from + path)]) }
  return (
    <Figure
      id="scenario-deprivation" title={says} csv={csv} table={table} provenance={provenanceOfScenario(answer)}
      subtitle={`Gap in ${year} as a share of need, ${series.join(' and ')}. Areas in order of: ${indicator.toLowerCase()}, ${asOf.slice(0, 4)}. Each area counts once, whatever its size`} source={`${apartSays}. ${sources.join('; ')}. Deprived people live in every fifth: this is about areas, not about people.`}
    >
      <GainDots rows={rows} whole={byArea!.whole} answer={answer} says={`${says}. ${rows.length} groups of areas, the least deprived first.`} />
    </Figure>
  )
}

function GainDots({ rows, whole, answer, says }: { readonly rows: readonly { readonly name: string; readonly gain: ScenarioGain }[]; readonly whole: ScenarioGain; readonly answer: ScenarioAnswer; readonly says: string }) {
  const dots: DotRow[] = rows.map(({ name, gain }) => ({ name, figures: [gain.without.share, gain.with.share].map((share) => ({ value: share === null ? null : 100 * share, status: share === null ? 'not-applicable' : 'ok' })) }))
  const reference = whole.with.share === null ? null : { name: `${answer.areaName}, with the levers`, value: 100 * whole.with.share }
  return <DotRows rows={dots} series={series} reference={reference} says={says} say={({ value }) => (value === null ? '[z]' : `${sayNumber(value, 1)} %`)} />
}

function gainColumns({ unit }: ScenarioAnswer): TableData['columns'] {
  return [`Need, ${sayUnit(unit)}`, 'Gap, do nothing', 'Gap with levers', 'Gained', 'Gap, do nothing, % of need', 'Gap with levers, % of need', 'Gained, % of need'].map((name) => ({ name, numeric: true }))
}

/** What is gained is the change of the gap with its sign turned: the command has the change. */
function gainCells({ without, with: moved, change, shareChange }: ScenarioGain, answer: ScenarioAnswer, path: string): TableCell[] {
  const [asked, share] = [namedBy(answer, path), sharesNamedBy(answer, path)]
  return [
    asked(amount(moved.need), '/with/need'), asked(shown(sayGap(without.gap), without.gap), '/without/gap'), asked(shown(sayGap(moved.gap), moved.gap), '/with/gap'), shown(sayChange(-change), -change),
    share(without.share, '/without/share', 1), share(moved.share, '/with/share', 1), amount(shareChange === null ? null : -100 * shareChange, 1),
  ]
}

function Missing({ id, what, answer }: { readonly id: string; readonly what: string; readonly answer: ScenarioAnswer }) {
  const missing = answer.notAvailable.find((one) => one.what === what)
  return missing === undefined ? null : <Unavailable id={id} title={`${what}: not available`} why={`Needed: ${missing.needed}`} />
}

/** Offer to tell areas apart, or say that it is on its way: rates of every area are learnt for it. */
function AskAreas() {
  const { told, tell } = useAreasTold()
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="scenario-areas-title">
      <h2 id="scenario-areas-title">Who gains and loses, by area and by deprivation</h2>
      <p className="cdr-subtitle">The areas of the level below, each with the levers as they act there. The rates of every area are learnt for it, which takes up to a minute after new data</p>
      {told ? (
        <output>The areas are being told apart…</output>
      ) : (
        <p className="cdr-buttons">
          <button type="button" className="nhsuk-button nhsuk-button--secondary" onClick={tell}>
            Tell the areas apart
          </button>
        </p>
      )}
    </section>
  )
}
