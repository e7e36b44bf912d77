import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { localViewer, nobody, type Viewer } from '../../src/access/viewer.ts'
import { openAcceptedFindings } from '../../src/store/accepted-findings.ts'
import { openCatalogue } from '../../src/store/catalogue.ts'
import { openCredentials } from '../../src/store/credentials.ts'
import { openHistory } from '../../src/store/history.ts'
import type { CataloguedFile } from '../../src/store/house.ts'
import type { Role } from '../../src/access/role.ts'
import { openPeople } from '../../src/store/people.ts'
import { openPlanSteps, type PlanStepKind } from '../../src/store/plan-steps.ts'
import { openPlans } from '../../src/store/plans.ts'
import type { RecordsDriver } from '../../src/store/records-driver.ts'
import { openRecords, type Records } from '../../src/store/records.ts'
import { openReleases } from '../../src/store/releases.ts'
import { openSealedFactors } from '../../src/store/sealed-factors.ts'
import { openKeptProgrammes } from '../../src/store/kept-programmes.ts'
import { openSavedViews } from '../../src/store/saved-views.ts'
import { openSessions } from '../../src/store/sessions.ts'
import { isRefusal } from '../../src/units/refusal.ts'

const at = '2026-01-31T12:00:00.000Z'
/** Reaches R1 on every day, and R2 from 2026 on. */
const reader: Viewer = { ...nobody, id: 'reader', name: 'Reader', rights: ['person', 'figures', 'records'], reach: { kind: 'some', places: [{ place: 'organisation:R1', from: null, to: null }, { place: 'organisation:R2', from: '2026-01-01', to: null }], programmes: [] } }

/** A publication; a return of one trust, one of another from 2025 and from 2026, and one that holds two trusts. */
const files = [file('1', 'sickness', 'sickness'), file('2', 'staff-return-R1', 'staff', ['organisation:R1']), file('3', 'staff-return-R2', 'staff', ['organisation:R2']), file('4', 'staff-return-R2', 'staff', ['organisation:R2'], '2026-01-31'),
  file('5', 'staff-return', 'staff', ['organisation:R1', 'organisation:R9']), file('6', 'staff-return-R8', 'staff')]

const once = (key: string) => ({ key, asked: 'test', bodyHash: 'b', at })
const who = (role: Role, kind: 'ics' | 'organisation', code: string): Viewer => ({ ...nobody, id: `${role} ${code}`, name: role, rights: ['person', 'figures'], grants: [{ role, scope: { kind, code }, from: '2000-01-01', until: null }] })

