import type { Viewer } from '../../access/viewer.ts'
import type { House } from '../../store/house.ts'
import { isRefusal } from '../../units/refusal.ts'
import { answerCoverage } from '../coverage.ts'
import { answerEstablishment, answerEstablishmentBridge } from '../establishment.ts'
import { answerFlowsQuestion } from '../flows.ts'
import { answerGapMatrix } from '../gap-matrix.ts'
import { findPlace, findRecordPlace } from '../map/find-place.ts'
import { answerLevelMeasures, answerOverview, answerOverviewChanges, answerOverviewMap } from '../overview.ts'
import { keyFigures } from '../overview/key-figures.ts'
import { answerScene } from '../programme.ts'
import { answerProjection } from '../projection.ts'
import { rankFindings } from '../quality.ts'
import { scoreOrganisations } from '../quality/quality-scores.ts'
import { answerCubeRequest } from '../query.ts'
import { answerRates } from '../rates.ts'
import { calibrateArea } from '../rates/calibrated.ts'
import type { ReadArea, Reading } from './reading.ts'

/** Work a reading out: what the function that keeps it would have worked out where it stands. */
export async function workOut(house: House, viewer: Viewer, reading: Reading): Promise<unknown> {
  switch (reading.work) {
    case 'query': return answerCubeRequest(house, viewer, reading.asked)
    case 'flows': return answerFlowsQuestion(house, viewer, reading.asked)
    case 'establishment': return answerEstablishment(house, viewer, reading.asked)
    case 'establishment bridge': return answerEstablishmentBridge(house, viewer, reading.asked)
    case 'projection': return answerProjection(house, viewer, reading.asked)
    case 'rates': return answerRates(house, viewer, reading.asked)
    case 'programme': {
      const { area, id, file } = reading.asked
      const place = await findPlace(house, viewer, area)
      return isRefusal(place) ? place : answerScene({ house, viewer, place, file, id, demonstration: house.mode === 'demonstration', used: [] })
    }
    case 'quality scores': {
      const place = await findPlace(house, viewer, undefined, reading.asked.map)
      return isRefusal(place) ? place : scoreOrganisations(house, viewer, place)
    }
    default: return workOutOfPlace(house, viewer, reading)
  }
}

/** An area is found again on the map of the snapshot. */
async function workOutOfPlace(house: House, viewer: Viewer, reading: Extract<Reading, { asked: ReadArea }>): Promise<unknown> {
  const { map, ...asked } = { ...reading.asked, map: reading.asked.map ?? undefined }
  switch (reading.work) {
    case 'overview': return answerOverview(house, viewer, { ...asked, map })
    case 'overview changes': return answerOverviewChanges(house, viewer, { ...asked, map })
    case 'overview map': return answerOverviewMap(house, viewer, { ...reading.asked, map })
    case 'level measures': return answerLevelMeasures(house, viewer, { ...reading.asked, map })
    case 'coverage': return answerCoverage(house, viewer, { ...asked, map })
    case 'gap matrix': return answerGapMatrix(house, viewer, { ...reading.asked, map })
    case 'quality': {
      const place = await findRecordPlace(house, viewer, reading.asked.area, reading.asked.map)
      return isRefusal(place) ? place : rankFindings(house, viewer, place, reading.asked.years)
    }
    default: {
      const place = await findPlace(house, viewer, reading.asked.area, reading.asked.map)
      return isRefusal(place) ? place : reading.work === 'key figures' ? keyFigures(house, viewer, place) : calibrateArea(house, viewer, place)
    }
  }
}
