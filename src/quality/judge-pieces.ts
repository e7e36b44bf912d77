import type { Row } from '../dataset/table.ts'
import type { ReadFile, ReadRow } from '../ingest/source.ts'
import { watchOf } from './across-rows.ts'
import { tallyFaults, type FaultTally } from './faults.ts'
import type { Judged } from './judge.ts'
import { shortDigest } from './key-table.ts'
import { numberList } from './number-list.ts'
import { peopleOf } from './people.ts'
import { gatherFacts } from './repair-facts.ts'
import { editsOf, madeOf, repairFor, rowsToRepair, type WhatBecame } from './repair.ts'
import type { Repair, RowEdit } from './repair-edit.ts'
import { contradictionFault, repeatFault } from './repeats.ts'
import type { Fault, Rule } from './rule.ts'
import { contradictingRow } from './rules/any/contradicting-row.ts'
import { repeatedRow } from './rules/any/repeated-row.ts'
import { rules } from './rules.ts'
import { declaredFinding, sayFinding } from './say-finding.ts'
import { thingsOf } from './things.ts'

/** Rows of one piece: those that may be loaded, and those held back. */
export interface JudgedPiece { readonly loaded: readonly Row[]; readonly heldBack: Judged['quarantine'] }

/** Judges a staff return too long to hold, some rows at a time; of the rows it keeps a few bytes each. */
export interface PieceJudge {
  /** Judge the next rows of the file. */
  take(rows: readonly ReadRow[]): JudgedPiece
  /** Say what was found. `again` reads some rows of the file once more, by their numbers. */
  end(again: (rows: ReadonlySet<number>) => Iterable<ReadRow>): Pick<Judged, 'findings' | 'rows' | 'sums'>
}

/**
 * Judge a staff return as `judge` does, piece by piece: a row is held back, repeats another or may be loaded as soon as it is seen,
 * for no rule about a whole file holds back rows of a staff return. `file` is the file without its rows.
 */
export function judgePieces(file: ReadFile): PieceJudge {
  const asked = rules.map((rule): Asked => ({ rule, tally: tallyFaults(), watch: watchOf(rule)?.(file) ?? null }))
  const [contradicting, repeated] = [contradictingRow, repeatedRow].map((rule): Asked => ({ rule, tally: tallyFaults(), watch: null })) as [Asked, Asked]
  const [verdicts, earlier, facts, sums] = [keepVerdicts([...asked, contradicting, repeated]), earlierRows(file), gatherFacts(), sumLoaded(file)]
  const counts = { read: 0, loaded: 0, quarantined: 0, duplicate: 0 }
  /** A row that no rule about rows stopped; the rule it falls under after all. */
  const asRepeat = (row: ReadRow): Asked | null => {
    const found = earlier.lookUp(row)
    if (found === null) return null
    const as = found.same ? repeated : contradicting
    as.tally.add([found.same ? repeatFault(row, found.row) : contradictionFault(row, found.row)])
    return as
  }
  return {
    take(rows) {
      const stopped = askRows(file, asked, rows)
      const piece: { loaded: Row[]; heldBack: JudgedPiece['heldBack'][number][] } = { loaded: [], heldBack: [] }
      for (const row of rows) {
        for (const { watch, tally } of asked) if (watch) tally.add(asList(watch.see(row)))
        for (const { row: fact } of row.into) facts.see(fact)
        const under = stopped.get(row.row) ?? asRepeat(row)
        counts.read += 1
        if (under === null) {
          counts.loaded += 1
          for (const { row: fact } of row.into) {
            piece.loaded.push(fact)
            sums.add(fact)
          }
          continue
        }
        verdicts.set(row.row, under)
        counts[under === repeated ? 'duplicate' : 'quarantined'] += 1
        if (under !== repeated) piece.heldBack.push({ row: row.row, raw: row.raw, rule: under.rule.id })
      }
      return piece
    },
    end(again) {
      for (const { rule, watch, tally } of asked) endWatch(rule, watch?.end?.() ?? [], tally)
      const stop = asked.find(({ rule, tally }) => rule.severity === 'stop-file' && tally.faults.length > 0)
      // In a file that is stopped no row repeats another: every row is held back.
      const spoken = [...asked, ...(stop ? [] : [contradicting, repeated])].filter(({ rule, tally: { faults } }) => faults.length > 0 && !(rule.unlessAll && faults.length === counts.read))
      const planned = repairsOf(file, spoken, stop ? verdicts.stoppedBy(stop) : verdicts, facts, again)
      return {
        findings: [...spoken.map(({ rule, tally }, at) => sayFinding(rule, tally.faults, planned[at]!)), ...file.declares.map(declaredFinding)],
        rows: stop ? { ...counts, loaded: 0, quarantined: counts.read, duplicate: 0 } : counts,
        sums: stop ? { fte: null, headcount: null } : sums.sums(),
      }
    },
  }
}

