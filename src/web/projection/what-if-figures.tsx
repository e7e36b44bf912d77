import type { WhatIfAnswer } from '../../contract/what-if.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { addressOf } from '../ask/ask.ts'
import type { Parameters } from '../ask/ask.ts'
import { sayRange } from '../charts/gap-words.ts'
import { LineChart } from '../charts/line-chart.tsx'
import { sayNumber, sayUnit } from '../format.ts'
import { amount, shown, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Figure } from '../figure/figure.tsx'
import type { ProvenanceLine } from '../figure/provenance-panel.tsx'
import { namedBy } from './projection-part.ts'

/** A change with its sign and, below ten, one decimal. */
export function sayChange(value: number): string {
  const size = sayNumber(Math.abs(value), Math.abs(value) < 10 ? 1 : 0)
  return Number(size.replaceAll(',', '')) === 0 ? '0' : `${value < 0 ? '−' : '+'}${size}`
}

function sayChangeRange({ p10, p90 }: { p10: number; p90: number }): string {
  return `${sayChange(p10)} to ${sayChange(p90)}`
}

/** Supply without and with the levers, and need: the message is the difference at the end. */
export function WhatIfSupply({ answer, asked }: { answer: WhatIfAnswer; asked: Parameters }) {
  const last = answer.rows.at(-1)!
  const unit = sayUnit(answer.unit)
  const { supply } = last.difference
  const title = supply.p10 === 0 && supply.p90 === 0 ? `The levers change nothing by ${last.year}` : `${sayChange(supply.p50)} ${unit} in ${last.year} with these levers`
  return (
    <Figure
      id="what-if-supply"
      title={title}
      subtitle={`${answer.profession}, ${answer.areaName}, ${unit}: median of ${answer.manifest.draws} draws. 80 % range of the difference in ${last.year}: ${sayChangeRange(supply)}`}
      source="The same futures with the levers and without. Not a forecast of what must happen."
      csv={addressOf('/api/what-if.csv', asked)}
      table={supplyTable(answer, unit)}
      provenance={provenanceOfWhatIf(answer)}
    >
      <LineChart
        lines={[
          { name: 'With levers', colour: '#146a62', dash: '', points: answer.rows.map(({ date, scenario }) => ({ date, value: scenario.supply.p50 })) },
          { name: 'Without', colour: '#12436d', dash: '7 4', points: answer.rows.map(({ date, baseline }) => ({ date, value: baseline.supply.p50 })) },
          { name: 'Demand', colour: '#801650', dash: '2 4', points: answer.rows.map(({ date, demand }) => ({ date, value: demand.p50 })) },
        ]}
        says={`Line chart. ${title}: ${sayNumber(last.scenario.supply.p50)} instead of ${sayNumber(last.baseline.supply.p50)}, and demand ${sayNumber(last.demand.p50)}.`}
      />
    </Figure>
  )
}

function supplyTable(answer: WhatIfAnswer, unit: string): TableData {
  const asked = namedBy(answer, '/whatIf/rows')
  return {
    columns: [{ name: 'Date' }, ...[`Without levers, ${unit}`, 'With levers', 'With levers, 80 % range', 'Difference', 'Difference, 80 % range', 'Gap without', 'Gap with levers', 'Gap with levers, 80 % range'].map((name) => ({ name, numeric: true }))],
    rows: answer.rows.map(({ date, baseline, scenario, difference }, at) => [
      words(sayDate(date)), asked(amount(baseline.supply.p50), `/${at}/baseline/supply/p50`), asked(amount(scenario.supply.p50), `/${at}/scenario/supply/p50`), words(sayRange(scenario.supply)),
      asked(shown(sayChange(difference.supply.p50), difference.supply.p50), `/${at}/difference/supply/p50`), words(sayChangeRange(difference.supply)), asked(shown(sayChange(baseline.gap.p50), baseline.gap.p50), `/${at}/baseline/gap/p50`),
      asked(shown(sayChange(scenario.gap.p50), scenario.gap.p50), `/${at}/scenario/gap/p50`), words(`${sayChange(scenario.gap.p10)} to ${sayChange(scenario.gap.p90)}`),
    ]),
  }
}

/** What every figure of a what-if stands on. */
export function provenanceOfWhatIf({ provenance, manifest, notes, notAvailable }: WhatIfAnswer): ProvenanceLine[] {
  return [
    { name: 'Definition', says: provenance.definition },
    { name: 'Formula', says: provenance.formula },
    { name: 'Method', says: provenance.method },
    { name: 'Source files', says: provenance.sources.map((source) => `${source.title}: ${source.file}, to ${sayDate(source.periodTo)}`).join('; ') || 'No file' },
    { name: 'Not available', says: notAvailable.map(({ what, needed }) => `${what}: ${needed}`).join('; ') || 'Nothing that was needed' },
    { name: 'Notes', says: notes.join(' ') },
    { name: 'Model, seed and draws', says: `${manifest.model}, seed ${manifest.seed}, ${manifest.draws} draws` },
    { name: 'Snapshot', says: <code>{provenance.snapshot}</code> },
    { name: 'Levers', says: <code>{manifest.scenario.slice(0, 12)}</code> },
    { name: 'Repeat it', says: <code>{provenance.repeat}</code> },
  ]
}

