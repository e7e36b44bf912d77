import type { ReadFile } from '../ingest/source.ts'
import { returnRows, type ReturnRow } from './each-row.ts'

/** Gather the rows of a staff return by person, each list in the order of the file; an assignment said twice counts once. */
export function positionsByPerson(read: ReadFile): ReadonlyMap<string, readonly ReturnRow[]> {
  const known = gathered.get(read)
  if (known) return known
  const people = new Map<string, ReturnRow[]>()
  const seen = new Set<string>()
  for (const position of returnRows(read, ['staff'])) {
    const { person, assignment, at_code: employer } = position.row
    const key = `${String(employer)}\n${String(assignment)}`
    if (person === null || person === undefined || seen.has(key)) continue
    seen.add(key)
    const before = people.get(String(person))
    if (before) before.push(position)
    else people.set(String(person), [position])
  }
  gathered.set(read, people)
  return people
}

/** Several rules ask for the same people. */
const gathered = new WeakMap<ReadFile, ReadonlyMap<string, readonly ReturnRow[]>>()