interface Asked { readonly rule: Rule; readonly tally: FaultTally; readonly watch: ReturnType<NonNullable<ReturnType<typeof watchOf>>> | null }

/** Ask the rules that look at each row alone, and say which rows are stopped, each by the first rule that stops it. */
function askRows(file: ReadFile, asked: readonly Asked[], rows: readonly ReadRow[]): Map<number, Asked> {
  const piece: ReadFile = { ...file, rows }
  const stopped = new Map<number, Asked>()
  for (const one of asked) {
    if (one.watch) continue
    const faults = one.rule.check(piece)
    one.tally.add(faults)
    if (one.rule.severity !== 'stop-row') continue
    for (const { row } of faults) if (row !== null && !stopped.has(row)) stopped.set(row, one)
  }
  return stopped
}

function asList(fault: Fault | null | void): readonly Fault[] {
  return fault ? [fault] : []
}

/** A rule that would hold back rows when all of them have passed comes too late. */
function endWatch(rule: Rule, faults: readonly Fault[], tally: FaultTally): void {
  if (rule.severity === 'stop-row' && faults.length > 0) throw new Error(`${rule.id} holds back rows of a staff return after looking at all of them`)
  tally.add(faults)
}

/** What became of each row that is not loaded: the rule it falls under, a byte each. */
function keepVerdicts(asked: readonly Asked[]): WhatBecame & { set(row: number, under: Asked): void; stoppedBy(stop: Asked): WhatBecame } {
  const kept = numberList()
  return {
    set: (row, under) => { kept.set(row, asked.indexOf(under) + 1) },
    counts: (row) => kept.get(row) === 0,
    heldBackBy: (row) => asked[kept.get(row) - 1]?.rule.id ?? null,
    stoppedBy(stop) {
      const before = asked.slice(0, asked.indexOf(stop))
      return { counts: () => false, heldBackBy: (row) => (before[kept.get(row) - 1] ?? stop).rule.id }
    },
  }
}

/** Rows that were not stopped, by what they speak of: the number of each, and a digest of what it says. */
function earlierRows(file: ReadFile): { lookUp(row: ReadRow): { readonly row: number; readonly same: boolean } | null } {
  const [things, rows, contents] = [thingsOf(file), numberList(), numberList()]
  return {
    lookUp(of) {
      const [fact] = of.into
      if (!fact) return null
      const { thing } = things.seen({ of, row: fact.row, place: 0 })
      // Two different rows of one thing have one digest of 31 bits in less than one case of a billion.
      const [content, before] = [shortDigest(wordsOf(fact.row)) >>> 1, rows.get(thing)]
      if (before !== 0) return { row: before, same: contents.get(thing) === content }
      rows.set(thing, of.row)
      contents.set(thing, content)
      return null
    },
  }
}

/** All that a row says, as one text. */
function wordsOf(row: Row): string {
  let words = ''
  for (const name in row) words += row[name] === null ? '\u0000' : `\u001f${String(row[name])}`
  return words
}

/** Control sums over the rows that are loaded, as `judge` makes them. */
function sumLoaded(file: ReadFile): { add(row: Row): void; sums(): Judged['sums'] } {
  const [people, met] = [peopleOf(file), numberList()]
  let [fte, headcount]: [number | null, number] = [null, 0]
  return {
    add(row) {
      if (typeof row.fte === 'number') fte = (fte ?? 0) + row.fte
      const person = people.numberOf(String(row.person))
      if (met.get(person) === 0) headcount += 1
      met.set(person, 1)
    },
    sums: () => ({ fte, headcount: headcount === 0 ? null : headcount }),
  }
}

/** Plan the repairs of the findings: the rows they change are read once more. Shape: one for each finding. */
function repairsOf(file: ReadFile, spoken: readonly Asked[], became: WhatBecame, facts: ReturnType<typeof gatherFacts>, again: Parameters<PieceJudge['end']>[0]): (Repair | null)[] {
  const planned = spoken.map(({ rule, tally }) => ({ rule, tally, known: repairFor(rule), edits: new Map<number, RowEdit[]>() }))
    .map((plan) => ({ ...plan, rows: plan.known === null ? [] : rowsToRepair(plan.rule, plan.tally.faults.listed, became) }))
  const wanted = new Map<number, typeof planned>()
  for (const plan of planned) for (const row of plan.rows) wanted.set(row, [...wanted.get(row) ?? [], plan])
  const usual = facts.facts()
  for (const row of wanted.size === 0 ? [] : again(new Set(wanted.keys()))) {
    for (const { rule, known, edits } of wanted.get(row.row) ?? []) edits.set(row.row, editsOf(row, rule, known!, usual))
  }
  return planned.map(({ known, rows, edits, tally }) => known && madeOf(known, file.table, tally.faults.length, rows.flatMap((row) => edits.get(row) ?? [])))
}
