import type { Dimension } from '../cube.ts'

export const areas: readonly Dimension[] = ['organisation', 'pcn', 'network', 'place', 'sub_icb', 'ics', 'region', 'nation', 'state', 'local_authority']
/** What published counts of staff and staff records are split by. */
export const staffing: readonly Dimension[] = [...areas, 'sector', 'staff_group', 'profession', 'band', 'nationality', 'sex', 'age_band', 'period', 'source']
/** What staff records alone are split by, besides. */
export const recorded: readonly Dimension[] = ['ethnicity', 'disability', 'country_of_training', 'level_of_practice', 'contract_type', 'job_role', 'area_of_work', 'occupation_code']
/** What shares of people in staff records are split by. */
export const peopled: readonly Dimension[] = [...areas, 'sector', 'staff_group', 'profession', 'band', 'sex', 'age_band', 'period', 'source']

export const adds = 'Adds up over areas and staff groups.'
export const ratio = 'Worked out again for every area and group from its own numbers; never an average of averages.'
