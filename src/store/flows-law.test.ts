import { array, assert, asyncProperty, constantFrom, nat, record, tuple } from 'fast-check'
import type { Arbitrary } from 'fast-check'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { followByHand } from '../../tests/house/followed-by-hand.ts'
import type { HandAccount, HandPost, HandWorld } from '../../tests/house/followed-by-hand.ts'
import { handArea, handFile, handOrganisation, handRelation } from '../../tests/house/hand-files.ts'
import { localViewer } from '../access/viewer.ts'
import type { FlowsFound, FlowsQuestion } from '../dataset/flows.ts'
import type { Row } from '../dataset/table.ts'
import { isRefusal } from '../units/refusal.ts'
import { readFlows } from './flows.ts'
import type { House } from './house.ts'
import { openHouse } from './open.ts'
import { publishFiles } from './publish.ts'

// T1 and T2 lie in system A, the others in B; T4 becomes T5 with the fourth month. Seen on the map of the last month, T4 was T5 all along.
const months = ['2025-01-31', '2025-02-28', '2025-03-31', '2025-04-30', '2025-05-31'] as const
const merger = { from: 'T4', to: 'T5', month: 3 }
const systemOf: Readonly<Record<string, string>> = { T1: 'A', T2: 'A', T3: 'B', T4: 'B', T5: 'B' }
const everyMonth = months.map((_, month) => month)

/** What somebody does: a few sets of up to two posts, and which of them they hold each month. */
const person = record({
  lives: array(array(record({ org: constantFrom('T1', 'T2', 'T3', 'T4'), group: constantFrom('Midwives', 'Managers', 'Ambulance staff'), band: constantFrom('Band 5', 'Band 6'), fte: constantFrom(0.3, 0.5, 1) }), { maxLength: 2 }), { minLength: 3, maxLength: 3 }),
  choice: array(nat(2), { minLength: 5, maxLength: 5 }),
})
const nation = record({
  people: array(person, { minLength: 4, maxLength: 9 }),
  missing: array(tuple(constantFrom('T1', 'T2', 'T3', 'T4', 'T5'), nat(4)), { maxLength: 3 }),
})

/** T9 employs one person who never changes, so that every month is held whatever happens. */
const steady: HandPost = { code: 'T9', group: 'Midwives', band: 'Band 5', fte: 1 }

function worldFrom({ people, missing }: typeof nation extends Arbitrary<infer T> ? T : never): HandWorld {
  const isSent = (code: string, month: number) => !missing.some(([of, at]) => of === code && at === month)
  const recorded = people.map(({ lives, choice }) => choice.map((life, month) => lives[life]!
    .map(({ org, ...post }) => ({ ...post, code: org === merger.from && month >= merger.month ? merger.to : org }))
    .filter(({ code }) => isSent(code, month))))
  const everybody = [...recorded, months.map(() => [steady])]
  const codes = ['T1', 'T2', 'T3', 'T4', 'T5', 'T9']
  // An employer that sent a month in which nobody works shows nothing: it is as if it had not sent it.
  const sent = new Map(codes.map((code) => [code, everyMonth.map((month) => everybody.some((one) => one[month]!.some((post) => post.code === code)))]))
  return { people: everybody, sent: new Map([...sent].filter(([, is]) => is.includes(true))), heirs: [merger] }
}

/** First and last day of a code. */
function lifeOf(code: string): Row {
  return code === 'T4' ? { valid_from: null, valid_to: '2025-03-31' } : code === 'T5' ? { valid_from: '2025-04-01', valid_to: null } : {}
}

function fileOf(world: HandWorld, run: number) {
  const source = 'records'
  const staff = world.people.flatMap((one, who) => one.flatMap((posts, month) => posts.map((post, at): Row => ({
    period_to: months[month]!, source, person: `P${who}`, assignment: `P${who}-${at}`, at_level: 'organisation', at_code: post.code, sector: 'Hospital and community',
    staff_group: post.group, profession: post.group, band: post.band, fte: post.fte, age: 40 }))))
  const seen = months[4]
  const codes = ['T1', 'T2', 'T3', 'T4', 'T5', 'T9']
  return { ...handFile(source, [months[0], months[4]], {
    staff, area: [handArea(source, 'nation', 'N', 'Made-up nation', seen), handArea(source, 'ics', 'A', 'North', seen), handArea(source, 'ics', 'B', 'South', seen)],
    organisation: codes.map((code) => ({ ...handOrganisation(source, code, 'trust', seen), ...lifeOf(code) })),
    relation: [handRelation(source, ['ics', 'A'], ['nation', 'N'], seen), handRelation(source, ['ics', 'B'], ['nation', 'N'], seen),
      ...codes.map((code) => ({ ...handRelation(source, ['organisation', code], ['ics', systemOf[code] ?? 'B'], seen), ...lifeOf(code) }))],
    succession: [{ source, level: 'organisation', from_code: 'T4', to_code: 'T5', on_date: '2025-04-01', share: 1 }],
  }), sha256: String(run).padStart(64, '0') }
}

