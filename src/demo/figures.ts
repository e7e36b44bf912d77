import references from '../reference/professions.json' with { type: 'json' }
import figures from './national-figures.json' with { type: 'json' }
import mix from './profession-mix.json' with { type: 'json' }

/** One person in the demonstration nation stands for this many in England, so that three million records are enough. */
export const scale = 14

export const employerKinds = ['acute', 'mental health', 'community', 'ambulance', 'care board', 'network', 'care provider'] as const
export type EmployerKind = (typeof employerKinds)[number]

/** Published size and rates of one staff group, as cited in national-figures.json. */
export interface GroupFigures {
  readonly name: string
  readonly sector: string
  /** People in England at the date of the figure. */
  readonly heads: number
  readonly ftePerHead: number
  /** Leavers in a year over the mean of opening and closing heads. */
  readonly leaverRate: number
  readonly growthTenYears: number
  readonly growthTwoYears: number
  readonly femaleShare: number
}

/** Youngest, mean, standard deviation, oldest. Units: years. */
export type AgeShape = readonly [number, number, number, number]

export interface Profession {
  readonly name: string
  readonly group: number
  readonly sector: string
  /** Share of the staff group's people. */
  readonly share: number
  /** Share of the profession at each kind of employer, in the order of `employerKinds`. */
  readonly atKind: readonly number[]
  readonly ages: AgeShape
  readonly joiningAges: AgeShape
  readonly bands: readonly string[]
  readonly bandShares: readonly number[]
  /** Grade that people move up to, and the yearly share that does; in August only for training grades. */
  readonly advance: { readonly to: number; readonly yearly: number; readonly august: boolean } | null
  /** Years of the course that leads here and yearly starts per person in post; null when there is none. */
  readonly course: readonly [number, number] | null
}

export const groups: readonly GroupFigures[] = figures.staff_groups.map((row) => ({
  name: row.staff_group, sector: row.sector, heads: row.heads, ftePerHead: row.fte / row.heads, leaverRate: row.leaver_rate,
  growthTenYears: row.growth_ten_years, growthTwoYears: row.growth_two_years, femaleShare: row.female_share,
}))

/** Every profession of reference/professions.json, in that order. */
export const professions: readonly Profession[] = references.map((reference) => {
  const shape = mix.professions.find((row) => row.profession === reference.profession)
  if (!shape) throw new Error(`profession-mix.json has no line for ${reference.profession}`)
  return {
    name: reference.profession, sector: reference.sector, group: groups.findIndex((group) => group.name === reference.staff_group),
    share: shape.share, atKind: kindShares(shape.employers),
    ages: ageShape(mix.ages_in_post, shape.ages), joiningAges: ageShape(mix.ages_joining, shape.ages),
    bands: shape.bands.map((band) => String(band[0])), bandShares: shape.bands.map((band) => Number(band[1])),
    advance: shape.advance && { ...shape.advance, to: references.findIndex((other) => other.profession === shape.advance?.to) },
    course: shape.course ? [shape.course[0]!, shape.course[1]!] : null,
  }
})

/** Residents of England and their shares by sex and five-year age band, the last one open-ended. */
export const populationFigures = figures.population

/** Disease indicators: cited national level in per cent, yearly growth, and how much higher in an old place (`older` 1). */
export const indicators = figures.prevalence.map((row) => ({ name: row.indicator, percent: row.percent, growth: row.growth, risesWithAge: row.rises_with_age }))

function kindShares(pattern: string): readonly number[] {
  if (pattern === 'network') return [0, 0, 0, 0, 0, 1, 0]
  if (pattern === 'care provider') return [0, 0, 0, 0, 0, 0, 1]
  const shares = (mix.employers as Readonly<Record<string, readonly number[]>>)[pattern]
  if (!shares) throw new Error(`profession-mix.json has no pattern of employers called ${pattern}`)
  return [...shares, 0, 0]
}

function ageShape(shapes: Readonly<Record<string, readonly number[]>>, name: string): AgeShape {
  const shape = shapes[name]
  if (shape?.length !== 4) throw new Error(`profession-mix.json has no age shape called ${name}`)
  return [shape[0]!, shape[1]!, shape[2]!, shape[3]!]
}
