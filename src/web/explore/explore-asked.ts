import { queryOptions, keepPreviousData } from '@tanstack/react-query'
import type { ExploreAnswer, ExploreCatalogue, NearestQuestions } from '../../contract/explore.ts'
import type { QueryAnswer } from '../../contract/query.ts'
import { addressOf, ask } from '../ask/ask.ts'
import { questionAt } from '../ask/question-at.ts'
import type { ExploreSearch } from '../search.ts'

/** Names of an address that say how a table is shown or what it is made of; every other one is a filter. */
const reserved = new Set(['measure', 'rows', 'columns', 'at', 'from', 'to', 'map', 'basis', 'chart', 'sort', 'lens', 'open'])

/** Asks for a change of the question; undefined takes a part of it away. */
export type ChangeQuestion = (change: ExploreSearch) => void

/** What a page without a question asks. */
const first = { measure: 'fte', rows: 'staff_group' } as const

/** The question of an address, with what is meant when it says nothing. */
export function askedOf(search: ExploreSearch): ExploreSearch & { measure: string } {
  return search.measure === undefined ? { ...search, measure: first.measure, rows: search.rows ?? first.rows } : { ...search, measure: search.measure }
}

/** The filters of an address, the area among them. */
export function filtersOf(search: ExploreSearch): Record<string, string> {
  return Object.fromEntries(Object.entries(search).filter((pair): pair is [string, string] => pair[1] !== undefined && !reserved.has(pair[0])))
}

/** Write the address of a table in one of its forms: what is shown and what is taken away are the same question. */
export function exploreAddress(path: string, search: ExploreSearch): string {
  const { measure, rows, columns, at, from, to, map, basis } = askedOf(search)
  return addressOf(path, { measure, rows, columns, at, from, to, map, basis }, filtersOf(search))
}

export const exploreQuestion = (search: ExploreSearch) => {
  return queryOptions({ ...questionAt<ExploreAnswer>(exploreAddress('/api/explore', search)), placeholderData: keepPreviousData })
}
export const nearestQuestion = (search: ExploreSearch) => {
  const address = exploreAddress('/api/explore/nearest', search)
  return queryOptions({ queryKey: ['/api/explore/nearest', address], queryFn: ({ signal }) => ask<NearestQuestions>(address, { signal }) })
}
export const catalogueQuestion = () => queryOptions({ queryKey: ['/api/explore/catalogue'], queryFn: ({ signal }) => ask<ExploreCatalogue>('/api/explore/catalogue', { signal }) })

/** Values of a dimension: what the measure itself is held for. */
export const valuesQuestion = (measure: string, dimension: string) => {
  const address = addressOf('/api/query', { measure, by: dimension })
  return queryOptions({ queryKey: ['/api/query', address], queryFn: ({ signal }) => ask<QueryAnswer>(address, { signal }) })
}
