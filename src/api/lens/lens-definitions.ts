import { vacancyBases } from '../../dataset/vacancy-basis.ts'

type LensFamily = 'staff' | 'vacancy' | 'leaving'

/** One way of counting something: a measure, with where people count or what the figure comes from where that makes a difference. */
export interface Counting {
  readonly id: string
  readonly family: LensFamily
  readonly name: string
  readonly says: string
  readonly measure: string
  readonly basis: 'employer' | 'host' | null
  /** True for the figure as somebody else published it, where our own could be counted too. */
  readonly published: boolean
}

/** What a family is called where one of its definitions is chosen. */
export const familyNames: Readonly<Record<LensFamily, string>> = { staff: 'How staff are counted', vacancy: 'What fills a post', leaving: 'Who counts as a leaver' }

const own = { basis: null, published: false } as const

/** Every way of counting there is, in the order they are shown. Two of them are never mixed: between them lies a bridge, or the reason why there is none. */
export const countings: readonly Counting[] = [
  { ...own, id: 'fte', family: 'staff', measure: 'fte', basis: 'employer', name: 'FTE, with the employer', says: 'Contracted hours as shares of full time, at the organisation that employs' },
  { ...own, id: 'fte-host', family: 'staff', measure: 'fte', basis: 'host', name: 'FTE, where people work', says: 'Contracted hours as shares of full time, at the organisation where the work is done' },
  { ...own, id: 'headcount', family: 'staff', measure: 'headcount', basis: 'employer', name: 'Headcount, with the employer', says: 'People, each once, at the organisation that employs' },
  { ...own, id: 'headcount-host', family: 'staff', measure: 'headcount', basis: 'host', name: 'Headcount, where people work', says: 'People, each once, at the organisation where the work is done' },
  { ...own, id: 'posts', family: 'staff', measure: 'posts', basis: 'employer', name: 'Posts held, with the employer', says: 'Posts that somebody holds, whatever their hours: a person with two counts twice' },
  { ...own, id: 'posts-host', family: 'staff', measure: 'posts', basis: 'host', name: 'Posts held, where people work', says: 'Posts that somebody holds, at the organisation where the work is done' },
  { ...own, id: 'establishment', family: 'staff', measure: 'establishment', name: 'Funded posts', says: 'Full-time posts that the ledger funds, filled or not' },
  ...vacancyBases.map(({ name, says, measure }): Counting => ({ ...own, id: measure, family: 'vacancy', measure, name, says })),
  { ...own, id: 'leaver_rate', family: 'leaving', measure: 'leaver_rate', name: 'Leaver rate', says: 'People who left the area for every hundred in post; a move inside it is no leaver' },
  { ...own, id: 'turnover', family: 'leaving', measure: 'turnover', name: 'Turnover of the employers', says: 'People who left their employer, for another inside the area or out of it, for every hundred in post' },
  { ...own, id: 'leaver_rate-published', family: 'leaving', measure: 'leaver_rate', published: true, name: 'Leaver rate, as published', says: 'Leavers as the publisher counted them, over the published headcounts' },
]

/** The definition that a measure means by itself; null where it is counted in one way only. */
export function countingOf(measure: string, basis: 'employer' | 'host' | undefined): Counting | null {
  return countings.find((one) => one.measure === measure && !one.published && (one.basis === null || one.basis === (basis ?? 'employer'))) ?? null
}

/** A step between two neighbouring definitions. Unit: of what the bridge counts. */
export interface LensStep { readonly says: string; readonly size: number }

/** The same steps walked the other way. */
export function reversed(steps: readonly LensStep[]): LensStep[] {
  return steps.toReversed().map(({ says, size }) => ({ says, size: -size }))
}
