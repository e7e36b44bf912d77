import type { Column, Table } from './table.ts'

/**
 * Every table of the dataset. A fact row stands at one node of the map: `at_level` and `at_code` name it
 * (organisation, pcn, practice, ics, region, nation …), so that published aggregates and records share one shape.
 * A number that may be absent has a `…_status` column beside it (units/status.ts); null never means zero.
 */
const at: readonly Column[] = [
  { name: 'at_level', type: 'text', means: 'Kind of node the row stands at', required: true, values: ['organisation', 'pcn', 'practice', 'local-authority', 'sub-icb', 'ics', 'region', 'nation', 'state'] },
  { name: 'at_code', type: 'text', means: 'Code of that node', required: true },
]
const status = (of: string): Column => ({ name: `${of}_status`, type: 'text', means: `What stands behind ${of}: a number or an absence`, required: true })
/** The absence of a number the row may do without: null where the number is there. */
const absence = (of: string): Column => ({ name: `${of}_status`, type: 'text', means: `What stands behind ${of}; null where the source gives a number and says no more` })
const source: Column = { name: 'source', type: 'text', means: 'Id of the source (ingest/sources) the row came from', required: true }
const period: readonly Column[] = [
  { name: 'period_from', type: 'date', means: 'First day of the period, or the day itself for a stock', required: true },
  { name: 'period_to', type: 'date', means: 'Last day of the period; month-end for a stock', required: true },
]
const validity: readonly Column[] = [
  { name: 'valid_from', type: 'date', means: 'First day the row holds; null when the source does not say' },
  { name: 'valid_to', type: 'date', means: 'Last day the row holds; null while it still does, or when the source does not say' },
  { name: 'seen_at', type: 'date', means: 'Date of the edition or period in which the source showed the row' },
]
const staffGroup: Column = { name: 'staff_group', type: 'text', means: 'Staff group in the words of the staff-group tree (reference/staff-groups.csv)', required: true }

