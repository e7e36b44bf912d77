import '../styles/flows.css'
import type { WhatIfAnswer } from '../../contract/what-if.ts'
import { EndBars } from '../charts/end-bars.tsx'
import { GainLossBars, saySigned } from '../charts/gain-loss-bars.tsx'
import { amount, shown, words, type TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { sayNumber } from '../format.ts'
import { namedBy } from './projection-part.ts'
import { provenanceOfWhatIf } from './what-if-figures.tsx'

type Place = WhatIfAnswer['places'][number]

/** Where those who join with the levers come from over all years ahead, and which of the groups and areas of the run gain and lose by moves. */
export function SpillOverProjected({ answer }: { answer: WhatIfAnswer }) {
  const [own] = answer.places
  if (own === undefined || own.origins.length === 0) return null
  const [newToSystem, moved, unknown] = [sumOf(own, 'newToSystem'), sumOf(own, 'moved'), sumOf(own, 'unknown')]
  const bars = [
    { name: 'New to the system', heads: newToSystem, unknown: false },
    { name: 'Moved from elsewhere in it', heads: moved, unknown: false },
    { name: 'Nobody stated from where', heads: unknown, unknown: true },
  ]
  const places = answer.places.map(gainsOf)
  const title = titleOf(own, { newToSystem, moved, unknown })
  return (
    <Figure
      id="spill-projected"
      width={6}
      title={title}
      subtitle={`${own.name}, people, ${answer.rows[0]!.year} to ${answer.rows.at(-1)!.year}, with the levers, rates at their middle`}
      source="Moved: from another area or sector, or from another group of this run; who gives, loses. What nobody stated is not spread over the rest. Not a forecast of what must happen."
      table={tableOf(answer)}
      provenance={provenanceOfWhatIf(answer)}
    >
      <EndBars title="Who joins" bars={bars} most={Math.max(...bars.map(({ heads }) => heads))} says={bars.map(({ name, heads }) => `${name}: ${sayNumber(heads)}`).join('; ')} />
      {places.every(({ gained, lost }) => gained === 0 && lost === 0) ? null : (
        <div style={{ marginTop: '24px' }}>
          <h3 className="cdr-ends__title">Moves within this run: what one gains, another loses</h3>
          <GainLossBars places={places} marked={own.name} says="The groups and areas of the run." />
        </div>
      )}
    </Figure>
  )
}

function gainsOf(place: Place) {
  const [gained, lost] = [sumOf(place, 'movedIn'), sumOf(place, 'movedOut')]
  return { code: place.name, name: place.name, gained, lost, net: gained - lost }
}

function sumOf({ origins }: Place, part: 'newToSystem' | 'moved' | 'unknown' | 'movedIn' | 'movedOut'): number {
  return origins.reduce((sum, year) => sum + year[part], 0)
}

function titleOf({ name }: Place, { newToSystem, moved, unknown }: { newToSystem: number; moved: number; unknown: number }): string {
  const all = newToSystem + moved + unknown
  if (all <= 0) return `Nobody joins ${name}`
  if (unknown === all) return 'Where those who join come from is not stated'
  const share = (part: number) => `${sayNumber((part / all) * 100)} %`
  return `Of those who join, ${share(newToSystem)} are new to the system and ${share(moved)} moved${unknown > 0 ? `; of ${share(unknown)} it is not stated` : ''}`
}

const originWords: Readonly<Record<string, string>> = {
  training: 'From training',
  abroad: 'From abroad',
  returners: 'Returners',
  widerMarket: 'From the wider labour market',
  otherSector: 'From another sector',
  otherArea: 'From another area',
  unknown: 'Not stated',
}

function tableOf(answer: WhatIfAnswer): TableData {
  const asked = namedBy(answer, '/whatIf/places')
  const kinds = Object.keys(originWords)
  return {
    columns: [{ name: 'Who' }, { name: 'Year' }, ...kinds.map((kind) => ({ name: originWords[kind]!, numeric: true })), { name: 'Moved in, within the run', numeric: true }, { name: 'Moved out', numeric: true }, { name: 'Net of moves', numeric: true }],
    rows: answer.places.flatMap(({ name, origins }, place) =>
      origins.map(({ year, byOrigin, movedIn, movedOut }, at) => [
        words(name),
        words(String(year)),
        ...kinds.map((kind) => (byOrigin[kind] === undefined ? shown('none', 0) : asked(amount(byOrigin[kind], 1), `/${place}/origins/${at}/byOrigin/${kind}`))),
        asked(amount(movedIn, 1), `/${place}/origins/${at}/movedIn`),
        asked(amount(movedOut, 1), `/${place}/origins/${at}/movedOut`),
        shown(saySigned(movedIn - movedOut), movedIn - movedOut),
      ]),
    ),
  }
}
