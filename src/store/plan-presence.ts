import type { Viewer } from '../access/viewer.ts'
import { kept } from './people.ts'
import { readPlan } from './plans.ts'
import type { Records } from './records.ts'

/** Somebody who has a plan open. `editing`: the field in hand; null for reading. */
export interface Present { readonly name: string; readonly editing: string | null; readonly since: string; readonly heard: string }

/** Units: seconds after which somebody who was not heard of is no longer there. */
export const presenceSeconds = 45

/** Who has plans open, and until when plans are shared with those who see figures of their area. */
export interface PlanRoom {
  /** Say that the viewer has a plan open, and hear who else has; its latest version too. Null when there is no such plan. */
  enter(viewer: Viewer, plan: string, editing: string | null, at: string): Promise<{ readonly others: readonly Present[]; readonly version: number } | null>
  leave(viewer: Viewer, plan: string): Promise<void>
  /** Until when it is shared; null: it is not. */
  sharedUntil(viewer: Viewer, plan: string): Promise<string | null>
  /** Share a plan until a day, or (null) no longer. False when there is no such plan. */
  share(viewer: Viewer, plan: string, until: string | null, at: string): Promise<boolean>
}

/** Open the rooms of the plans. */
export function openPlanRoom(records: Records): PlanRoom {
  return {
    // Not flushed: who was there need not survive a power cut.
    enter: (viewer, plan, editing, at) => records.transaction(viewer, async (query) => {
      const found = await readPlan(query, plan)
      if (found === null) return null
      const gone = new Date(Date.parse(at) - presenceSeconds * 1000).toISOString()
      // Of every plan within reach: names of who was there do not outlast them.
      await query('delete from cadre.plan_presence where heard < $1', [gone])
      await query('insert into cadre.plan_presence (plan, person, name, editing, since, heard) values ($1, $2, $3, $4, $5, $5) on conflict (plan, person) do update set editing = $4, heard = $5', [plan, viewer.id, viewer.name, editing, at])
      const rows = await query('select name, editing, since, heard from cadre.plan_presence where plan = $1 and person <> $2 order by name collate "C", since', [plan, viewer.id])
      return { version: found.version, others: rows.map((row) => ({ name: String(row.name), editing: row.editing as string | null, since: String(row.since), heard: String(row.heard) })) }
    }),
    leave: (viewer, plan) => records.transaction(viewer, async (query) => void await query('delete from cadre.plan_presence where plan = $1 and person = $2', [plan, viewer.id])),
    sharedUntil: (viewer, plan) => records.transaction(viewer, async (query) => {
      const [row] = await query('select until from cadre.plan_share where plan = $1 order by id desc limit 1', [plan])
      return (row?.until ?? null) as string | null
    }),
    share: (viewer, plan, until, at) => kept(records, viewer, async (query) => {
      const found = await readPlan(query, plan)
      if (found === null) return false
      await query('insert into cadre.plan_share (plan, within, until, person, by_whom, at) values ($1, $2::text::jsonb, $3, $4, $5, $6)', [plan, JSON.stringify(found.within), until, viewer.id, viewer.name, at])
      return true
    }),
  }
}
