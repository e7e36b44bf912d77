import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** Groups of the small turnover file: midwives grow by 500 a year from 20,000; estates staff stay at 60,000. A tenth leaves; 0.8 FTE per person. */
const groups = [
  { main: 'Professionally qualified clinical staff', name: 'Midwives', heads: (year: number) => 20_000 + 500 * (year - 2012) },
  { main: 'NHS infrastructure support', name: 'Hotel, property & estates', heads: () => 60_000 },
]

/** The published turnover table for a made-up England of two staff groups, September 2012 to September 2025. */
export function turnoverCsv(): string {
  const lines = ['PERIOD,TYPE,NHSE_REGION_CODE,NHSE_REGION_NAME,MAIN_STAFF_GROUP,STAFF_GROUP,HC,FTE']
  for (let year = 2013; year <= 2025; year++) {
    const stock = (at: number): { main: string; name: string; heads: number }[] => withTotal(groups.map((group) => ({ ...group, heads: group.heads(at) })))
    const put = (type: string, rows: { main: string; name: string; heads: number }[]): void => {
      for (const { main, name, heads } of rows) lines.push(`${year - 1}09 to ${year}09,${type},All NHSE regions,All NHSE regions,${quote(main)},${quote(name)},${heads},${(heads * 0.8).toFixed(1)}`)
    }
    put('Denominator at start of period', stock(year - 1))
    put('Denominator at end of period', stock(year))
    put('Leavers', stock(year - 1).map((row) => ({ ...row, heads: row.heads / 10 })))
  }
  return `${lines.join('\n')}\n`
}

/** The same table as published anew: 500 midwives more at the end, 27,000 where there were 26,500, so 21,600 FTE. */
export function revisedTurnoverCsv(): string {
  const end = '202409 to 202509,Denominator at end of period,All NHSE regions,All NHSE regions,'
  const [midwives, all] = [turnoverCsv().replace(/^.*$/gm, (line) => (line.startsWith(end) ? line.replace('Midwives,26500,21200.0', 'Midwives,27000,21600.0') : line)), 'All staff groups,All staff groups,86500,69200.0']
  return midwives.replace(`${end}${all}`, `${end}All staff groups,All staff groups,87000,69600.0`)
}

/** A folder with the small turnover file, a note, and, where asked, a file that nobody can read. */
export function writeSmallFolder(folder: string, withBad: boolean): string {
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'turnover.csv'), turnoverCsv())
  writeFileSync(join(folder, 'NOTES.md'), '# About these files\n\nThis note is for people to read and holds no table at all.\n')
  if (withBad) writeFileSync(join(folder, 'shoes.csv'), 'shoe,size\nboot,42\nclog,39\n')
  return folder
}

function withTotal(rows: { main: string; name: string; heads: number }[]): { main: string; name: string; heads: number }[] {
  return [{ main: 'All staff groups', name: 'All staff groups', heads: rows.reduce((sum, { heads }) => sum + heads, 0) }, ...rows]
}

function quote(text: string): string {
  return text.includes(',') ? `"${text}"` : text
}
