import type { ProgrammePipeline } from '../../contract/programme-answer.ts'
import { sayQuery } from '../../contract/query-command.ts'
import type { QueryAnswer, QueryRequest } from '../../contract/query.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { askScene, type ProgrammeScene } from './programme-scene.ts'

/** Who starts in the professions of a programme, and how many of an intake complete, register and take a first post, where that is held. */
export function programmePipeline(scene: ProgrammeScene): Promise<ProgrammePipeline[]> {
  return Promise.all(scene.file.pipeline.map(async (profession): Promise<ProgrammePipeline> => {
    const asked = ['learner_starts', 'completion_rate', 'registration_rate', 'first_post_rate'].map((measure): QueryRequest => ({ measure, by: 'period', where: [`area=${scene.place.area.code}`, `profession=${profession}`], ...(scene.place.mapAsked === null ? {} : { map: scene.place.mapAsked }) }))
    const [starts, completed, registered, posts] = await Promise.all(asked.map((request) => askScene(scene, request)))
    const intakes = intakesOf(starts!)
    return {
      profession, starts: intakes, completed: intakesOf(completed!), registered: intakesOf(registered!), firstPosts: intakesOf(posts!), commands: asked.map(sayQuery),
      why: isRefusal(starts!) ? `${starts.found.charAt(0).toUpperCase()}${starts.found.slice(1)}. ${starts.need}` : intakes.some(({ value }) => value !== null) ? null : `No learners of ${profession} are held here`,
    }
  }))
}

function intakesOf(answer: QueryAnswer | Refusal): ProgrammePipeline['starts'] {
  if (isRefusal(answer)) return []
  return answer.rows.map((row) => ({ intake: String(row['period']).slice(-10), value: row.value, status: row.status })).toSorted((a, b) => (a.intake < b.intake ? -1 : 1))
}
