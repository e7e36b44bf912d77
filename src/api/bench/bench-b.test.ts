import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import * as fc from 'fast-check'
import { afterAll, describe, expect, test } from 'vitest'
import { literal, startEngine } from '../../store/duckdb.ts'
import { isRefusal } from '../../units/refusal.ts'
import { judgeFolder, runJobB, type JobShares } from './bench-b.ts'
import { jobGroups } from './bench-b-rules.ts'

const folder = mkdtempSync(join(tmpdir(), 'cadre-job-b-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const header = 'employee_no,assignment_no,org_code,site_code,cost_centre,occupation_code,staff_group,job_role,afc_band,spine_point,fte,contracted_hours,contract_type,assignment_status,dob,gender,ethnicity,nationality,disability,postcode,start_date,position_start,leave_date,leave_reason,qualification,reg_no,reg_expiry,absence_days,basic_pay,line_manager'
const clean = (at: number): string[] => [
  `E${at}`, `A${at}`, at % 2 === 0 ? 'RA1' : 'RB2', 'S1', 'C1', at % 3 === 0 ? 'A1' : 'B2', at % 3 === 0 ? jobGroups[0]! : jobGroups[1]!, '"Role, ""senior"""', 'Band 5', '3', at % 4 === 0 ? '0.50' : '1.00', '37.5', 'Permanent', 'Active',
  '1980-05-17', 'F', 'A', 'British', 'N', 'AB1 2CD', at % 5 === 0 ? '2023-06-30' : '2010-02-28', '2015-01-01', at % 7 === 0 ? '2024-02-29' : '', at % 7 === 0 ? 'Retirement' : '', 'MSc', '', '', '2', '30000', 'E0',
]

/** One row spoilt in each of the fourteen ways. Shape: kind, then the cell and what stands there instead; no cell for what is no cell's fault. */
const faults: readonly (readonly [kind: string, cell: number, text: string])[] = [
  ['missing_mandatory', 2, ''], ['missing_mandatory', 20, ''], ['unknown_org', 2, 'ZZ9'], ['unknown_occupation', 5, 'Q9'], ['group_mismatch', 6, jobGroups[2]!], ['unknown_band', 8, 'band 5'], ['bad_fte', 10, 'full'], ['bad_fte', 10, '0.00'],
  ['bad_fte', 10, '1.50'], ['bad_date', 14, '2001-02-30'], ['bad_date', 22, '31/02/2004'], ['leave_before_start', 22, '2009-12-31'], ['age_out_of_range', 14, '2005-01-01'], ['age_out_of_range', 14, '1920-01-01'], ['duplicate', 1, 'A1'],
  ['bad_postcode', 19, 'AB1 CDE'], ['leave_without_reason', 22, '2024-05-01'],
]

/** A made-up folder of the job: 300 clean rows, one row for each fault, a ragged one, and one with a byte that is no text. */
function writeMadeUp(path: string): string {
  mkdirSync(path)
  writeFileSync(join(path, 'ref_org.csv'), 'org_code\nRA1\nRB2\n')
  writeFileSync(join(path, 'ref_occ.csv'), `occupation_code,staff_group\nA1,${jobGroups[0]}\nB2,${jobGroups[1]}\n`)
  writeFileSync(join(path, 'ref_band.csv'), 'afc_band\nBand 5\nBand 6\n')
  // Rows 901 and on started in 2010 and have not left, so that each has one fault only.
  const spoilt = faults.map(([, cell, text], at) => clean(901 + at * 210).with(cell, text))
  const rows = [...Array.from({ length: 300 }, (_, at) => clean(at)), ...spoilt, clean(9_001).slice(1)]
  writeFileSync(join(path, 'staff.csv'), Buffer.concat([Buffer.from(`${[header, ...rows.map((row) => row.join(','))].join('\n')}\n`), Buffer.from(`${clean(9_211).with(7, 'Infirmi\u00e8re').join(',')}\n`, 'latin1')]))
  return path
}

/** The same job in SQL: the second way, which judges the first. Source: the plain formulation of the reference job. */
async function judgeBySql(path: string): Promise<{ counts: Record<string, number>; cube: number[] }> {
  const engine = await startEngine({ threads: 2, memory: '1GB' }, folder)
  const connection = await engine.connect()
  const csv = (name: string, more = ''): string => `read_csv(${literal(join(path, name))}, header = true, all_varchar = true${more})`
  const ask = async (sql: string) => (await connection.runAndReadAll(sql)).getRows()
  try {
    await connection.run(`create table org as select row_number() over () - 1 as i, org_code from ${csv('ref_org.csv')};
      create table occ as select * from ${csv('ref_occ.csv', `, delim = ','`)};
      create table band as select row_number() over () - 1 as i, afc_band from ${csv('ref_band.csv', `, delim = ';'`)};
      create table grp as select * from (values ${jobGroups.map((name, at) => `(${at}, ${literal(name)})`).join(', ')}) as t(i, staff_group);
      create table raw as select row_number() over () as rn, * from ${csv('staff.csv', `, delim = ',', quote = '"', escape = '"', store_rejects = true, rejects_limit = 0, null_padding = false, strict_mode = true`)};
      create table v as with x as (select raw.*, occ.staff_group as og, org.i as oi, band.i as bi, grp.i as gi, try_cast(fte as decimal(9, 2)) as f, try_strptime(dob, '%Y-%m-%d')::date as d, try_strptime(start_date, '%Y-%m-%d')::date as s,
        try_strptime(nullif(leave_date, ''), '%Y-%m-%d')::date as l, row_number() over (partition by assignment_no order by rn) as k
        from raw left join org using (org_code) left join occ using (occupation_code) left join band using (afc_band) left join grp on grp.staff_group = raw.staff_group)
      select *, case when org_code is null or occupation_code is null or staff_group is null or afc_band is null or fte is null or dob is null or start_date is null then 'missing_mandatory' when oi is null then 'unknown_org'
        when og is null then 'unknown_occupation' when og <> staff_group then 'group_mismatch' when bi is null then 'unknown_band' when f is null or f <= 0 or f > 1 then 'bad_fte'
        when d is null or s is null or (l is null and leave_date is not null) then 'bad_date' when l < s then 'leave_before_start' when date_sub('year', d, s) not between 16 and 75 then 'age_out_of_range' when k > 1 then 'duplicate'
        when not regexp_full_match(postcode, '[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}') then 'bad_postcode' when l is not null and leave_reason is null then 'leave_without_reason' else 'clean' end as err from x`)
    const counts = await ask(`select err, count(*) from v group by err union all select case error_type::varchar when 'INVALID ENCODING' then 'bad_encoding' else 'ragged' end as kind, count(distinct line) from reject_errors group by kind`)
    const sums = await ask(`with m as (select i, last_day(date '2023-01-01' + interval (i) month) as e from range(36) as t(i)),
      cube as (select oi, gi, bi, m.i as mi, count(*) as n, sum((f * 100)::int) as fc from v join m on v.s <= m.e and (v.l is null or v.l > m.e) where err = 'clean' group by all)
      select count(*), sum(n), sum(fc), sum(n * ((((oi * 9 + gi) * (select count(*) from band) + bi) * 36 + mi) % 997 + 1)) from cube`)
    return { counts: Object.fromEntries(counts.map(([kind, count]) => [String(kind), Number(count)])), cube: sums[0]!.map(Number) }
  } finally {
    connection.closeSync()
    engine.closeSync()
  }
}

async function compare(path: string): Promise<void> {
  const ours = await runJobB(path)
  if (isRefusal(ours)) throw new Error(ours.found)
  const sql = await judgeBySql(path)
  expect({ ...ours.counts, clean: ours.clean }).toEqual(sql.counts)
  expect(Object.values(ours.cube)).toEqual(sql.cube)
}

describe('job B through our rules and in SQL: the same counts and the same cube', () => {
  test('of a made-up file', async () => {
    const path = writeMadeUp(join(folder, 'made-up'))
    const ours = await runJobB(path)
    const expected: Record<string, number> = { ragged: 1, bad_encoding: 1 }
    for (const [kind] of faults) expected[kind] = (expected[kind] ?? 0) + 1
    expect(ours).toMatchObject({ clean: 300, counts: expected })
    await compare(path)
  })

  const generator = new URL('../../../../shared/bench/job_b/gen.mjs', import.meta.url).pathname
  test.skipIf(!existsSync(generator))('of a small file of the reference job (../shared)', async () => {
    const path = join(folder, 'small')
    execFileSync(process.execPath, [generator, path, '12000'])
    await compare(path)
  }, 60_000)
})

/** Everything that comes out of the job, when so many threads take so many bytes at a time. */
async function outcome(path: string, shares: JobShares): Promise<Record<string, unknown>> {
  const kept = mkdtempSync(join(folder, 'kept-'))
  const { counts, cube } = await judgeFolder(path, kept, shares)
  return { counts, cube, stored: readFileSync(join(kept, 'staff.parquet'), 'base64'), held: readFileSync(join(kept, 'quarantine.jsonl'), 'utf8') }
}

test('the same bytes come out however many threads there are, whatever stands in the cells', async () => {
  const path = writeMadeUp(join(folder, 'strange'))
  const text = fc.string({ unit: fc.constantFrom('a', ' ', 'é', '😀', '\n', '\r\n', ',', '"'), maxLength: 12 }).map((cell) => `"${cell.replaceAll('"', '""')}"`)
  const row = fc.tuple(fc.integer({ min: 0, max: 60 }), fc.integer({ min: 0, max: 29 }), text, fc.boolean()).map(([at, cell, strange, wide]) => `${(wide ? [...clean(at), '1'] : clean(at).with(cell, strange)).join(',')}`)
  const file = fc.tuple(fc.array(row, { minLength: 1, maxLength: 60 }), fc.constantFrom('\n', '\r\n'), fc.integer({ min: 20, max: 3_000 }))
  await fc.assert(fc.asyncProperty(file, async ([rows, lineEnd, rangeBytes]) => {
    writeFileSync(join(path, 'staff.csv'), [header, ...rows].map((line) => `${line}${lineEnd}`).join(''))
    const one = await outcome(path, { threads: 1, rangeBytes })
    for (const threads of [2, 3]) expect(await outcome(path, { threads, rangeBytes })).toEqual(one)
  }), { numRuns: 4 })
}, 120_000)

test('a first row in quotation marks is a row, and a header alone has none', async () => {
  const path = writeMadeUp(join(folder, 'short'))
  writeFileSync(join(path, 'staff.csv'), `${header}\n"E1"${clean(1).join(',').slice(2)}\n`)
  expect(await runJobB(path)).toMatchObject({ clean: 1 })
  writeFileSync(join(path, 'staff.csv'), `${header}\n`)
  expect(await runJobB(path)).toMatchObject({ clean: 0, cube: { cells: 0 } })
})

test('a folder without the files of the job is refused', async () => {
  expect(await runJobB(join(folder, 'nowhere'))).toMatchObject({ code: 'bench-input-missing' })
})
