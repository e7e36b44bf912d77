// Growth of places: learnt from stocks a year apart beside that of people followed, both from what was known a year before the last records.
// `node bench/growth-of-places.mjs FOLDER [ics|organisation|region] [PLACES]` on a folder with two years of monthly records; the table of docs/decisions/0027 is that of the demonstration.
// Every profession and group with 20 people or more is forecast one year ahead. MAE and CRPS are shares of the stock.
import { localViewer } from '../src/access/viewer.ts'
import { groupsUpFrom, staffGroupNamed } from '../src/reference/staff-group-tree.ts'
import { crpsEnsemble } from '../src/scenario/scores.ts'
import { drawFutures, percentile } from '../src/scenario/uncertainty.ts'
import { readHistories } from '../src/store/cube.ts'
import { readFlowPairs } from '../src/store/flow-pairs.ts'
import { openHouse } from '../src/store/open.ts'
import { calibrate } from '../src/supply/calibrate.ts'
import { indexPairs } from '../src/supply/calibrate-pairs.ts'
import { isRefusal } from '../src/units/refusal.ts'

const [folder, level = 'ics', most = '1000'] = process.argv.slice(2)
const house = accepted(await openHouse(folder))
const pairs = accepted(await readFlowPairs(house, localViewer, { area: null, level, map: null }))
const years = pairs.years.filter(({ months }) => months === 12).map(({ to }) => to)
const [origin, target] = years.slice(-2)
const followed = indexPairs({ ...pairs, years: pairs.years.filter(({ to }) => to <= origin), cells: pairs.cells.filter(({ year }) => year <= origin) }, { namesOf, parentOf: () => null, window: 3 })
const rows = { 'growth of stocks a year apart': [], 'of people followed, as counted': [], 'of people followed, leaning on the same staff elsewhere': [] }
for (const code of [...new Set(pairs.cells.map(({ area }) => area))].filter((area) => area !== null).sort().slice(0, Number(most))) score(code, accepted(await readHistories(house, localViewer, `${level}:${code}`, null, null)))
await house.close()
console.log(`${level}, from ${origin} to ${target}\n\n| | people in post | forecasts | MAE | CRPS | bias | 50 % held | 80 % held |\n|---|---|---|---|---|---|---|---|`)
for (const [name, found] of Object.entries(rows)) {
  for (const [size, counts] of [['20 to 99', ({ opening }) => opening < 100], ['100 and more', ({ opening }) => opening >= 100]]) line(name, size, found.filter(counts))
}

function score(code, histories) {
  const known = histories.map((history) => ({ ...history, stocks: history.stocks.filter(({ date }) => date <= origin), flows: history.flows.filter(({ to }) => to <= origin) }))
  const [stocks, people] = [calibrate(known), calibrate(known, {}, ({ group }) => followed.evidence(code, group))]
  histories.forEach((history, at) => {
    const [opening, came] = [origin, target].map((day) => history.stocks.find(({ date }) => date === day)?.heads ?? 0)
    const evidence = followed.evidence(code, history.group)
    if (isRefusal(stocks[at]) || isRefusal(people[at]) || opening < 20 || came === 0 || !evidence?.growth) return
    const { leave, join } = people[at]
    const counted = { ...people[at], join: { ...join, value: leave.value + Math.exp(evidence.growth.raw) - 1 } }
    Object.values(rows).forEach((found, which) => found.push({ opening, ...settle([stocks[at], counted, people[at]][which], came / opening) }))
  })
}

/** One year's growth as drawn, beside what came. */
function settle(parameters, came) {
  const draws = Float64Array.from(drawFutures(parameters, { years: 1, draws: 200, seed: 1 }), ({ growth }) => Math.exp(growth[0])).sort()
  const holds = (share) => came >= percentile(draws, (1 - share) / 2) && came <= percentile(draws, (1 + share) / 2)
  return { error: percentile(draws, 0.5) - came, crps: crpsEnsemble(draws, came), in50: holds(0.5), in80: holds(0.8) }
}

function line(name, size, found) {
  const mean = (of) => (found.reduce((sum, one) => sum + of(one), 0) / found.length) * 100
  const cells = [mean(({ error }) => Math.abs(error)), mean(({ crps }) => crps), mean(({ error }) => error)].map((value) => `${value.toFixed(2)} %`)
  console.log(`| ${[name, size, found.length, ...cells, `${mean(({ in50 }) => in50).toFixed(0)} %`, `${mean(({ in80 }) => in80).toFixed(0)} %`].join(' | ')} |`)
}

function namesOf(group, profession) {
  const above = groupsUpFrom(staffGroupNamed(group))
  return [...new Set([...(above.length > 0 ? above : [group]), profession])]
}

function accepted(answer) {
  if (!isRefusal(answer)) return answer
  console.error(`${answer.doing}: ${answer.found}. ${answer.next}`)
  process.exit(3)
}
