import type { OverviewChange } from '../contract/overview.ts'
import type { SnapshotRecord } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { sayDate } from '../units/calendar-date.ts'

/** Say what changed between the last snapshots, newest first. Shape: `snapshots` newest first. */
export function sayChanges(snapshots: readonly SnapshotRecord[]): Pick<OverviewChange, 'amount' | 'what' | 'why'>[] {
  const newest = [...snapshots].sort((a, b) => (a.publishedAt > b.publishedAt ? -1 : 1))
  return newest.slice(0, 5).map((snapshot) => ({
    amount: sayAmount(snapshot, newest.find(({ id }) => id === snapshot.parent)),
    what: snapshot.moved, why: `Snapshot ${snapshot.id.slice(0, 8)} of ${sayDate(snapshot.publishedAt.slice(0, 10))}${snapshot.live ? ', live' : ''}`,
  }))
}

/** The change in rows held against the snapshot before. FTE of different dates and sources is not added up. */
function sayAmount(now: SnapshotRecord, before: SnapshotRecord | undefined): string {
  const change = now.rows - (before?.rows ?? 0)
  return `${change > 0 ? '+' : ''}${formatNumber(change, 0)} rows`
}
