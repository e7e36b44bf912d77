import type { Viewer } from '../../access/viewer.ts'
import type { QueryAnswer, QueryRequest } from '../../contract/query.ts'
import { measureNamed } from '../../dataset/measures.ts'
import { listMeasures, type MeasureListing } from '../../store/cube.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { answerAgreed } from '../projection/agreed-figures.ts'
import { projectionRefuses } from '../projection.ts'
import { answerQuery, queryRefuses, readRequest } from '../query.ts'
import { whatIfRefuses } from '../what-if.ts'

/** Answer any number there is, held or agreed in a plan: the one function behind the command line, the address and the tables. Errors: refuses `figureRefuses`. */
export async function answerFigure(house: House, viewer: Viewer, request: QueryRequest): Promise<QueryAnswer | Refusal> {
  if (measureNamed(request.measure)?.kind !== 'agreed-run') return answerQuery(house, viewer, request)
  const cube = readRequest(request)
  return isRefusal(cube) ? cube : answerAgreed(house, viewer, cube)
}

/** List every measure, and whether what is loaded or agreed can answer it; an agreed plan answers for the years it plans. */
export async function listFigures(house: House, viewer: Viewer): Promise<MeasureListing[]> {
  const [listed, agreed] = [await listMeasures(house, viewer), await house.planSteps.agreed(viewer, null)]
  return agreed.length === 0 ? listed : listed.map((sheet) => (measureNamed(sheet.id)?.kind === 'agreed-run' ? { ...sheet, available: true, why: null } : sheet))
}

/** Codes of the refusals of a figure: those of a question about the dataset, and those of the run of a plan. */
export const figureRefuses = [...new Set([...queryRefuses, ...projectionRefuses, ...whatIfRefuses, 'plan-year-not-held'])]
