import type { Viewer } from '../access/viewer.ts'
import type { CubeAnswer, CubeRequest } from '../dataset/cube.ts'
import { isRefusal } from '../units/refusal.ts'
import type { Refusal } from '../units/refusal.ts'
import { writeAnswer } from './cube-answer.ts'
import { openCube } from './cube-context.ts'
import type { CubeContext } from './cube-context.ts'
import { readDirect } from './cube-direct.ts'
import type { Figures } from './cube-direct.ts'
import { readQuestion } from './cube-question.ts'
import type { Question } from './cube-question.ts'
import { readPayBill } from './cube-pay.ts'
import { readRate } from './cube-rates.ts'
import { readPerNeed } from './cube-ratios.ts'
import { refuseNoRun } from './cube-refusals.ts'
import { readPerRegister } from './cube-registers.ts'
import { readShare } from './cube-shares.ts'
import { readParticipation, readSkillMix } from './cube-staff-ratios.ts'
import { readTemporaryShare } from './cube-temporary.ts'
import { readVacancy } from './cube-vacancy.ts'
import type { House } from './house.ts'

export { readHistories, readHistoriesAhead, readHistoryParts } from './cube-history.ts'
export type { HistoryParts } from './cube-history.ts'
export { readMap } from './cube-map.ts'
export { listMeasures } from './cube-measures.ts'
export type { MeasureListing } from './cube-measures.ts'

/**
 * Answer one question about the dataset: the one way to any number held, for command line, API and page alike.
 *
 * One answer rests on one source. Rows never overlap; published totals stand beside them. Missing is never zero.
 * Errors: refusals `nothing-loaded`, `unknown-measure`, `unknown-area`, `unknown-staff-group`, `unknown-value`, `dimension-not-held`,
 * `area-not-held`, `staff-group-not-held`, `source-not-held`, `date-out-of-range`, `measure-not-available`, `no-run-agreed`.
 */
export async function answerCube(house: House, viewer: Viewer, request: CubeRequest): Promise<CubeAnswer | Refusal> {
  const context = await openCube(house, viewer)
  if (isRefusal(context)) return context
  const asked = await readQuestion(context, request)
  if (isRefusal(asked)) return asked
  const question = withIndicator(asked)
  const figures = await readFigures(context, question)
  return isRefusal(figures) ? figures : writeAnswer(context, question, figures)
}

/** Indicators cannot be added up: each has a row, and a filter may name the beginning of several. */
function withIndicator(question: Question): Question {
  const needs = (question.measure.id === 'prevalence' || question.measure.kind === 'per-register') && !question.by.includes('indicator')
  return needs ? { ...question, by: [...question.by, 'indicator'] } : question
}

function readFigures(context: CubeContext, question: Question): Promise<Figures | Refusal> {
  switch (question.measure.kind) {
    case 'leaver-rate':
    case 'joiner-rate':
    case 'stability':
    case 'turnover':
    case 'leavers':
    case 'joiners':
    case 'moves': return readRate(context, question)
    case 'per-need': return readPerNeed(context, question)
    case 'per-register': return readPerRegister(context, question)
    case 'share': return readShare(context, question)
    case 'participation': return readParticipation(context, question)
    case 'skill-mix': return readSkillMix(context, question)
    case 'pay-bill': return readPayBill(context, question)
    case 'agreed-run': return Promise.resolve(refuseNoRun(question))
    case 'vacancy': return readVacancy(context, question)
    case 'temporary-share': return readTemporaryShare(context, question)
    case 'direct': return readDirect(context, question, question.measure.bases)
  }
}