export const tables = [
  { name: 'staff', kind: 'fact', grain: 'one assignment (position held) at one month-end', means: 'Staff in post, record level, pseudonymous', columns: [
    { name: 'period_to', type: 'date', means: 'Month-end', required: true }, source,
    { name: 'person', type: 'text', means: 'Pseudonym of the person, stable across months and employers', required: true, sensitivity: 'personal' },
    { name: 'assignment', type: 'text', means: 'Identifier of the position held', required: true, sensitivity: 'personal' },
    ...at, { name: 'sector', type: 'text', means: 'Hospital and community, general practice, adult social care', required: true },
    staffGroup, { name: 'profession', type: 'text', means: 'Profession within the staff group', required: true }, { name: 'band', type: 'text', means: 'Pay band or grade' },
    { name: 'fte', type: 'number', means: 'Contracted full-time equivalent', unit: 'FTE', required: true, min: 0, max: 1.5 },
    { name: 'age', type: 'integer', means: 'Completed years of age', unit: 'years', min: 15, max: 99, sensitivity: 'personal' }, { name: 'sex', type: 'text', means: 'Sex as recorded', sensitivity: 'personal' },
    { name: 'nationality', type: 'text', means: 'Nationality group as recorded', sensitivity: 'personal' }, { name: 'start_in_post', type: 'date', means: 'First day in this position', sensitivity: 'personal' },
    { name: 'host_code', type: 'text', means: 'Organisation where the person works, when it is not the employer' }, { name: 'site', type: 'text', means: 'Code of the site of work' }, { name: 'cost_centre', type: 'text', means: 'Cost centre that pays' },
    { name: 'occupation_code', type: 'text', means: 'Occupation code of the national manual: three letters or digits' }, { name: 'job_role', type: 'text', means: 'Job role as recorded' }, { name: 'area_of_work', type: 'text', means: 'Area of work or specialty as recorded' },
    { name: 'contracted_hours', type: 'number', means: 'Contracted hours a week', unit: 'hours a week', min: 0, max: 60 },
    { name: 'contract_type', type: 'text', means: 'Kind of contract (reference/code-lists)' }, { name: 'assignment_status', type: 'text', means: 'Whether the position is being worked (reference/code-lists)' },
    { name: 'birth_month', type: 'date', means: 'First day of the month of birth', sensitivity: 'personal' },
    { name: 'ethnicity', type: 'text', means: 'Ethnic category (reference/code-lists)', sensitivity: 'personal' }, { name: 'disability', type: 'text', means: 'Disability as declared (reference/code-lists)', sensitivity: 'personal' },
    { name: 'country_of_training', type: 'text', means: 'Country where the qualification was gained', sensitivity: 'personal' },
    { name: 'registration_body', type: 'text', means: 'Regulator that holds the registration (reference/code-lists)' }, { name: 'level_of_practice', type: 'text', means: 'Level of practice: newly qualified, enhanced, advanced, consultant' },
    { name: 'start_in_service', type: 'date', means: 'First day with the health service', sensitivity: 'personal' }, { name: 'leave_date', type: 'date', means: 'Last day in this position, when known', sensitivity: 'personal' },
    { name: 'leave_reason', type: 'text', means: 'Reason for leaving (reference/code-lists)', sensitivity: 'personal' }, { name: 'destination', type: 'text', means: 'Where the person goes (reference/code-lists)', sensitivity: 'personal' } ] },
  { name: 'establishment', kind: 'fact', grain: 'organisation × staff group × profession × band at one month-end', means: 'Funded posts from the ledger', columns: [
    ...period, source, ...at, staffGroup, { name: 'profession', type: 'text', means: 'Profession within the staff group' }, { name: 'band', type: 'text', means: 'Pay band or grade' },
    { name: 'funded_fte', type: 'number', means: 'Funded whole-time equivalent posts', unit: 'FTE', min: 0 }, status('funded_fte'),
    { name: 'cost_centre', type: 'text', means: 'Cost centre that holds the budget' }, { name: 'ledger_code', type: 'text', means: 'Code of the line in the ledger' }, { name: 'budget', type: 'number', means: 'Budget of the line for a full year', unit: 'GBP a year' } ] },
  { name: 'staff_count', kind: 'fact', grain: 'node × staff group × role × nationality at one date', means: 'Published or returned counts of staff in post', columns: [
    ...period, source, ...at, { name: 'sector', type: 'text', means: 'Hospital and community, primary care networks …', required: true }, staffGroup,
    { name: 'profession', type: 'text', means: 'Role within the staff group, null where the source has none' }, { name: 'nationality', type: 'text', means: 'Nationality as published, null where the source has none' },
    { name: 'is_total', type: 'boolean', means: 'The row is a published total or subtotal over other rows of the source: never added to them', required: true },
    { name: 'headcount', type: 'number', means: 'People, counted once within the row', unit: 'people', min: 0 }, status('headcount'),
    { name: 'fte', type: 'number', means: 'Contracted full-time equivalents', unit: 'FTE', min: 0 }, status('fte') ] },
  { name: 'flow_count', kind: 'fact', grain: 'node × staff group × period', means: 'Published counts of joiners and leavers', columns: [
    ...period, source, ...at, staffGroup, { name: 'is_total', type: 'boolean', means: 'The row is a published total or subtotal over other rows of the source', required: true },
    { name: 'flow', type: 'text', means: 'Direction', required: true, values: ['joiners', 'leavers'] },
    { name: 'basis', type: 'text', means: 'How it was obtained: published, or derived as change in stock plus leavers (net of moves between groups)', required: true, values: ['published', 'net-of-moves'] },
    { name: 'headcount', type: 'number', means: 'People', unit: 'people' }, status('headcount'), { name: 'fte', type: 'number', means: 'Full-time equivalents', unit: 'FTE' }, status('fte') ] },
  { name: 'sickness', kind: 'fact', grain: 'organisation × month, and staff group where the source splits by it', means: 'Sickness absence', columns: [
    ...period, source, ...at, { ...staffGroup, means: 'Staff group in the words of the staff-group tree; null where the row is for all staff', required: false },
    { name: 'fte_days_lost', type: 'number', means: 'FTE days lost to sickness', unit: 'FTE days', min: 0 }, status('fte_days_lost'),
    { name: 'fte_days_available', type: 'number', means: 'FTE days available', unit: 'FTE days', min: 0 }, status('fte_days_available') ] },
  { name: 'temporary', kind: 'fact', grain: 'organisation × staff group × month × kind of temporary work', means: 'Temporary staffing: work done outside contracted hours, and what it cost', columns: [
    ...period, source, ...at, staffGroup, { name: 'kind', type: 'text', means: 'Who did the work', required: true, values: ['bank', 'agency', 'overtime'] },
    { name: 'worked_fte', type: 'number', means: 'Work done in the month, as full-time equivalents', unit: 'FTE', min: 0 }, status('worked_fte'),
    { name: 'cost', type: 'number', means: 'What it cost in the month', unit: 'GBP', min: 0 }, status('cost') ] },
  { name: 'learner', kind: 'fact', grain: 'programme × provider × intake', means: 'Learners in training by cohort', columns: [
    ...period, source, ...at, { name: 'profession', type: 'text', means: 'Profession trained for', required: true }, { name: 'provider', type: 'text', means: 'Education provider', required: true },
    { name: 'programme', type: 'text', means: 'Programme of study as the provider names it' },
    { name: 'starts', type: 'integer', means: 'Learners who started', unit: 'people', min: 0 }, absence('starts'), { name: 'transfers_in', type: 'integer', means: 'Came from another programme or provider after the start', unit: 'people', min: 0 }, absence('transfers_in'),
    { name: 'transfers_out', type: 'integer', means: 'Went to another programme or provider', unit: 'people', min: 0 }, absence('transfers_out'), { name: 'interruptions', type: 'integer', means: 'Interrupted', unit: 'people', min: 0 }, absence('interruptions'),
    { name: 'completions', type: 'integer', means: 'Completed; null while the cohort is in training', unit: 'people', min: 0 }, absence('completions'),
    { name: 'completions_on_time', type: 'integer', means: 'Completed by the planned end', unit: 'people', min: 0 }, absence('completions_on_time'), { name: 'completions_late', type: 'integer', means: 'Completed after the planned end', unit: 'people', min: 0 }, absence('completions_late'),
    { name: 'registrations', type: 'integer', means: 'Registered with the regulator after completing', unit: 'people', min: 0 }, absence('registrations'), { name: 'first_posts', type: 'integer', means: 'Known to have taken a first post in health or care', unit: 'people', min: 0 }, absence('first_posts') ] },
  { name: 'placement', kind: 'fact', grain: 'site × profession × period', means: 'Placement capacity', columns: [
    ...period, source, ...at, { name: 'site', type: 'text', means: 'Code of the site that hosts; null where the organisation answers for all of its sites' }, { name: 'profession', type: 'text', means: 'Profession hosted', required: true },
    { name: 'supervisors', type: 'integer', means: 'Prepared supervisors', unit: 'people', min: 0 }, absence('supervisors'), { name: 'learners_at_once', type: 'integer', means: 'Most learners at once', unit: 'people', min: 0 }, absence('learners_at_once'),
    { name: 'weeks_open', type: 'integer', means: 'Weeks open in the period', unit: 'weeks', min: 0 }, absence('weeks_open'), { name: 'quality_status', type: 'text', means: 'What the last audit of the placement said (reference/code-lists)' } ] },
  { name: 'cost', kind: 'fact', grain: 'occupation × band, or programme, × year', means: 'What a post or a place in training costs', columns: [
    ...period, source, ...at, { name: 'occupation_code', type: 'text', means: 'Occupation code of the national manual' }, { name: 'profession', type: 'text', means: 'Profession of the post or of the training' }, { name: 'band', type: 'text', means: 'Pay band or grade' },
    { name: 'programme', type: 'text', means: 'Programme of study, where the row prices training' },
    { name: 'pay_with_on_costs', type: 'number', means: 'Pay of one full-time post with the employer’s on-costs', unit: 'GBP a year', min: 0 }, status('pay_with_on_costs'),
    { name: 'training_tariff', type: 'number', means: 'Paid to the provider for one learner', unit: 'GBP a learner a year', min: 0 }, status('training_tariff'),
    { name: 'placement_tariff', type: 'number', means: 'Paid to the host for one learner on placement full time', unit: 'GBP a learner a year', min: 0 }, status('placement_tariff') ] },
  { name: 'population', kind: 'fact', grain: 'area × sex × age × year', means: 'Resident population', columns: [
    ...period, source, ...at, { name: 'sex', type: 'text', means: 'females, males or persons', required: true },
    { name: 'age_from', type: 'integer', means: 'Youngest age in the row', unit: 'years', required: true }, { name: 'age_to', type: 'integer', means: 'Oldest age in the row; null for open-ended', unit: 'years' },
    { name: 'people', type: 'number', means: 'Residents', unit: 'people', min: 0 }, status('people') ] },
  { name: 'activity', kind: 'fact', grain: 'provider × service × month', means: 'Care activity', columns: [
    ...period, source, ...at, { name: 'service', type: 'text', means: 'Kind of activity as published', required: true }, { name: 'amount', type: 'number', means: 'Count', unit: 'events', min: 0 }, status('amount') ] },
  { name: 'prevalence', kind: 'fact', grain: 'area × indicator × year', means: 'Disease prevalence and other published area indicators', columns: [
    ...period, source, ...at, { name: 'indicator', type: 'text', means: 'Indicator as published', required: true }, { name: 'amount', type: 'number', means: 'Value in the indicator’s own unit (per cent for prevalence)' }, status('amount') ] },
  { name: 'organisation', kind: 'reference', grain: 'organisation × role × period of validity × source', means: 'Organisations: trusts, practices, networks, commissioners', columns: [
    source, { name: 'code', type: 'text', means: 'Organisation code, trimmed', required: true }, { name: 'role', type: 'text', means: 'trust, practice, pcn, commissioner, support unit, other …', required: true },
    { name: 'name', type: 'text', means: 'Name as published', required: true }, { name: 'kind', type: 'text', means: 'Type as published (Acute, Mental Health …)' }, ...validity ] },
  { name: 'area', kind: 'reference', grain: 'area × period of validity × source', means: 'Areas: sub-ICB, ICS, region, nation, local authority, state', columns: [
    source, { name: 'level', type: 'text', means: 'Level of the area', required: true }, { name: 'code', type: 'text', means: 'Code of the area', required: true }, { name: 'name', type: 'text', means: 'Name as published', required: true },
    { name: 'other_code', type: 'text', means: 'Code of the same area in the statistical office’s system' }, ...validity ] },
  { name: 'relation', kind: 'reference', grain: 'child × parent × period of validity × source', means: 'Who belongs to whom: organisation → ICS → region → nation, practice → network', columns: [
    source, { name: 'child_level', type: 'text', means: 'Level of the child', required: true }, { name: 'child_code', type: 'text', means: 'Code of the child', required: true },
    { name: 'parent_level', type: 'text', means: 'Level of the parent', required: true }, { name: 'parent_code', type: 'text', means: 'Code of the parent', required: true },
    { name: 'share', type: 'number', means: 'Share of the child that belongs to this parent', required: true, min: 0, max: 1 }, ...validity ] },
  { name: 'succession', kind: 'reference', grain: 'predecessor × successor × date', means: 'What became of an organisation or area: merger, split, move, with shares', columns: [
    source, { name: 'level', type: 'text', means: 'organisation or the level of the area', required: true }, { name: 'from_code', type: 'text', means: 'Code that ended', required: true }, { name: 'to_code', type: 'text', means: 'Code that took over', required: true },
    { name: 'on_date', type: 'date', means: 'First day of the successor', required: true }, { name: 'share', type: 'number', means: 'Share of the predecessor that passed on', required: true, min: 0, max: 1 } ] },
  { name: 'code', kind: 'reference', grain: 'list × code × days it holds × edition', means: 'Codes of an imported edition of a list: staff groups, occupations, pay bands, job roles, areas of work …', columns: [
    source, { name: 'list', type: 'text', means: 'List the code is on', required: true }, { name: 'code', type: 'text', means: 'What the dataset keeps', required: true }, { name: 'name', type: 'text', means: 'What it means', required: true },
    { name: 'parent', type: 'text', means: 'Code of the same list that it is part of, or the staff group of a job role' }, { name: 'edition', type: 'date', means: 'First day from which this edition of the list judges', required: true }, ...validity ] },
  { name: 'boundary', kind: 'reference', grain: 'area × edition', means: 'Outline of an area', columns: [
    source, { name: 'level', type: 'text', means: 'Level of the area', required: true }, { name: 'code', type: 'text', means: 'Code of the area', required: true }, { name: 'name', type: 'text', means: 'Name as published', required: true },
    { name: 'geometry', type: 'text', means: 'GeoJSON geometry, longitude and latitude WGS84', required: true }, ...validity ] },
] as const satisfies readonly Table[]

export type TableName = (typeof tables)[number]['name']

/** Find a table's declaration. Errors: throws for a name that is not declared (a bug, the type forbids it). */
export function tableNamed(name: TableName): Table {
  const found = tables.find((table) => table.name === name)
  if (!found) throw new Error(`no table is declared as ${name}`)
  return found
}
