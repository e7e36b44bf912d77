import { z } from 'zod'
import { ExploreAnswer, ExploreCatalogue, ExploreRequest, NearestQuestions } from '../../contract/explore.ts'
import { exploreCatalogue } from './explore-catalogue.ts'
import { nearestQuestions } from './explore-nearest.ts'
import { answerExplore } from '../explore.ts'
import { figureRefuses } from '../query/any-figure.ts'
import { readRoute, type Route } from '../route.ts'

const refuses = [...figureRefuses, 'table-not-flat']

export const exploreRoutes: readonly Route[] = [
  readRoute({
    url: '/api/explore', policy: 'figures', says: 'Any number held as a table of rows and columns, with its totals, whether the parts add up, and what it may be drawn as', group: 'Numbers', query: ExploreRequest, answer: ExploreAnswer, refuses,
    handle: ({ house, viewer }, query) => answerExplore(house, viewer, query),
  }),
  readRoute({
    url: '/api/explore/catalogue', policy: 'figures', says: 'What a table can be made of: measures in their groups, each with its definition, and dimensions', group: 'Numbers', query: z.object({}), answer: ExploreCatalogue, refuses: [],
    handle: ({ house, viewer }) => exploreCatalogue(house, viewer),
  }),
  readRoute({
    url: '/api/explore/nearest', policy: 'figures', says: 'Questions near one that has no answer, each of which has one', group: 'Numbers', query: ExploreRequest, answer: NearestQuestions, refuses: [],
    handle: ({ house, viewer }, query) => nearestQuestions(house, viewer, query),
  }),
]
