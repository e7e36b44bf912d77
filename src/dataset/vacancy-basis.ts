/** What counts as filling a funded post. */
export type VacancyBasisId = 'contracted' | 'working' | 'covered'

/** A basis of the vacancy rate, named wherever a rate on it is shown. */
export interface VacancyBasis {
  readonly id: VacancyBasisId
  readonly name: string
  readonly says: string
  readonly formula: string
  /** Id of the measure that answers on this basis. */
  readonly measure: string
}

/** From the narrowest view of a vacancy to the widest cover of it. Source: docs/method/establishment.md, E2. */
export const vacancyBases: readonly VacancyBasis[] = [
  { id: 'contracted', name: 'Contracted basis', measure: 'vacancy_rate', says: 'Everybody with a contract fills a post, at work or not; bank and agency fill none', formula: '(funded − in post) ÷ funded × 100' },
  { id: 'working', name: 'Working basis', measure: 'vacancy_rate_working', says: 'People on long leave, seconded out, suspended or held and not worked do not fill their post', formula: '(funded − (in post − away)) ÷ funded × 100' },
  { id: 'covered', name: 'After temporary cover', measure: 'vacancy_rate_covered', says: 'The working basis, and bank and agency fill posts; overtime does not', formula: '(funded − (in post − away) − bank − agency) ÷ funded × 100' },
]

/** Assignment statuses of people who have a contract and are not there to work. Source: the assignment statuses of the National Workforce Data Set, NHS England (DAPB1067). */
export const awayStatuses: readonly string[] = ['Maternity or adoption', 'Career break', 'External secondment, paid', 'External secondment, unpaid', 'Suspended with pay', 'Suspended without pay', 'Inactive']

/** What one organisation, named `level:code` where it matters, says about its posts; null where it does not say. Units: FTE. */
export interface PostsOfOne { readonly organisation?: string; readonly funded: number; readonly inPost: number; readonly away: number | null; readonly cover: number | null }

/** Vacancies on one basis. Units: FTE, and per cent of the funded FTE of the organisations covered; null rate where nothing is funded. */
export interface Vacancies { readonly basis: VacancyBasis; readonly vacancies: number | null; readonly rate: number | null; readonly organisations: number }

/** Work out vacancies on every basis, each over the organisations that say what it needs. Source: docs/method/establishment.md, E2. */
export function vacanciesOnEach(posts: readonly PostsOfOne[]): Vacancies[] {
  return vacancyBases.map((basis) => ({ basis, ...levelOf(posts, basis.id) }))
}

/** A level is a basis over some organisations; a step is what lies between two levels. Units: FTE and percentage points. */
export interface BridgeItem { readonly kind: 'basis' | 'step'; readonly says: string; readonly fte: number; readonly points: number }

/**
 * Walk from one basis to the next: each level is the one before plus its steps, exactly.
 *
 * Organisations that do not say what the next basis needs leave in a step of their own, so unlike coverage is never mixed with a change of basis.
 * Source: docs/method/establishment.md, E3.
 */
export function bridgeBases(posts: readonly PostsOfOne[]): BridgeItem[] {
  const items: BridgeItem[] = []
  let before: { vacancies: number; rate: number } | null = null
  for (const [at, basis] of vacancyBases.entries()) {
    const own = levelOf(posts, basis.id)
    if (own.vacancies === null || own.rate === null) break
    const level = { vacancies: own.vacancies, rate: own.rate }
    const earlier = vacancyBases[at - 1]
    if (before && earlier) {
      const same = levelOf(posts.filter((one) => says(one, basis.id)), earlier.id)
      const onSame = { vacancies: same.vacancies ?? 0, rate: same.rate ?? 0 }
      const leaves = posts.filter((one) => says(one, earlier.id) && !says(one, basis.id)).length
      if (leaves > 0) items.push(step(`${leaves} ${leaves === 1 ? 'organisation does' : 'organisations do'} not say what ${lower(basis.name)} needs`, before, onSame))
      items.push(step(stepWords[basis.id], onSame, level))
    }
    items.push({ kind: 'basis', says: basis.name, fte: level.vacancies, points: level.rate })
    before = level
  }
  return items
}

const stepWords: Readonly<Record<VacancyBasisId, string>> = { contracted: '', working: 'People away on long leave, seconded out, suspended or not worked', covered: 'Bank and agency' }

function step(words: string, from: { vacancies: number; rate: number }, to: { vacancies: number; rate: number }): BridgeItem {
  return { kind: 'step', says: words, fte: to.vacancies - from.vacancies, points: to.rate - from.rate }
}

function says({ away, cover }: PostsOfOne, basis: VacancyBasisId): boolean {
  return basis === 'contracted' || (away !== null && (basis === 'working' || cover !== null))
}

/** Vacancies on a basis over the organisations that say what it needs. */
function levelOf(posts: readonly PostsOfOne[], basis: VacancyBasisId): Omit<Vacancies, 'basis'> {
  const own = posts.filter((one) => says(one, basis))
  if (own.length === 0) return { vacancies: null, rate: null, organisations: 0 }
  const funded = own.reduce((sum, one) => sum + one.funded, 0)
  const vacancies = own.reduce((sum, one) => sum + vacanciesOf(one, basis), 0)
  return { vacancies, rate: funded === 0 ? null : (vacancies / funded) * 100, organisations: own.length }
}

function vacanciesOf({ funded, inPost, away, cover }: PostsOfOne, basis: VacancyBasisId): number {
  if (basis === 'contracted') return funded - inPost
  const working = funded - (inPost - (away ?? 0))
  return basis === 'working' ? working : working - (cover ?? 0)
}

function lower(words: string): string {
  return words.slice(0, 1).toLowerCase() + words.slice(1)
}