/** What row security of every PostgreSQL that keeps our records must do, even when plain SQL is sent; `open` gives an empty one. */
export function promisesOfAccess(open: () => Promise<RecordsDriver>): void {
  describe('row security', () => {
    let driver: RecordsDriver
    let records: Records
    let catalogue: Awaited<ReturnType<typeof openCatalogue>>
    const rowsOf = (viewer: Viewer, sql: string) => records.transaction(viewer, async (query) => (await query(sql)).map((row) => Object.values(row).join(' ')))
    beforeAll(async () => {
      driver = await open()
      records = await openRecords(driver, () => at)
      catalogue = await openCatalogue(records, localViewer, () => at, () => {})
      for (const one of files) await catalogue.publish(localViewer, [one], 'real')
    })
    afterAll(() => driver.close())

    test('shows publications, and of the others the files whose places are all reached on their days, with what hangs on them', async () => {
      const seen = ['1-f', '2-f', '4-f']
      expect(await rowsOf(reader, 'select id from cadre.file order by id')).toEqual(seen)
      expect((await catalogue.files(reader, String(await catalogue.live(localViewer)))).map(({ id }) => id).toSorted()).toEqual(seen)
      for (const table of ['part', 'finding', 'finding_rows', 'quarantine', 'snapshot_file']) {
        expect([table, await rowsOf(reader, `select distinct file.id from cadre.${table} join cadre.file using (version) order by 1`)]).toEqual([table, seen])
        expect([table, await rowsOf(reader, `select count(distinct version) from cadre.${table}`)]).toEqual([table, ['3']])
      }
      expect(await catalogue.quarantine(reader, '3-f')).toEqual([])
      expect((await catalogue.snapshots(reader)).map(({ rows, moved }) => [rows, moved])).toEqual([[30, 'what was changed beyond your scope is not shown']])
    })

    test('tells of changes that speak of nobody out of reach, and of decisions about whom is reached', async () => {
      const accepted = openAcceptedFindings(records)
      for (const [organisation, fileId] of [['R1', null], ['R9', null], [null, '2-f'], [null, '5-f']] as const) await accepted.accept(localViewer, { rule: 'r', organisation, fileId, because: 'b', by: 'x', at, until: null })
      expect((await accepted.list(reader)).map(({ organisation, fileId }) => organisation ?? fileId).toSorted()).toEqual(['2-f', 'R1'])
      // The publication, the return of R1, that of R2 (written down in 2026, when it is reached), and the decision about R1.
      expect((await openHistory(records).list(reader)).map(({ kind }) => kind).toSorted()).toEqual(['finding-accepted', 'published', 'published', 'published', 'published'])
    })

    test('lets nobody write who does not reach everything, and shows nothing where nobody is signed in', async () => {
      await expect(catalogue.publish(reader, [file('7', 'sickness', 'sickness')], 'real')).rejects.toThrow()
      await expect(rowsOf(reader, `insert into cadre.accepted_finding (rule, organisation, because, accepted_by, accepted_at) values ('r', 'R1', 'b', 'x', '')`)).rejects.toThrow('row-level security')
      for (const table of ['file', 'part', 'finding', 'quarantine', 'snapshot', 'live', 'change', 'mapping', 'person', 'granted', 'session', 'token', 'invitation', 'recovery_code', 'sign_in_failure', 'plan', 'plan_edit', 'plan_standing', 'plan_step', 'plan_remark', 'plan_decision', 'plan_presence', 'plan_share', 'answered', 'retention_rule', 'deletion', 'deletion_done', 'release', 'release_file', 'release_content', 'release_step']) {
        expect([table, await rowsOf(nobody, `select count(*) from cadre.${table}`)]).toEqual([table, ['0']])
      }
    })

    test('holds to two people for what leaves, even when plain SQL is sent', async () => {
      const people = openPeople(records)
      const known = async (role: Role, code: string): Promise<Viewer> => ({ ...who(role, 'ics', code), id: (await people.add(localViewer, { name: `${role} ${code}`, email: `${role}-${code}@example.org` }, at)).id })
      const [asker, approver, stranger] = [await known('publisher', 'Q5'), await known('approver', 'Q5'), await known('approver', 'Q6')]
      const releases = openReleases(records)
      const { id } = await releases.ask(asker, { kind: 'records', asked: {}, title: 't', summary: 's', because: 'b', recipient: 'r', within: ['organisation:R5', 'ics:Q5'], snapshot: 'x', hash: 'h', askedAt: at, expiresAt: '2026-02-14', files: [{ name: 'a.csv', bytes: new Uint8Array([97]) }] })
      const step = (by: Viewer, kind: string, as = by.id) => rowsOf(by, `insert into cadre.release_step (release, kind, by_whom, by_name, at, expires_at) values (${id}, '${kind}', '${as}', 'n', '2026-02-01', '2026-02-08')`)
      expect([(await releases.list(asker)).length, (await releases.list(approver)).length, await releases.list(stranger)]).toEqual([1, 1, []])
      // Whoever decides does not read the rows of people.
      expect([await rowsOf(asker, 'select name from cadre.release_content'), await rowsOf(approver, 'select name from cadre.release_content')]).toEqual([['a.csv'], []])
      await expect(step(asker, 'approved')).rejects.toThrow('row-level security')
      await expect(step(asker, 'approved', approver.id)).rejects.toThrow('row-level security')
      await expect(step(stranger, 'approved')).rejects.toThrow('row-level security')
      await expect(step(asker, 'left')).rejects.toThrow('another person has not approved')
      // The owner of the tables passes row security, and not the rule.
      await expect(driver.transaction((query) => query(`insert into cadre.release_step (release, kind, by_whom, by_name, at) values (${id}, 'approved', '${asker.id}', 'n', '')`))).rejects.toThrow('nobody decides about what they asked for')
      await step(approver, 'approved')
      await expect(step(approver, 'refused')).rejects.toThrow()
      await step(asker, 'left')
      await expect(rowsOf(asker, `update cadre.release set hash = 'other'`)).rejects.toThrow()
      await expect(rowsOf(asker, `update cadre.release_content set content = ''`)).rejects.toThrow()
      await driver.transaction((query) => query(`update cadre.release_content set content = 'Yg=='`))
      expect(await releases.read(asker, id, 'a.csv')).toMatchObject({ refused: true, code: 'release-bytes-differ' })
      await step(approver, 'withdrawn')
      await expect(step(asker, 'left')).rejects.toThrow('refused or withdrawn')
      await expect(driver.transaction((query) => query('delete from cadre.release_step'))).rejects.toThrow('added and never changed')
    })

    test('shows plans and their edits where a grant gives the right to plan or approve, lets only planners edit, and nobody change what was', async () => {
      const plans = openPlans(records)
      for (const code of ['R1', 'R2']) await plans.create(localViewer, once(`made-${code}`), { area: `organisation:${code}`, within: [`organisation:${code}`, 'ics:Q1'], document: { name: code } })
      const seen = async (viewer: Viewer) => (await plans.list(viewer)).map(({ name }) => name).toSorted()
      expect(await Promise.all([who('planner', 'ics', 'Q1'), who('approver', 'organisation', 'R2'), who('planner', 'ics', 'Q2'), who('record-viewer', 'ics', 'Q1'), nobody].map(seen))).toEqual([['R1', 'R2'], ['R2'], [], [], []])
      const [approver, r1] = [who('approver', 'ics', 'Q1'), (await plans.list(localViewer)).find(({ name }) => name === 'R1')!]
      expect(await rowsOf(approver, 'select count(*) from cadre.plan_edit')).toEqual(['2'])
      expect(await rowsOf(who('planner', 'ics', 'Q2'), 'select count(*) from cadre.plan_edit')).toEqual(['0'])
      expect(await rowsOf(approver, `update cadre.plan set version = 9 returning id`)).toEqual([])
      await expect(rowsOf(approver, `insert into cadre.plan_edit (plan, version, key, person, by_whom, at, changes) values ('${r1.id}', 9, 'k', 'p', 'p', '', '[]')`)).rejects.toThrow('row-level security')
      await expect(rowsOf(localViewer, 'update cadre.plan_edit set version = 9')).rejects.toThrow()
      await expect(driver.transaction((query) => query('delete from cadre.plan_edit'))).rejects.toThrow('added and never changed')
      expect(await rowsOf(who('planner', 'ics', 'Q1'), 'select count(*) from cadre.answered')).toEqual(['0'])
      expect(await rowsOf(localViewer, 'select count(*) from cadre.answered')).toEqual(['2'])
    })

    test('holds to drafts, approvers and what was agreed of plans, even when plain SQL is sent', async () => {
      const plans = openPlans(records)
      const steps = openPlanSteps(records)
      const made = await plans.create(localViewer, once('to-agree'), { area: 'organisation:R7', within: ['organisation:R7', 'ics:Q7'], document: { name: 'R7' } })
      if (isRefusal(made)) throw new Error(made.found)
      const { plan } = made
      const [planner, approver, figures] = [who('planner', 'ics', 'Q7'), who('approver', 'ics', 'Q7'), who('aggregate-viewer', 'ics', 'Q7')]
      const take = (viewer: Viewer, kind: PlanStepKind) => steps.take(viewer, once(`${kind}-${viewer.id}`), { plan, from: 1, kind, because: null, holds: {} })
      await expect(rowsOf(planner, `insert into cadre.plan_step (plan, version, kind, person, by_whom, at, holds) values ('${plan}', 1, 'agreed', '${planner.id}', 'n', '', '{}')`)).rejects.toThrow('row-level security')
      await expect(rowsOf(planner, `update cadre.plan_standing set status = 'agreed', baseline_agreed = true where plan = '${plan}'`)).rejects.toThrow(/row-level security|does not go from draft to agreed/)
      await take(approver, 'baseline-agreed')
      await take(planner, 'submitted')
      await expect(rowsOf(planner, `update cadre.plan set version = 2 where id = '${plan}'`)).rejects.toThrow('no draft stays as it is')
      expect(await rowsOf(figures, 'select id from cadre.plan')).not.toContain(plan)
      await take(approver, 'agreed')
      // The owner of the tables passes row security, and not the rule.
      await expect(driver.transaction((query) => query(`update cadre.plan_standing set status = 'draft' where plan = '${plan}'`))).rejects.toThrow('does not go from agreed to draft')
      await expect(driver.transaction((query) => query(`update cadre.plan set document = '{}' where id = '${plan}'`))).rejects.toThrow('no draft stays as it is')
      await expect(driver.transaction((query) => query('delete from cadre.plan_remark'))).rejects.toThrow('added and never changed')
      expect(await rowsOf(figures, 'select id from cadre.plan')).toEqual([plan])
      expect(await rowsOf(figures, 'select version from cadre.plan_edit')).toEqual([])
      expect((await steps.agreed(figures, 'organisation:R7')).map((one) => one.plan.id)).toEqual([plan])
    })

    test('lets nobody but the clock remove what is held, whatever they reach, and nobody change a certificate', async () => {
      for (const table of ['part', 'finding', 'finding_rows', 'quarantine']) expect([table, await rowsOf(localViewer, `delete from cadre.${table} returning version`)]).toEqual([table, []])
      expect(await rowsOf(localViewer, `update cadre.file set name = 'x' returning version`)).toEqual([])
      await expect(rowsOf(localViewer, 'delete from cadre.file')).rejects.toThrow('permission denied')
      const clock: Viewer = { ...localViewer, id: 'clock', rights: [...localViewer.rights, 'retention'] }
      await expect(records.transaction(clock, async (query) => {
        expect((await query('delete from cadre.part returning version')).length).toBe(files.length)
        throw new Error('undone')
      })).rejects.toThrow('undone')
      await rowsOf(localViewer, `insert into cadre.deletion (number, at, certificate, signature) values (1, '', '{}', '')`)
      await expect(driver.transaction((query) => query('delete from cadre.deletion'))).rejects.toThrow('added and never changed')
    })

    test('keeps saved views apart: everybody reads, replaces and lets go their own', async () => {
      const [people, views] = [openPeople(records), openSavedViews(records)]
      const [cat, dan] = [await people.add(localViewer, { name: 'Cat', email: 'cat@example.org' }, at), await people.add(localViewer, { name: 'Dan', email: 'dan@example.org' }, at)].map(({ id }): Viewer => ({ ...nobody, id, rights: ['person'] })) as [Viewer, Viewer]
      await views.save(cat, { name: 'Mine', address: '/explore?measure=fte', savedAt: at })
      const [kept] = await views.save(cat, { name: 'Mine', address: '/explore?measure=headcount', savedAt: at })
      expect((await views.list(cat)).map(({ name, address }) => [name, address])).toEqual([['Mine', '/explore?measure=headcount']])
      expect([await views.list(dan), await rowsOf(dan, 'select count(*) from cadre.saved_view'), await rowsOf(nobody, 'select count(*) from cadre.saved_view')]).toEqual([[], ['0'], ['0']])
      expect([await views.remove(dan, kept!.id), await rowsOf(dan, 'delete from cadre.saved_view returning id')]).toEqual([false, []])
      await expect(rowsOf(dan, `insert into cadre.saved_view (person, name, address, saved_at) values ('${cat.id}', 'x', '/explore', '')`)).rejects.toThrow('row-level security')
      expect(await views.remove(cat, kept!.id)).toBe(true)
    })

    test('keeps programmes apart until they are shared: then others who see figures read them, and change nothing', async () => {
      const [people, programmes] = [openPeople(records), openKeptProgrammes(records)]
      const [eve, fay] = [await people.add(localViewer, { name: 'Eve', email: 'eve@example.org' }, at), await people.add(localViewer, { name: 'Fay', email: 'fay@example.org' }, at)].map(({ id }): Viewer => ({ ...nobody, id, rights: ['person', 'figures'] })) as [Viewer, Viewer]
      const kept = (shared: boolean, id: string | null) => ({ id, name: 'Ours', text: 'version: 1', shared, savedAt: at })
      const id = (await programmes.save(eve, kept(false, null)))!
      expect([await programmes.find(fay, id), await programmes.find(nobody, id), (await programmes.find(eve, id))?.mine]).toEqual([null, null, true])
      expect([await programmes.save(fay, kept(true, id)), await programmes.remove(fay, id)]).toEqual([null, false])
      expect(await programmes.save(eve, kept(true, id))).toBe(id)
      expect([(await programmes.find(fay, id))?.mine, await programmes.find(nobody, id), await programmes.list(fay)]).toEqual([false, null, []])
      expect([await rowsOf(fay, `update cadre.programme set text = 'x' returning id`), await rowsOf(fay, 'delete from cadre.programme returning id')]).toEqual([[], []])
      await expect(rowsOf(fay, `insert into cadre.programme (id, person, name, text, shared, saved_at) values ('z', '${eve.id}', 'x', 'x', true, '')`)).rejects.toThrow('row-level security')
      expect(await programmes.remove(eve, id)).toBe(true)
    })

    test('keeps people apart: one’s own sessions and tokens, hashes and secrets for the desk alone', async () => {
      const [people, sessions, credentials] = [openPeople(records), openSessions(records), openCredentials(records, openSealedFactors(records, join(mkdtempSync(join(tmpdir(), 'cadre-factors-')), 'factor-key')))]
      const [ann, ben] = [await people.add(localViewer, { name: 'Ann', email: 'ann@example.org' }, at), await people.add(localViewer, { name: 'Ben', email: 'ben@example.org' }, at)]
      for (const person of [ann, ben]) {
        await sessions.begin({ hash: `s-${person.name}`, id: `s-${person.name}`, person: person.id, device: 'd', secondFactor: false, createdAt: at, seenAt: at, expiresAt: '2999' })
        await credentials.invite({ hash: `i-${person.name}`, person: person.id, kind: 'invitation', by: 'x', createdAt: at, expiresAt: '2999' })
      }
      const asAnn: Viewer = { ...nobody, id: ann.id, rights: ['person'] }
      expect((await people.list(asAnn)).map(({ name }) => name)).toEqual(['Ann'])
      expect(await rowsOf(asAnn, 'select id from cadre.session')).toEqual(['s-Ann'])
      expect(await rowsOf(asAnn, 'select count(*) from cadre.invitation')).toEqual(['0'])
      expect(await sessions.end(asAnn, 's-Ben', at)).toBe(false)
      await expect(people.grant(asAnn, ann.id, { role: 'system-admin', scope: { kind: 'everything', code: '' }, from: '2026-01-01', until: null }, at)).rejects.toThrow('row-level security')
      await expect(people.add(asAnn, { name: 'Another', email: 'x@example.org' }, at)).rejects.toThrow('row-level security')
      expect(await credentials.useInvitation('i-Ann', at)).toBe(true)
      expect(await credentials.useInvitation('i-Ann', at)).toBe(false)
    })
  })
}

function file(number: string, source: string, table: CataloguedFile['table'], places?: readonly string[], day = '2025-10-31'): CataloguedFile {
  const hash = number.padStart(64, '0')
  return {
    id: `${number}-f`, name: `${number}.csv`, source, title: source, licence: 'OGL v3.0', table, sha256: hash, bytes: 10, periodFrom: day, periodTo: day, rows: { read: 11, loaded: 10, quarantined: 1, duplicate: 0 }, sums: { fte: 1, headcount: null },
    findings: [{ rule: 'r', severity: 'stop-row', row: 3, column: 'fte', found: 'f', expected: 'e', count: 1, fte: null, says: 's' }], parts: [{ table, hash, path: `${table}/${hash}.parquet`, rows: 10 }],
    quarantine: [{ row: 3, raw: ['x'], rule: 'r' }], importedAt: at, ...(places === undefined ? {} : { places }),
  }
}
