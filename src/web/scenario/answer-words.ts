import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { groupInSentence } from '../../scenario/describe.ts'
import { sayGapIn } from '../charts/gap-words.ts'
import { sayNumber } from '../format.ts'

type Place = Pick<ScenarioAnswer['places'][number], 'profession' | 'areaName'> & { readonly rows: readonly { readonly scenario: { readonly gap: { readonly p50: number } | null } }[] }

/** Say who would still be short at the end with the levers: one by name, several counted. Whoever has no need stated is not counted. */
export function sayShort(places: readonly Place[], { year, unit }: { readonly year: number; readonly unit: string }): string {
  const needed = places.flatMap(({ profession, areaName, rows }) => {
    const gap = rows.at(-1)?.scenario.gap ?? null
    return gap === null ? [] : [{ name: `${groupInSentence(profession)} in ${areaName}`, gap: gap.p50 }]
  })
  const short = needed.filter(({ gap }) => isShort(gap))
  const [only, another] = needed
  if (only === undefined) return 'Nothing says how many are needed, so nobody is known to be short'
  if (another === undefined) return sayOne(only, { year, unit })
  const count = sayNumber(needed.length)
  const who = nounOf(places)
  if (short.length === 0) return `With the levers none of the ${count} ${who} would be short in ${year}`
  if (short.length === needed.length) return `With the levers ${needed.length === 2 ? 'both' : `all ${count}`} ${who} would be short in ${year}`
  return `With the levers ${sayNumber(short.length)} of the ${count} ${who} would be short in ${year}${short.length === 1 ? `: ${short[0]!.name}` : ''}`
}

/** A gap that is printed as none is none. */
function isShort(gap: number): boolean {
  return gap > 0 && sayNumber(gap) !== '0'
}

function sayOne({ name, gap }: { readonly name: string; readonly gap: number }, { year, unit }: { readonly year: number; readonly unit: string }): string {
  const said = sayGapIn(gap, unit)
  return `With the levers ${name} would ${said === 'no gap' ? 'have no gap' : `be ${said}`} in ${year}`
}

/** What is told apart: staff groups of one area, areas of one staff group, or both. */
function nounOf(places: readonly Place[]): string {
  const [groups, areas] = [new Set(places.map(({ profession }) => profession)).size, new Set(places.map(({ areaName }) => areaName)).size]
  if (areas === 1) return 'staff groups'
  return groups === 1 ? 'areas' : 'staff groups and areas'
}

const kinds = [['fact', 'fact', 'facts'], ['trend', 'trend', 'trends'], ['lever', 'lever', 'levers'], ['uncertainty', 'uncertainty', 'uncertainties']] as const

/** Say what an answer rests on, kind by kind. */
export function sayInputs(inputs: readonly { readonly kind: string }[]): string {
  const [last, ...before] = kinds.map(([kind, one, many]) => sayCounted(inputs.filter((input) => input.kind === kind).length, one, many)).toReversed()
  return `It rests on ${before.toReversed().join(', ')} and ${last}`
}

/** Write a number with so many digits, or whole where it has more; nothing behind the point that says nothing. */
export function sayToDigits(value: number, digits: number): string {
  const decimals = value === 0 ? 0 : Math.max(0, digits - 1 - Math.floor(Math.log10(Math.abs(value))))
  return sayNumber(value, Math.min(decimals, 12)).replace(/(\.\d*?)0+$/, '$1').replace(/\.$/, '')
}

/** Say how many of something: `no lever`, `1 lever`, `12 levers`. */
export function sayCounted(count: number, one: string, many: string): string {
  return count === 0 ? `no ${one}` : `${sayNumber(count)} ${count === 1 ? one : many}`
}
