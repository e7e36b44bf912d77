import type { ReturnLayout } from './return-layout.ts'
import type { Column } from './table.ts'

const days: readonly Column[] = [
  { name: 'valid_from', type: 'date', means: 'First day it holds; empty when it always has' },
  { name: 'valid_to', type: 'date', means: 'Last day it holds; empty while it does' },
]

/** Who is a member of which network: one row for each membership. Memberships may overlap. */
export const networkLayout: ReturnLayout = {
  id: 'network-list', table: 'relation', title: 'Networks and their members, one row for each membership',
  columns: [
    { name: 'network_code', type: 'text', means: 'Code of the network', required: true }, { name: 'network_name', type: 'text', means: 'Name of the network', required: true },
    { name: 'member_level', type: 'text', means: 'Kind of member', required: true, values: ['organisation', 'pcn', 'practice', 'place', 'sub-icb', 'ics'] },
    { name: 'member_code', type: 'text', means: 'Code of the organisation or area that is a member', required: true },
    { name: 'share', type: 'number', means: 'Share of the member that counts in this network; empty for all of it', min: 0, max: 1 }, ...days,
  ],
}

/** Figures of areas that no other source holds: one row for each area and indicator, and a file for each year. */
export const indicatorLayout: ReturnLayout = {
  id: 'area-indicators', table: 'prevalence', title: 'Indicators of areas, all those of one year in one file',
  columns: [
    { name: 'area_level', type: 'text', means: 'Kind of area', required: true, values: ['nation', 'region', 'ics', 'place', 'sub-icb', 'local-authority', 'organisation'] },
    { name: 'area_code', type: 'text', means: 'Code of the area or organisation', required: true },
    { name: 'indicator', type: 'text', means: 'What is counted, in these words: Residents in the most deprived fifth (per cent), Registered patients, Beds available', required: true },
    { name: 'year', type: 'integer', means: 'Calendar year it holds for; the same in every row of a file', required: true },
    { name: 'amount', type: 'number', means: 'The figure, in the indicator’s own unit; empty where it is not known', min: 0 },
  ],
}

/** What became of organisations and areas: one row for each predecessor and successor. */
export const successionLayout: ReturnLayout = {
  id: 'succession-list', table: 'succession', title: 'Mergers, splits and moves, one row for each predecessor and successor',
  columns: [
    { name: 'level', type: 'text', means: 'Kind of what ended', required: true, values: ['organisation', 'pcn', 'practice', 'place', 'sub-icb', 'ics', 'region'] },
    { name: 'from_code', type: 'text', means: 'Code that ended', required: true }, { name: 'from_name', type: 'text', means: 'Its name' },
    { name: 'to_code', type: 'text', means: 'Code that took over; an area list says where it belongs', required: true },
    { name: 'on_date', type: 'date', means: 'First day of the successor', required: true },
    { name: 'share', type: 'number', means: 'Share of the predecessor that passed on; empty for all of it', min: 0, max: 1 },
  ],
}

/** Lists of the map and of its areas that anybody may fill in beside the returns, by the name a template is asked for. */
export const referenceLayouts = { networks: networkLayout, successions: successionLayout, indicators: indicatorLayout } as const
