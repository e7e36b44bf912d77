import { keepPreviousData, queryOptions } from '@tanstack/react-query'
import type { AreaMap, StaffGroups } from '../../contract/area.ts'
import type { AssumptionLibrary } from '../../contract/assumption.ts'
import type { ModelRegister } from '../../contract/model-register.ts'
import type { AcceptedFindings } from '../../contract/accepted-finding.ts'
import type { CoverageAnswer, GapMatrix } from '../../contract/coverage.ts'
import type { DemandMethods } from '../../contract/demand.ts'
import type { EstablishmentAnswer, EstablishmentBridge } from '../../contract/establishment.ts'
import type { History, Moved } from '../../contract/history.ts'
import type { QualityAnswer, ScoresAnswer } from '../../contract/quality.ts'
import type { BacktestAnswer, BacktestSources } from '../../contract/backtest.ts'
import type { ComingsAnswer, SpillOverAnswer } from '../../contract/comings.ts'
import type { EverywhereAnswer, EverywhereRun } from '../../contract/everywhere.ts'
import type { ImportJob, ImportJobs, SentFileMapping } from '../../contract/import-job.ts'
import type { Holdings } from '../../contract/holdings.ts'
import type { BoardAnswer } from '../../contract/board.ts'
import type { LevelMeasures, OverviewAnswer, OverviewChanges, OverviewFuture, OverviewMap } from '../../contract/overview.ts'
import type { PeersAnswer } from '../../contract/peers.ts'
import type { ProjectionAnswer } from '../../contract/projection.ts'
import type { PyramidAnswer } from '../../contract/pyramid.ts'
import type { MeasureSheet } from '../../contract/query.ts'
import type { RatesAnswer, RatesMoved } from '../../contract/rates.ts'
import type { SensitivityAnswer } from '../../contract/sensitivity.ts'
import type { Status } from '../../contract/status.ts'
import type { Templates } from '../../contract/template.ts'
import type { WhatIfAnswer } from '../../contract/what-if.ts'
import { addressOf } from './ask.ts'
import type { Parameters } from './ask.ts'
import { questionAt } from './question-at.ts'

/** Every question a page asks. While a new answer is on its way the page keeps showing the last one. */
export const statusQuestion = () => question<Status>('/api/status')
export const areasQuestion = (map?: string) => question<AreaMap>('/api/areas', { map })
export const staffGroupsQuestion = (area?: string) => question<StaffGroups>('/api/staff-groups', { area })
export const overviewQuestion = (area?: string, map?: string) => question<OverviewAnswer>('/api/overview', { area, map })
export const overviewFutureQuestion = (area?: string, map?: string) => question<OverviewFuture>('/api/overview/future', { area, map })
export const overviewChangesQuestion = (area?: string, map?: string) => question<OverviewChanges>('/api/overview/changes', { area, map })
export const overviewMapQuestion = (parameters: Parameters) => question<OverviewMap>('/api/overview/map', parameters)
export const levelMeasuresQuestion = (parameters: Parameters) => question<LevelMeasures>('/api/overview/measures', parameters)
export const peersQuestion = (parameters: Parameters) => question<PeersAnswer>('/api/peers', parameters)
export const boardQuestion = (area?: string, map?: string) => question<BoardAnswer>('/api/board', { area, map })
export const projectionQuestion = (parameters: Parameters) => question<ProjectionAnswer>('/api/projection', parameters)
export const demandMethodsQuestion = (parameters: Parameters) => question<DemandMethods>('/api/demand-methods', parameters)
export const ratesMovedQuestion = (parameters: Parameters) => question<RatesMoved>('/api/rates/moved', parameters)
export const ratesQuestion = (parameters: Parameters) => question<RatesAnswer>('/api/rates', parameters)
export const sensitivityQuestion = (parameters: Parameters) => question<SensitivityAnswer>('/api/sensitivity', parameters)
export const pyramidQuestion = (parameters: Parameters) => question<PyramidAnswer>('/api/pyramid', parameters)
export const comingsQuestion = (parameters: Parameters) => question<ComingsAnswer>('/api/comings', parameters)
export const spillOverQuestion = (parameters: Parameters) => question<SpillOverAnswer>('/api/spill-over', parameters)
export const whatIfQuestion = (parameters: Parameters) => question<WhatIfAnswer>('/api/what-if', parameters)
export const everywhereQuestion = (id: string) => question<EverywhereRun>(`/api/everywhere/${encodeURIComponent(id)}`)
export const everywhereAnswerQuestion = (id: string) => question<EverywhereAnswer>(`/api/everywhere/${encodeURIComponent(id)}/answer`)
export const backtestQuestion = (parameters: Parameters) => question<BacktestAnswer>('/api/backtest', parameters)
export const backtestSourcesQuestion = () => question<BacktestSources>('/api/backtest/sources')
export const holdingsQuestion = () => question<Holdings>('/api/holdings')
export const uploadsQuestion = () => question<ImportJobs>('/api/import-jobs')
export const uploadQuestion = (id: string) => question<ImportJob>(`/api/import-jobs/${encodeURIComponent(id)}`)
export const sentMappingQuestion = (job: string, file: string) => question<SentFileMapping>(`/api/import-jobs/${encodeURIComponent(job)}/files/${encodeURIComponent(file)}/mapping`)
export const coverageQuestion = (area?: string) => question<CoverageAnswer>('/api/coverage', { area })
export const gapMatrixQuestion = (area?: string) => question<GapMatrix>('/api/gap-matrix', { area })
export const qualityQuestion = (area?: string, top?: string) => question<QualityAnswer>('/api/quality', { area, top })
export const scoresQuestion = (area?: string) => question<ScoresAnswer>('/api/quality/scores', { area })
export const acceptedQuestion = () => question<AcceptedFindings>('/api/accepted-findings')
export const historyQuestion = () => question<History>('/api/history')
export const movedQuestion = (change: string) => question<Moved>('/api/history/moved', { change })
export const establishmentQuestion = (parameters: Parameters) => question<EstablishmentAnswer>('/api/establishment', parameters)
export const establishmentBridgeQuestion = (parameters: Parameters) => question<EstablishmentBridge>('/api/establishment/bridge', parameters)
export const templatesQuestion = () => question<Templates>('/api/templates')
export const modelsQuestion = () => question<ModelRegister>('/api/models')
export const assumptionsQuestion = () => question<AssumptionLibrary>('/api/assumptions')
export const measuresQuestion = () => question<readonly MeasureSheet[] | { readonly measures: readonly MeasureSheet[] }>('/api/measures')

function question<Answer>(path: string, parameters: Parameters = {}) {
  return queryOptions({ ...questionAt<Answer>(addressOf(path, parameters)), placeholderData: keepPreviousData })
}
