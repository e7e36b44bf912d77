import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { backtest } from '../../src/scenario/backtest.ts'
import { growthOfWhole } from '../../src/scenario/backtest-realised.ts'
import { backtestSeriesOf } from '../../src/scenario/backtest-series.ts'
import type { GroupHistory } from '../../src/dataset/history.ts'
import { breaksOf } from '../../src/reference/series-breaks.ts'
import { countedInOf, yearsOf } from '../../src/supply/calibrate-years.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import type { OtherSeries } from './accuracy-series.ts'
import type { Split } from './early-late.ts'

const real = fileURLToPath(new URL('../../../shared/real/', import.meta.url))
const files = ['history/consultants_simple_def.csv', 'history/managers_simple_def.csv', 'us_nurses/nurses.csv'].map((name) => real + name) as [string, string, string]

/** Whether the published files are beside the repository; tests that need them say so and skip when they are not. */
export const partsAreHere = files.every((file) => existsSync(file))

/** Back-test consultants and managers by organisation, and nurses by state, as the product does. */
export function scoreParts(): OtherSeries[] {
  const nurses = readNurses()
  const merged = 'Mergers and the reorganisation of 2013 are not declared as breaks by organisation: they are part of every forecast’s error. Organisations that were closed are scored up to their last date. Here they are as the file has them; `cadre backtest` puts those that ended under their successors where the map knows them, and is less wrong for it.'
  return [
    { title: 'Consultants by organisation', says: [merged], found: score('history-consultants', readHistory(files[0], 'history-consultants', 'HCHS doctors - Consultant')) },
    { title: 'Managers by organisation', says: [merged,
        'Managers were cut by the reorganisation of 2013 and grew again: growth turned twice within nine years. No forecast that carries growth on can follow that: from two years ahead on, the last value is the best of the seven.',
        'A few organisations all but emptied within a year: the error as a share of what was left (MAPE) is then very large. The middle error, that of all staff together, and CRPS (a share of the stock at the origin) are the figures to read.'], found: score('history-managers', readHistory(files[1], 'history-managers', 'Managers')) },
    {
      title: 'Registered nurses of the United States by state',
      says: [`Counts are estimates of a sample survey with a standard error of some per cent, each over three years of answers: a state’s growth beside the nation’s does not go on into the next year (correlation ${correlationWithNextYear(nurses).toFixed(2).replace('-', '−')}).`,
        'The survey changed what it counts twice: 1999 was its first year with the Standard Occupational Classification, and from May 2012 nurse practitioners, nurse anesthetists and nurse midwives (145,670) are counted apart. Up to version 4 neither was declared, and drift beat the projection at every horizon: the first change, eight per cent, was taken for growth and the second for a fall, and only a mean over all years let them cancel. With the breaks left in, below, drift is still ahead three to six years ahead.',
        'Beyond three years ahead its ranges are still a little wide. A survey’s error is counted as change in every year, though it is there only at the two ends. The standard errors that are published with the counts are not held yet.'],
      found: score('us-nurses', nurses), leftIn: true,
    },
  ]
}

/** The three series with the last outcome that choices of the model were allowed to see. */
export function partSplits(): Split[] {
  return [
    { title: 'Consultants by organisation', source: 'history-consultants', histories: readHistory(files[0], 'history-consultants', 'HCHS doctors - Consultant'), seenTo: '2015-09-30' },
    { title: 'Managers by organisation', source: 'history-managers', histories: readHistory(files[1], 'history-managers', 'Managers'), seenTo: '2015-09-30' },
    { title: 'Registered nurses of the United States by state', source: 'us-nurses', histories: readNurses(), seenTo: '2011-05-31' },
  ]
}

// A third of the product's draws: differences between forecasts are far larger than the noise of either.
const draws = 64

function score(source: string, histories: readonly GroupHistory[]): OtherSeries['found'] {
  const { unit, firstYear, fewestStaff, called } = backtestSeriesOf(source)
  const found = backtest(histories, { source, unit, horizon: 10, draws, firstYear, fewestStaff, called })
  if (isRefusal(found)) throw new Error(found.found)
  return found
}

function readHistory(file: string, source: string, group: string): GroupHistory[] {
  const rows = readFileSync(file, 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(',').map((cell) => cell.replaceAll('"', '').trim()) as [string, string, string])
  return together(rows.map(([year, code, fte]) => ({ code, date: `${year}-09-30`, value: fte === '' || fte === 'NA' ? null : Number(fte) })), (code, its) => ({
    area: 'E92000001', group: code, source, byAge: null, flows: [], breaks: breaksOf(source, group), stocks: its.map(({ date, value }) => ({ date, heads: null, fte: value })),
  }))
}

/** Territories stand outside the national figures of the survey. */
function readNurses(): GroupHistory[] {
  const rows = readFileSync(files[2], 'utf8').trim().split(/\r?\n/).slice(1).map((line) => line.split(',') as [string, string, string])
  const states = rows.filter(([state]) => !['Guam', 'Puerto Rico', 'Virgin Islands'].includes(state))
  return together(states.map(([state, year, jobs]) => ({ code: state, date: `${year}-05-31`, value: jobs === '' ? null : Number(jobs) })), (code, its) => ({
    area: 'US', group: code, source: 'us-nurses', byAge: null, flows: [], breaks: breaksOf('us-nurses', 'Registered nurses (US)'), stocks: its.map(({ date, value }) => ({ date, heads: value, fte: null })),
  }))
}

/** How far a part's difference from the growth of its whole goes on into the next year: 1 wholly, 0 not at all, below 0 it turns round. */
function correlationWithNextYear(histories: readonly GroupHistory[]): number {
  const whole = growthOfWhole(histories, histories[0]!.area, false)
  let [product, square] = [0, 0]
  for (const history of histories) {
    const differences = yearsOf(history, countedInOf(history)!).flatMap(({ to, growth }) => (growth === null ? [] : [growth - whole.get(to)!]))
    const mean = differences.reduce((sum, each) => sum + each, 0) / differences.length
    for (let at = 1; at < differences.length; at++) {
      product += (differences[at]! - mean) * (differences[at - 1]! - mean)
      square += ((differences[at]! - mean) ** 2 + (differences[at - 1]! - mean) ** 2) / 2
    }
  }
  return product / square
}

interface Cell { readonly code: string; readonly date: string; readonly value: number | null }

function together(cells: readonly Cell[], history: (code: string, its: readonly Cell[]) => GroupHistory): GroupHistory[] {
  return [...Map.groupBy(cells.filter(({ value }) => value !== null), ({ code }) => code)].map(([code, its]) => history(code, its.toSorted((a, b) => (a.date < b.date ? -1 : 1))))
}
