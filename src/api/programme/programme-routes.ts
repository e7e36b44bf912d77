import { z } from 'zod'
import { ProgrammeAnswer, ProgrammeGaps, ProgrammeGapsRequest, ProgrammeRequest } from '../../contract/programme-answer.ts'
import { ProgrammeHeld, ProgrammeList, ProgrammeNamed } from '../../contract/programme.ts'
import { isRefusal } from '../../units/refusal.ts'
import { writeEvidenceCsv } from './programme-evidence.ts'
import { answerProgrammeGaps } from './programme-gaps.ts'
import { answerProgramme } from '../programme.ts'
import { findProgramme, listProgrammes } from '../programmes.ts'
import { fileRoute, readRoute, type Route } from '../route.ts'

/** What the answer of a programme may be refused with. */
const programmeRefuses = ['unknown-programme', 'programme-not-readable', 'nothing-loaded', 'unknown-area']

export const programmeRoutes: readonly Route[] = [
  readRoute({
    url: '/api/programmes', policy: 'figures', says: 'Programmes of care: those shipped, and your own', group: 'Numbers', query: z.object({}), answer: ProgrammeList, refuses: [],
    handle: async ({ house, viewer }) => ({ programmes: await listProgrammes(house, viewer) }),
  }),
  readRoute({
    url: '/api/programme/file', policy: 'figures', says: 'What a programme says: roles, stages, need, standards and their sources', group: 'Numbers', query: ProgrammeNamed, answer: ProgrammeHeld, refuses: ['unknown-programme', 'programme-not-readable'],
    handle: ({ house, viewer }, { id }) => findProgramme(house, viewer, id),
  }),
  readRoute({
    url: '/api/programme', policy: 'figures', says: 'How a programme of care stands in an area: pathway, networks, need over time, learners, and what cannot be seen', group: 'Numbers', query: ProgrammeRequest, answer: ProgrammeAnswer, refuses: programmeRefuses,
    handle: ({ house, viewer }, query) => answerProgramme(house, viewer, query),
  }),
  readRoute({
    url: '/api/programme/gaps', policy: 'figures', says: 'Gaps of a programme in a year ahead, stage by stage, from the product’s own projection', group: 'Projection', query: ProgrammeGapsRequest, answer: ProgrammeGaps, refuses: programmeRefuses,
    handle: ({ house, viewer }, query) => answerProgrammeGaps(house, viewer, query),
  }),
  fileRoute({
    url: '/api/programme.csv', policy: 'figures', says: 'The evidence of a programme in an area as csv: one figure to a row', group: 'Numbers', query: ProgrammeRequest, params: z.object({}), refuses: programmeRefuses,
    handle: async ({ house, viewer }, query) => {
      const answer = await answerProgramme(house, viewer, query)
      return isRefusal(answer) ? answer : writeEvidenceCsv(answer)
    },
  }),
]
