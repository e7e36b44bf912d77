import type { ProgrammeRecogniser, ProgrammeRole } from '../../contract/programme.ts'
import type { QueryAnswer, QueryRequest, QueryRow } from '../../contract/query.ts'
import type { Dimension } from '../../dataset/cube.ts'
import { groupsUpFrom, professionNamed, staffGroupNamed } from '../../reference/staff-group-tree.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { soleSource } from '../query/answer-source.ts'
import { isBroad, sayRecogniser } from './programme-laws.ts'
import { askScene, type ProgrammeScene } from './programme-scene.ts'

/** FTE of an area by job role, area of work or occupation code, as far as the programme names them: each part belongs to one role, the first that recognises it. */
export interface ToldApart {
  /** FTE of a recogniser, or why nobody can be told apart by it. */
  fteOf(one: ProgrammeRecogniser): number | { readonly why: string; readonly hidden: boolean }
  /** FTE that a profession or staff group has, and another role of the programme counts already; by the name of that role. */
  takenFrom(one: ProgrammeRecogniser): readonly { readonly role: string; readonly fte: number }[]
}

/** Nobody is told apart: the programme names professions and staff groups only. */
const nobody: ToldApart = { fteOf: (one) => ({ why: `nothing tells ${sayRecogniser(one)} apart`, hidden: false }), takenFrom: () => [] }

/**
 * Tell staff apart by what their records say besides a profession, in the source and on the day that the professions are counted in, so that nobody is counted in both.
 *
 * `beside` is the answer by profession, `filters` what both have to stand on.
 */
export async function tellApart(scene: ProgrammeScene, beside: QueryAnswer | Refusal, filters: readonly string[]): Promise<ToldApart> {
  const narrow = scene.file.roles.flatMap((role) => role.staff.filter((one) => !isBroad(one)).map((one) => ({ role, one })))
  const columns = columnsOf(scene.file.roles)
  if (narrow.length === 0) return nobody
  if (isRefusal(beside)) return refused(beside)
  const source = soleSource(beside)
  const where = [`area=${scene.place.area.code}`, ...filters, ...(source === null || filters.some((part) => part.startsWith('source=')) ? [] : [`source=${source}`])]
  const request: QueryRequest = { measure: 'fte', by: ['staff_group', 'profession', 'sector', ...columns].join(','), where, at: beside.asOf, ...(scene.place.mapAsked === null ? {} : { map: scene.place.mapAsked }) }
  const answer = await askScene(scene, request)
  return isRefusal(answer) ? refused(answer) : shareOut(narrow, answer.rows)
}

const columnNames = { jobRole: 'job_role', areaOfWork: 'area_of_work', occupationCodes: 'occupation_code', band: 'band' } as const

/** Columns by which any role of the programme is recognised, besides profession and staff group. */
function columnsOf(roles: readonly ProgrammeRole[]): Dimension[] {
  return (Object.entries(columnNames) as [keyof typeof columnNames, Dimension][]).filter(([field]) => roles.some(({ staff }) => staff.some((one) => one[field] !== undefined))).map(([, column]) => column)
}

function refused({ code, found, need }: Refusal): ToldApart {
  const isUnheld = code === 'dimension-not-held' || code === 'unknown-value' || code === 'source-not-held'
  return { ...nobody, fteOf: (one) => ({ why: isUnheld ? `What counts the staff here does not say their ${sayColumns(one)}` : `${found} (${need})`, hidden: code === 'table-not-safe' }) }
}

function sayColumns({ jobRole, areaOfWork, occupationCodes }: ProgrammeRecogniser): string {
  return [...(jobRole === undefined ? [] : ['job role']), ...(areaOfWork === undefined ? [] : ['area of work']), ...(occupationCodes === undefined ? [] : ['occupation code'])].join(' and ')
}

interface Narrow { readonly role: ProgrammeRole; readonly one: ProgrammeRecogniser }

/** Give each part to the first role that recognises it. A recogniser that no row has tells nobody apart: that is not known to be nobody. */
function shareOut(narrow: readonly Narrow[], rows: readonly QueryRow[]): ToldApart {
  const given = rows.flatMap((row) => { const to = narrow.find(({ one }) => recognises(one, row)); return to === undefined ? [] : [{ row, to }] })
  return {
    fteOf(one) {
      const matching = rows.filter((row) => recognises(one, row))
      const own = given.filter(({ to }) => to.one === one)
      if (matching.length === 0) return { why: `No record of the staff here says ${sayRecogniser(one)}`, hidden: false }
      if (own.some(({ row }) => row.value === null)) return { why: 'Part of it is hidden or not published', hidden: own.some(({ row }) => row.status === 'suppressed') }
      return own.reduce((sum, { row }) => sum + row.value!, 0)
    },
    takenFrom(one) {
      const taken = given.filter(({ row }) => row.value !== null && recognises(one, row))
      return [...Map.groupBy(taken, ({ to }) => to.role.name)].map(([role, parts]) => ({ role, fte: parts.reduce((sum, { row }) => sum + row.value!, 0) }))
    },
  }
}

/** Whether a part of the staff is what a recogniser means: all that it names has to hold. */
function recognises({ profession, staffGroup, ...one }: ProgrammeRecogniser, row: QueryRow): boolean {
  const known = profession === undefined ? null : professionNamed(profession)
  return (profession === undefined || (row['profession'] === (known?.profession ?? profession) && (known === null || row['sector'] === known.sector)))
    && (staffGroup === undefined || isInside(String(row['staff_group']), staffGroup))
    && (Object.entries(columnNames) as [keyof typeof columnNames, Dimension][]).every(([field, column]) => {
      const wanted = one[field]
      return wanted === undefined || [wanted].flat().some((text) => text.trim().toLowerCase() === String(row[column] ?? '').trim().toLowerCase())
    })
}

function isInside(group: string, wanted: string): boolean {
  const name = staffGroupNamed(wanted)?.name ?? wanted
  return group === name || groupsUpFrom(staffGroupNamed(group)).some((up) => up === name)
}
