import type { Source } from './source.ts'
import { aeActivity } from './sources/ae-activity.ts'
import { areaIndicators } from './sources/area-indicators.ts'
import { areaList } from './sources/area-list.ts'
import { historyConsultants, historyManagers } from './sources/history-counts.ts'
import { historyOrganisations } from './sources/history-organisations.ts'
import { icbBoundaries } from './sources/icb-boundaries.ts'
import { icbIndicators } from './sources/icb-indicators.ts'
import { icbPopulation } from './sources/icb-population.ts'
import { laPopulation } from './sources/la-population.ts'
import { networkList } from './sources/network-list.ts'
import { odsTrusts } from './sources/ods-trusts.ts'
import { pcnStaff } from './sources/pcn-staff.ts'
import { practiceMap } from './sources/practice-map.ts'
import { sickness } from './sources/sickness.ts'
import { staffByOrganisation } from './sources/staff-by-organisation.ts'
import { successionList } from './sources/succession-list.ts'
import { trustReference } from './sources/trust-reference.ts'
import { turnover } from './sources/turnover.ts'
import { ukPopulation } from './sources/uk-population.ts'
import { usNurses } from './sources/us-nurses.ts'

/** Every source we can read, in the order they are offered. */
export const sources: readonly Source[] = [
  turnover, sickness, staffByOrganisation, pcnStaff, trustReference, odsTrusts, practiceMap, icbBoundaries, icbPopulation, laPopulation, ukPopulation,
  aeActivity, icbIndicators, historyConsultants, historyManagers, historyOrganisations, usNurses, areaList, networkList, successionList, areaIndicators,
]
