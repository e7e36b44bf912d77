import type { Row } from '../dataset/table.ts'
import type { TableName } from '../dataset/tables.ts'
import { addMonths } from '../units/calendar-date.ts'
import type { EmployerKind } from './figures.ts'
import { monthStart, recordMonths } from './months.ts'
import type { Employer, Nation } from './nation.ts'
import { networkAreas, networkMembers, placeAreas, placeOf, placeRelations } from './places-networks.ts'

/** Day on which two care systems became one. */
const systemMergerDate = '2023-04-01'
const dayBeforeSystemMerger = '2023-03-31'
const alwaysFrom = '2010-04-01'
const networksFrom = '2019-07-01'

const roles: Readonly<Record<EmployerKind, readonly [role: string, kind: string]>> = {
  acute: ['trust', 'Acute'], 'mental health': ['trust', 'Mental Health'], community: ['trust', 'Community Provider Trust'], ambulance: ['trust', 'Ambulance'],
  'care board': ['commissioner', 'Integrated Care Board'], network: ['pcn', 'Primary Care Network'], 'care provider': ['care provider', 'Adult Social Care'],
}

/** Write down the map of the demonstration nation: areas, organisations, who belongs to whom, and what became of what. */
export function referenceRows(nation: Nation, source: string): ReadonlyMap<TableName, readonly Row[]> {
  return new Map<TableName, readonly Row[]>([
    ['organisation', nation.employers.map((employer) => organisationRow(employer, source))],
    ['area', areaRows(nation, source)],
    ['relation', relationRows(nation, source)],
    ['succession', successionRows(nation, source)],
  ])
}

function organisationRow(employer: Employer, source: string): Row {
  const [role, kind] = roles[employer.kind]
  return { source, code: employer.code, role, name: employer.name, kind, ...lifetime(employer), seen_at: null }
}

/** First and last day of an employer. */
function lifetime(employer: Employer): { valid_from: string; valid_to: string | null } {
  const open = employer.opens > 0 ? monthStart(recordMonths[employer.opens]!) : employer.kind === 'network' ? networksFrom : alwaysFrom
  return { valid_from: open, valid_to: employer.closes < recordMonths.length ? addMonths(recordMonths[employer.closes]!, -1) : null }
}

function areaRows(nation: Nation, source: string): Row[] {
  const area = (level: string, code: string, name: string, from: string, to: string | null): Row => ({ source, level, code, name, other_code: null, valid_from: from, valid_to: to, seen_at: null })
  return [
    area('nation', nation.code, nation.name, alwaysFrom, null),
    ...nation.regions.map((region) => area('region', region.code, region.name, alwaysFrom, null)),
    ...nation.systems.map((system, index) => area('ics', system.code, system.name, isMerged(nation, index) ? systemMergerDate : alwaysFrom, null)),
    ...nation.formerSystems.map((former) => area('ics', former.code, former.name, alwaysFrom, dayBeforeSystemMerger)),
    ...placeAreas(nation).map((place) => area('place', place.code, place.name, alwaysFrom, null)),
    ...networkAreas(nation).map((network) => area('network', network.code, network.name, alwaysFrom, null)),
  ]
}

function relationRows(nation: Nation, source: string): Row[] {
  const relation = (child: readonly [string, string], parent: readonly [string, string], from: string, to: string | null): Row =>
    ({ source, child_level: child[0], child_code: child[1], parent_level: parent[0], parent_code: parent[1], share: 1, valid_from: from, valid_to: to, seen_at: null })
  const regionOf = (system: number): readonly [string, string] => ['region', nation.regions[nation.systems[system]!.region]!.code]
  return [
    ...nation.regions.map((region) => relation(['region', region.code], ['nation', nation.code], alwaysFrom, null)),
    ...nation.systems.map((system, index) => relation(['ics', system.code], regionOf(index), isMerged(nation, index) ? systemMergerDate : alwaysFrom, null)),
    ...nation.formerSystems.map((former) => relation(['ics', former.code], regionOf(former.into), alwaysFrom, dayBeforeSystemMerger)),
    ...placeRelations(nation).flatMap(({ place, system, former }) => {
      const now = relation(['place', place], ['ics', nation.systems[system]!.code], former === null ? alwaysFrom : systemMergerDate, null)
      return former === null ? [now] : [relation(['place', place], ['ics', former], alwaysFrom, dayBeforeSystemMerger), now]
    }),
    ...nation.employers.map((employer, index) => {
      const { valid_from: from, valid_to: to } = lifetime(employer)
      return relation([employer.level, employer.code], ['place', placeOf(nation, index)], from, to)
    }),
    ...networkMembers(nation, alwaysFrom).map(({ member, network, share, from, to }) => ({ ...relation(member, ['network', network], from, to), share })),
  ]
}

function successionRows(nation: Nation, source: string): Row[] {
  const successor = nation.employers[nation.merger.to]!
  const on = monthStart(recordMonths[nation.merger.month]!)
  return [
    ...nation.formerSystems.map((former) => ({ source, level: 'ics', from_code: former.code, to_code: nation.systems[former.into]!.code, on_date: systemMergerDate, share: 1 })),
    ...nation.merger.from.map((index) => ({ source, level: 'organisation', from_code: nation.employers[index]!.code, to_code: successor.code, on_date: on, share: 1 })),
  ]
}

function isMerged(nation: Nation, system: number): boolean {
  return nation.formerSystems.some((former) => former.into === system)
}
