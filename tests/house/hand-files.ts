import type { Row } from '../../src/dataset/table.ts'
import type { TableName } from '../../src/dataset/tables.ts'
import type { AcceptedFile } from '../../src/store/publish.ts'

/** A judged file made by hand for tests of the cube; its hash is its name. */
export function handFile(source: string, period: readonly [from: string, to: string], tables: Readonly<Partial<Record<TableName, readonly Row[]>>>): AcceptedFile {
  const into = new Map(Object.entries(tables) as [TableName, readonly Row[]][])
  const [table = 'staff_count'] = into.keys()
  return {
    name: `${source}.csv`, source, title: source, licence: 'made by hand', table, sha256: hashLike(source), bytes: 1, periodFrom: period[0], periodTo: period[1],
    rows: { read: 1, loaded: 1, quarantined: 0, duplicate: 0 }, sums: { fte: null, headcount: null }, findings: [], quarantine: [], into,
  }
}

const undated = { valid_from: null, valid_to: null }

/** An area, a parent for it, and a name. */
export function handArea(source: string, level: string, code: string, name: string, seen: string): Row {
  return { source, level, code, name, other_code: null, ...undated, seen_at: seen }
}

export function handOrganisation(source: string, code: string, role: string, seen: string): Row {
  return { source, code, role, name: `Organisation ${code}`, kind: null, ...undated, seen_at: seen }
}

export function handRelation(source: string, child: readonly [string, string], parent: readonly [string, string], seen: string): Row {
  return { source, child_level: child[0], child_code: child[1], parent_level: parent[0], parent_code: parent[1], share: 1, ...undated, seen_at: seen }
}

/** 64 hexadecimal digits that differ from name to name. */
function hashLike(name: string): string {
  return [...name].map((letter) => letter.charCodeAt(0).toString(16).padStart(2, '0')).join('').padEnd(64, '0').slice(0, 64)
}