const folder = mkdtempSync(join(tmpdir(), 'cadre-flows-'))
let house: House
beforeAll(async () => {
  const opened = await openHouse(folder)
  if (isRefusal(opened)) throw new Error(opened.found)
  house = opened
})
afterAll(async () => {
  await house.close()
  rmSync(folder, { recursive: true, force: true })
})

async function ask(question: Partial<FlowsQuestion>): Promise<FlowsFound | null> {
  const found = await readFlows(house, localViewer, { area: 'N', from: months[0], to: months[4], by: [], between: 'staff_group', step: 'month', basis: 'employer', map: null, ...question })
  // Nobody can be followed where no employer has two months: that is refused, and has no account.
  if (isRefusal(found) && found.code === 'flows-not-followed') return null
  if (isRefusal(found)) throw new Error(`${found.code}: ${found.found}`)
  return found
}

/** Lines to a millionth of an FTE: sums of tenths are not exact. */
const rounded = (account: HandAccount) => Object.fromEntries(Object.entries(account).map(([line, { heads, fte }]) => [line, { heads: heads + 0, fte: Math.round(fte * 1e6) / 1e6 + 0 }]))

function leftOver(account: HandAccount): [number, number] {
  const of = (what: 'heads' | 'fte') => account.opening[what] + account.joiners[what] - account.leavers[what] + account.movedIn[what] - account.movedOut[what] + account.takenUp[what] - account.givenUp[what] + account.hours[what] + account.coverage[what] - account.closing[what]
  return [of('heads'), Math.round(of('fte') * 1e6) / 1e6 + 0]
}

const areas: readonly { area: string; holds: (code: string) => boolean }[] = [
  { area: 'N', holds: () => true }, { area: 'A', holds: (code) => systemOf[code] === 'A' }, { area: 'B', holds: (code) => systemOf[code] === 'B' || code === 'T9' },
]
const groupings = [{ by: ['staff_group'], groupOf: (post: HandPost) => post.group }, { by: ['band'], groupOf: (post: HandPost) => post.band }] as const
let run = 0
const seen = { accounts: 0 }

describe('the account of flows, over random made-up nations', () => {
  test('adds up, and is what following each person by hand gives, for every area, group and step', { timeout: 60_000 }, async () => {
    await assert(asyncProperty(nation, async (drawn) => {
      const world = worldFrom(drawn)
      run += 1
      const published = await publishFiles(house, localViewer, [fileOf(world, run)], `2025-06-01T00:00:${String(run).padStart(2, '0')}Z`)
      if (isRefusal(published)) throw new Error(published.found)
      for (const { area, holds } of areas) await judge(world, area, holds)
    }), { numRuns: 10, seed: 20251121, endOnFailure: true })
    expect(seen.accounts).toBeGreaterThan(30)
  })
})

async function judge(world: HandWorld, area: string, holds: (code: string) => boolean): Promise<void> {
  // An area nobody works in at some month has fewer month-ends: then there is nothing to compare by hand.
  const held = everyMonth.filter((month) => [...world.sent].some(([code, is]) => holds(code) && is[month]))
  if (held.length < 2 || !held.includes(0) || !held.includes(4)) return
  for (const step of ['month', 'whole'] as const) {
    const compared = step === 'month' ? held : [0, 4]
    const whole = await ask({ area, step })
    if (!whole) continue
    const byHand = followByHand(world, compared, holds, () => 'all', 'all')
    expect(rounded(whole.account as unknown as HandAccount), `${area} ${step}`).toEqual(rounded(byHand))
    seen.accounts += 1
    expect(leftOver(whole.account as HandAccount)).toEqual([0, 0])
    for (const { by, groupOf } of groupings) for (const row of (await ask({ area, step, by }))?.rows ?? []) {
      const own = followByHand(world, compared, holds, groupOf, String(row[by[0]]))
      expect(rounded(row.account as unknown as HandAccount), `${area} ${step} ${String(row[by[0]])}`).toEqual(rounded(own))
    }
    for (const row of (await ask({ area, step, by: ['organisation'] }))?.rows ?? []) {
      const own = followByHand(world, compared, (code) => (code === 'T4' ? 'T5' : code) === row.organisation, () => 'all', 'all')
      expect(rounded(row.account as unknown as HandAccount), `${area} ${step} ${String(row.organisation)}`).toEqual(rounded(own))
      expect(leftOver(row.account as unknown as HandAccount)).toEqual([0, 0])
    }
  }
}