/** What keeps levers from acting, year by year; a lever that acts in full is said to. */
export function WhatIfBinds({ answer }: { answer: WhatIfAnswer }) {
  const { binds, levers } = answer
  if (binds.length === 0) {
    return (
      <section className="cdr-figure cdr-6" aria-labelledby="what-if-binds-title">
        <h2 id="what-if-binds-title">Every lever does what it says</h2>
        <p className="cdr-subtitle">Nothing binds: no placement, post, candidate or course keeps a lever from acting in any year</p>
      </section>
    )
  }
  const table = { columns: [{ name: 'Year' }, { name: 'Lever' }, { name: 'What binds' }], rows: binds.map(({ year, lever, says }) => [words(String(year)), words(levers[lever]?.title ?? ''), words(says)]) }
  const held = new Set(binds.map(({ lever }) => lever)).size
  return (
    <Figure id="what-if-binds" width={6} title={`${held === 1 ? 'One lever does' : `${held} levers do`} less than ${held === 1 ? 'it says' : 'they say'}`} subtitle="What binds, year by year; rates at their middle" table={table} provenance={provenanceOfWhatIf(answer)}>
      <DataTable caption="What binds, year by year" table={table} />
    </Figure>
  )
}

/** Programmes with their levers: places asked for, those who start, and those who qualify. */
export function WhatIfTraining({ answer }: { answer: WhatIfAnswer }) {
  const named = namedBy(answer)
  return answer.training.map(({ programme, provider, years }, at) => {
    const turnedAway = years.reduce((sum, year) => sum + year.turnedAway, 0)
    const table = {
      columns: [{ name: 'Year' }, ...['Places', 'Start', 'Find no placement', 'Qualify', 'Qualify without levers', 'On the course'].map((name) => ({ name, numeric: true }))],
      rows: years.map((row, year) => [words(String(row.year)), ...(['asked', 'started', 'turnedAway', 'qualified', 'qualifiedBefore', 'onCourse'] as const).map((name) => named(amount(row[name]), `/whatIf/training/${at}/years/${year}/${name}`))]),
    }
    return (
      <Figure
        key={programme}
        id={`what-if-training-${at}`}
        width={6}
        title={turnedAway > 0.5 ? `${sayNumber(turnedAway)} places find no placement` : 'Every place finds a placement, as far as is known'}
        subtitle={`${programme}, ${provider}: people a year. Trainees are not counted as qualified`}
        table={table}
        provenance={provenanceOfWhatIf(answer)}
      >
        <DataTable caption={`${programme}, people a year`} table={table} />
      </Figure>
    )
  })
}

/** The professions and areas that levers link to the one projected. */
export function WhatIfOthers({ answer }: { answer: WhatIfAnswer }) {
  const others = answer.places.slice(1)
  if (others.length === 0) return null
  const unit = sayUnit(answer.unit)
  const table = {
    columns: [{ name: 'Who' }, ...[`Without levers, ${unit}`, 'With levers', 'Difference', 'Difference, 80 % range'].map((name) => ({ name, numeric: true }))],
    rows: others.map(({ name, rows }, at) => {
      const { baseline, scenario, difference } = rows.at(-1)!
      const asked = namedBy(answer, `/whatIf/places/${at + 1}/rows/${rows.length - 1}`)
      return [words(name), asked(amount(baseline.p50), '/baseline/p50'), asked(amount(scenario.p50), '/scenario/p50'), asked(shown(sayChange(difference.p50), difference.p50), '/difference/p50'), words(sayChangeRange(difference))]
    }),
  }
  return (
    <Figure id="what-if-others" width={6} title={titleOfOthers(others.map(({ rows }) => rows.at(-1)!.difference.p50))} subtitle={`Others in the run in ${answer.rows.at(-1)!.year}: whoever moves is counted once`} source="Not a forecast of what must happen." table={table} provenance={provenanceOfWhatIf(answer)}>
      <DataTable caption="Others in the run" table={table} />
    </Figure>
  )
}

function titleOfOthers(differences: readonly number[]): string {
  if (differences.every((difference) => difference < 0)) return 'Where staff come from, they are missed'
  return differences.every((difference) => difference > 0) ? 'Where staff go, they are gained' : 'What others in the run gain and lose'
}

/** Everybody over all years: start + joined − left − aged out ± moved = end. */
export function WhatIfAccount({ answer }: { answer: WhatIfAnswer }) {
  const { conservation } = answer.manifest
  const asked = namedBy(answer, '/whatIf/manifest/conservation')
  const worst = Math.max(...conservation.map(({ residual }) => Math.abs(residual)))
  const table = {
    columns: [{ name: 'Who' }, ...['Start', 'Joined', 'Left', 'Aged out', 'Moved in', 'Moved out', 'End'].map((name) => ({ name, numeric: true }))],
    rows: conservation.map((row, at) => [words(row.name), ...(['start', 'joined', 'left', 'agedOut', 'movedIn', 'movedOut', 'end'] as const).map((name) => asked(amount(row[name]), `/${at}/${name}`))]),
  }
  return (
    <Figure
      id="what-if-account"
      width={6}
      title={worst < 1e-3 ? 'Nobody is lost between groups' : `The account is out by ${sayNumber(worst, 3)} people`}
      subtitle="People over all years, with levers: start + joined − left − aged out + moved in − moved out = end. Rates at their middle"
      source="Numbers are printed whole; the account balances unrounded."
      table={table}
      provenance={provenanceOfWhatIf(answer)}
    >
      <DataTable caption="Account of everybody in the run" table={table} />
    </Figure>
  )
}
