import { stream, type Stream } from '../random/stream.ts'
import { pickWeighted } from './pick.ts'
import type { Spells } from './posts.ts'

/** What each person declares and how they are recorded, by person number; null where nothing is. `practice` is a number from 0 to 99 that decides the level of practice with the band. */
export interface Declared { readonly ethnicity: readonly (string | null)[]; readonly disability: readonly (string | null)[]; readonly training: readonly (string | null)[]; readonly practice: Uint8Array }

// Shares chosen to be plausible: about one in four of an ethnic minority, one in twenty disabled, and some who declare nothing. Codes of the NHS data dictionary.
const ethnicities = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'J', 'K', 'L', 'M', 'N', 'P', 'R', 'S', 'Z', null] as const
const ethnicityByNationality: readonly (readonly number[])[] = [
  [800, 12, 14, 6, 3, 5, 5, 38, 22, 7, 12, 17, 14, 4, 5, 6, 25, 15],
  [30, 120, 720, 3, 4, 3, 10, 12, 4, 2, 8, 3, 18, 4, 3, 10, 36, 20],
  [6, 2, 28, 3, 8, 5, 12, 290, 45, 14, 190, 8, 250, 18, 14, 52, 38, 25],
]
const disabilities = ['Yes', 'No', 'Not declared', 'Not recorded', null] as const
const disabilityWeights = [5, 76, 4, 9, 6] as const
const countriesByNationality: readonly (readonly (readonly [string | null, number])[])[] = [
  [['United Kingdom', 88], ['India', 2], ['Ireland', 1], ['Philippines', 1], [null, 8]],
  [['United Kingdom', 22], ['Ireland', 16], ['Portugal', 16], ['Spain', 13], ['Italy', 11], ['Romania', 12], [null, 10]],
  [['United Kingdom', 14], ['India', 31], ['Philippines', 18], ['Nigeria', 14], ['Pakistan', 6], ['Zimbabwe', 4], ['Ghana', 4], [null, 9]],
]

/** Draw what people declare, one after the other from a stream of its own: nothing else in the nation moves. */
export function declare(seed: number, { count, person, nationality }: Pick<Spells, 'count' | 'person' | 'nationality'>): Declared {
  let people = 0
  for (let at = 0; at < count; at++) people = Math.max(people, person[at]! + 1)
  const from = new Uint8Array(people)
  for (let at = 0; at < count; at++) from[person[at]!] = nationality[at]!
  const chance = stream(seed, 'demo/declared')
  const found = { ethnicity: [] as (string | null)[], disability: [] as (string | null)[], training: [] as (string | null)[], practice: new Uint8Array(people) }
  for (let one = 0; one < people; one++) {
    found.ethnicity.push(ethnicities[pickWeighted(chance, ethnicityByNationality[from[one]!]!)] ?? null)
    found.disability.push(disabilities[pickWeighted(chance, disabilityWeights)] ?? null)
    found.training.push(pickCountry(chance, from[one]!))
    found.practice[one] = Math.floor(chance.next() * 100)
  }
  return found
}

function pickCountry(chance: Stream, nationality: number): string | null {
  const countries = countriesByNationality[nationality]!
  return countries[pickWeighted(chance, countries.map(([, weight]) => weight))]![0]
}
