import { buyList } from '../../src/scenario/buy-list.ts'
import { openCentralScenario } from '../../src/scenario/central-scenario.ts'
import { statedDemand } from '../../src/scenario/demand-assumptions.ts'
import { deprivationGroups } from '../../src/scenario/deprivation-groups.ts'
import { futureTable } from '../../src/scenario/futures.ts'
import { smallestChange } from '../../src/scenario/goal-seek.ts'
import { leverInPart } from '../../src/scenario/lever-in-part.ts'
import { moveWork } from '../../src/scenario/moved-work.ts'
import { nameKey } from '../../src/scenario/lever-set.ts'
import type { ScenarioScene } from '../../src/scenario/scenario-ensemble.ts'
import { isRefusal } from '../../src/units/refusal.ts'
import { costByYear } from '../../src/scenario/lever-cost.ts'
import { shapley } from '../../src/scenario/shapley.ts'
import { number, numbers, type Row, type Specification } from './specification.ts'

/** What a scenario answers: contributions, costs, prices, futures, goals and comparisons. */
export const scenarios: Specification = {
  document: 'scenarios',
  title: 'Scenarios: what levers do together, what they cost, what reaches a goal',
  text: [
    'A scenario is named differences from a baseline: levers of supply (levers.md) and of demand, assumptions, and manual changes. `cadre scenario run FILE` answers it; `examples/scenario.yaml` is a file that works.',
    'What levers change is added to the baseline draw by draw, over the same futures: with no lever the scenario is the baseline to the last bit. Levers act in one order, whatever order a file has them in, so that the same levers are the same bytes. What levers change in a profession or area that lies within the one projected changes the whole.',
    'Always beside it: doing nothing; the same without productivity growth; and history repeated, where need grows each year from today’s need as staff in post did over the years that are held, and everything else is as assumed.',
    'Four kinds of input are told apart: facts (who is in post, what programmes take), trends (rates learnt from years that are held), levers (what somebody decides), uncertainties (what nobody knows, with a range where one is stated). Assumptions named `productivity`, `demand-growth` and `unmet-need` take the place of what would be judged, with their range; every other is written down and said not to act.',
    'A manual change is an override. `Joiners in 2027` puts so many people in place of those of the year that ends in 2027, at the middle of the futures; `productivity` and `demand growth` put a share a year. It is a part of the bridge like a lever, may be switched off, and is always reported; one that the model has no figure for changes nothing and says so.',
  ],
  sections: [
    {
      code: 'C1', title: 'Contributions that add up in any order',
      text: [
        'What all levers do together is shared out by Shapley’s value: what a lever adds, on average over every order in which levers could be pulled. Up to eight levers (manual changes count) every set of them is walked through all futures of the run, 256 sets at most. What is shared out is the middle of the draws of the gap, the figure that sentences and charts show, so that the parts lead from the one to the other to a billionth. The range of a part comes of sharing out each draw by itself; the middle of a difference is not the difference of two middles, and where futures swing far more than levers do a part may lie a little beside its range.',
        'A lever that only means something beside funded posts (time to fill, a shared pool) does nothing in a set without them. What a lever would do by itself is said beside its part; what is left between all of them and the sum of that is overlap, shared as well.',
      ],
      equation: ['part of i = Σ over sets S without i of |S|! · (n − |S| − 1)! ÷ n! · (gap of S with i − gap of S)'],
      examples: [
        {
          title: 'two levers that get in each other’s way', source: 'By hand: the gap is 100, 70 with A, 80 with B and 60 with both. A first gives −30, second −20; B first −20, second −10.',
          given: { columns: { none: 'gap with none', a: 'with A', b: 'with B', both: 'with both' }, rows: [{ none: 100, a: 70, b: 80, both: 60 }] },
          expected: { columns: { a: 'part of A', b: 'part of B', sum: 'together' }, rows: [{ a: -25, b: -15, sum: -40 }] },
          work: ([row]) => {
            const [a, b] = partsOf(2, (on) => number(row, on[0] ? (on[1] ? 'both' : 'a') : on[1] ? 'b' : 'none'))
            return [{ a: a!, b: b!, sum: a! + b! }]
          },
        },
        {
          title: 'three levers, some of which need each other', source: 'By hand over the six orders: A gains 10, 10, 20, 30, 10 and 30 in them, 110 ÷ 6; B 200 ÷ 6; C 50 ÷ 6.',
          given: { columns: { set: 'set', gain: 'gain' }, rows: [{ set: 'none', gain: 0 }, { set: 'A', gain: 10 }, { set: 'B', gain: 20 }, { set: 'C', gain: 0 }, { set: 'A B', gain: 40 }, { set: 'A C', gain: 10 }, { set: 'B C', gain: 30 }, { set: 'A B C', gain: 60 }] },
          expected: { columns: { lever: 'lever', part: 'part' }, decimals: { part: 4 }, rows: [{ lever: 'A', part: 18.3333 }, { lever: 'B', part: 33.3333 }, { lever: 'C', part: 8.3333 }] },
          work: (rows) => partsOf(3, (on) => gainOfSet(rows, on)).map((part, at) => ({ lever: 'ABC'[at]!, part })),
        },
        {
          title: 'gloves: a left hand and two right hands', source: 'A pair is worth 1; one has a left glove and two a right one each. The market game of L. S. Shapley and M. Shubik (International Economic Review 10, 1969): whoever has the scarce hand gets 2 ÷ 3, the others 1 ÷ 6 each.',
          given: { columns: { who: 'who', glove: 'glove' }, rows: [{ who: '1', glove: 'left' }, { who: '2', glove: 'right' }, { who: '3', glove: 'right' }] },
          expected: { columns: { who: 'who', part: 'part' }, decimals: { part: 4 }, rows: [{ who: '1', part: 0.6667 }, { who: '2', part: 0.1667 }, { who: '3', part: 0.1667 }] },
          work: (rows) => {
            const has = (on: readonly boolean[], glove: string): boolean => rows.some((row, at) => on[at] === true && row['glove'] === glove)
            return partsOf(3, (on) => (has(on, 'left') && has(on, 'right') ? 1 : 0)).map((part, at) => ({ who: String(rows[at]!['who']), part }))
          },
        },
        {
          title: 'a runway for four aircraft', source: 'Each set costs what its largest aircraft needs: S. C. Littlechild and G. Owen (Management Science 20, 1973). Each piece of runway is shared by those who need it: 8 ÷ 4; + 3 ÷ 3; + 2 ÷ 2; + 5.',
          given: { columns: { aircraft: 'aircraft', needs: 'runway it needs' }, rows: [{ aircraft: 'A', needs: 8 }, { aircraft: 'B', needs: 11 }, { aircraft: 'C', needs: 13 }, { aircraft: 'D', needs: 18 }] },
          expected: { columns: { aircraft: 'aircraft', part: 'part' }, decimals: { part: 6 }, rows: [{ aircraft: 'A', part: 2 }, { aircraft: 'B', part: 3 }, { aircraft: 'C', part: 4 }, { aircraft: 'D', part: 9 }] },
          work: (rows) => partsOf(4, (on) => runway(rows, on)).map((part, at) => ({ aircraft: String(rows[at]!['aircraft']), part })),
        },
      ],
    },
    {
      code: 'C2', title: 'More than eight levers',
      text: ['With more levers the gap of the central future (C11) is shared out by every set of them, up to twelve levers, and what the draws add to it by four lines of levers and their reverses, drawn from the seed. Every line shares out the whole, so that the parts add up all the same; each has a standard error, from the pairs of lines. Where even the central future has too many sets, 64 lines and their reverses stand for them.'],
      examples: [{
        title: 'the runway by lines instead of sets', source: 'The same four aircraft, 64 lines and their reverses. The parts must add up to 18 to a billionth, and each must lie within four of its standard errors of the exact one.',
        given: { columns: { aircraft: 'aircraft', needs: 'runway it needs', exact: 'exact part' }, rows: [{ aircraft: 'A', needs: 8, exact: 2 }, { aircraft: 'B', needs: 11, exact: 3 }, { aircraft: 'C', needs: 13, exact: 4 }, { aircraft: 'D', needs: 18, exact: 9 }] },
        expected: { columns: { aircraft: 'aircraft', near: 'within four standard errors', sum: 'all parts add up' }, rows: ['A', 'B', 'C', 'D'].map((aircraft) => ({ aircraft, near: 'yes', sum: 'yes' })) },
        work: (rows) => {
          const { parts, standardErrors } = shapley(4, (on) => Float64Array.of(runway(rows, on)), { seed: 1, pairs: 64, mostExact: 0 })
          const sum = parts.reduce((all, part) => all + part[0]!, 0)
          return rows.map((row, at) => ({ aircraft: String(row['aircraft']), near: Math.abs(parts[at]![0]! - number(row, 'exact')) <= 4 * standardErrors![at]![0]! ? 'yes' : 'no', sum: Math.abs(sum - 18) < 1e-9 ? 'yes' : 'no' }))
        },
      }],
    },
    {
      code: 'C3', title: 'What a lever costs',
      text: [
        'A cost is what somebody states: so much for each unit of the change in every year in which it is in force, so much once, so much a year. It has a payer, a price year, a lead time, who decides and how good the evidence is. A lever without an amount says “cost not stated”; it is never taken to cost nothing, and a total says how many levers are missing from it.',
        'The change is charged as it is asked for, as far as it is in force, whether or not placements or posts bind it. A place is charged with its whole course in the year in which it is offered. Kinds of which less is bought (leavers, drop-out, pauses, months of a course or of a vacancy, growth of need) cost where they fall; the other way round, money is saved. Nothing is discounted, and costs in prices of different years are not added up. The pay of those whom levers add is not part of this cost: it is told apart by band, where prices are loaded, at today’s shares of the bands.',
      ],
      equation: ['cost[y] = per unit · change · in force[y] + a year · share of its months + once, in the year it starts'],
      examples: [{
        title: 'ten recruits more a year, from month 7, growing over 24 months', source: 'By hand: in force 21 ÷ 288 and 150 ÷ 288 (levers.md, V1); £1,000 each, £5,000 once, £1,200 a year, half of it in the first.',
        given: { columns: { change: 'recruits', perUnit: 'for each', oneOff: 'once', yearly: 'a year' }, rows: [{ change: 10, perUnit: 1000, oneOff: 5000, yearly: 1200 }] },
        expected: { columns: { first: 'year 1', second: 'year 2' }, decimals: { first: 2, second: 2 }, rows: [{ first: 6329.17, second: 6408.33 }] },
        work: ([row]) => {
          const [first, second] = costByYear({ perUnit: number(row, 'perUnit'), oneOff: number(row, 'oneOff'), yearly: number(row, 'yearly') }, { kind: 'international', change: number(row, 'change') }, { from: 6, ramp: 24 }, 2)!
          return [{ first: first!, second: second! }]
        },
      }],
    },
    {
      code: 'C4', title: 'What to buy first',
      text: [
        'For each year end: what a lever costs until then, divided by what it contributes then. Training looks dear early, as most of its output comes later; the list is made for every year end. Cheapest first; what saves money stands before all; levers that state no cost, or gain nobody by then, stand below without a rank. The range of a price is that of the contribution; where in one future of ten nobody is gained it has no upper end.',
        'Beside each: who is new here, and who is drawn from neighbours. Those who are trained, come from abroad, come back or work more hours are new here; a transfer, another sector, and a larger share of those who settle are taken from somebody. Staff who stay would have gone somewhere: to neighbours as far as records of leavers say so. Posts are filled from where recent joiners come, where that is stated. The rest is not known.',
      ],
      equation: ['price = cost until the year end ÷ contribution at the year end'],
      examples: [{
        title: 'four levers', source: 'By hand: 980,000 ÷ 98; 600,000 ÷ 20, at best ÷ 30, in one future of ten for nothing; B states no cost; D gains nobody by then.',
        given: { columns: { lever: 'lever', cost: 'cost until then', gap: 'contribution', low: 'from', high: 'to' }, rows: [{ lever: 'A', cost: 600_000, gap: -20, low: -30, high: 2 }, { lever: 'B', cost: 'not stated', gap: -50, low: -60, high: -40 }, { lever: 'C', cost: 980_000, gap: -98, low: -120, high: -70 }, { lever: 'D', cost: 100, gap: 0, low: 0, high: 0 }] },
        expected: { columns: { rank: 'rank', lever: 'lever', price: 'price', dearest: 'at most' }, rows: [{ rank: 1, lever: 'C', price: 10_000, dearest: 14_000 }, { rank: 2, lever: 'A', price: 30_000, dearest: 'no effect' }, { rank: '', lever: 'B', price: 'cost not stated', dearest: '' }, { rank: '', lever: 'D', price: 'nobody is gained by then', dearest: '' }] },
        work: (rows) => {
          const parts = rows.map((row) => ({ id: String(row['lever']), gap: number(row, 'gap'), alone: 0, low: number(row, 'low'), high: number(row, 'high'), standardError: null }))
          const list = buyList({ ahead: 1, from: 0, to: 0, parts }, { byLever: rows.map((row) => ({ id: String(row['lever']), payer: null, years: typeof row['cost'] === 'number' ? [row['cost']] : null })) })
          return list.map(({ rank, id, price, priceHigh, why }) => ({ rank: rank ?? '', lever: id, price: price ?? why ?? '', dearest: price === null ? '' : priceHigh ?? 'no effect' }))
        },
      }],
    },
    {
      code: 'C5', title: 'Futures and regret',
      text: ['Futures are six draws, the same for every plan: those in which 1, 5 and 9 of 10 gaps are smaller where nothing is done, with productivity and without. A plan’s cost in one is the staff missing or too many, both alike; regret and choice are those of sensitivity.md, N5. Money is not counted, and no future is called likelier.'],
      examples: [{
        title: 'eleven draws, and a plan that closes 30 in each', source: 'By hand: in line, the draws of gap 10, 50 and 90. Doing nothing leaves 10, 50, 90; the plan −20, 20, 60. Regret of doing nothing: 0, 30, 30; of the plan: 10, 0, 0.',
        given: { columns: { closes: 'the plan closes' }, rows: [{ closes: 30 }] },
        expected: { columns: { policy: 'policy', best: 'regret, best', central: 'central', worst: 'worst' }, rows: [{ policy: 'Do nothing', best: 0, central: 30, worst: 30 }, { policy: 'Plan', best: 10, central: 0, worst: 0 }] },
        work: ([row]) => {
          const gap = Float64Array.from({ length: 11 }, (_, draw) => 10 * ((7 * draw) % 11))
          const planned = gap.map((each) => each - number(row, 'closes'))
          const { policies, regret } = futureTable([{ name: 'Do nothing', gap, gapZero: gap }, { name: 'Plan', gap: planned, gapZero: planned }])
          return policies.map((policy, at) => ({ policy, best: regret[at]![0]!, central: regret[at]![1]!, worst: regret[at]![2]! }))
        },
      }],
    },
    {
      code: 'C6', title: 'Levers of demand',
      text: [
        '`demand-growth` changes the yearly growth of the staff required (prevention), `productivity` the share by which the same staff do more every year; both in points a year, with first day, last day and ramp as every lever (levers.md, V1), on what is projected. They compound on top of what is assumed. The gap without productivity keeps the first and leaves out the second.',
        'Four levers move work to somebody else: `substitution` and `setting-shift` a share of the work, `reimbursed-roles` and `network-posts` as much as so many FTE of others do. Each states where the work goes, its coefficient (FTE there that do the work of one) and its ceiling (the largest share that may move), as work that moves in a demand file does (demand.md, D10); none of them is guessed. Each takes its part of the work there would be without any, so that their order does not matter, and all together never more than all of it. Work that goes to a profession or area of the run is needed there; within the whole that is projected it comes back as what it takes. A lever acts at a year end as far as it is in force in the month before.',
      ],
      equation: ['need[y] = need[y] without · Π over years (1 + points ÷ 100 · in force) ÷ Π over years (1 + points of productivity ÷ 100 · in force)', 'moved = min(share · need, ceiling · need), or min(FTE ÷ coefficient, ceiling · need); arrives = moved · coefficient'],
      examples: [{
        title: 'work that moves from 200 FTE', source: 'By hand: 10 % of 200 is 20, of which each takes 1.25 FTE elsewhere; 60 posts of which 1.5 do the work of one would take 40, and the ceiling of 15 % lets 30 move.',
        given: { columns: { kind: 'lever', change: 'change', coefficient: 'coefficient', ceiling: 'ceiling' }, decimals: { coefficient: 2, ceiling: 2 }, rows: [{ kind: 'substitution', change: 10, coefficient: 1.25, ceiling: 0.5 }, { kind: 'network-posts', change: 60, coefficient: 1.5, ceiling: 0.15 }] },
        expected: { columns: { leaves: 'leaves', arrives: 'arrives', binds: 'ceiling binds' }, rows: [{ leaves: 20, arrives: 25, binds: 'no' }, { leaves: 30, arrives: 45, binds: 'yes' }] },
        work: (rows) => rows.map((row) => {
          const [moved] = moveWork(200, [{ lever: { kind: String(row['kind']), change: number(row, 'change'), coefficient: number(row, 'coefficient'), ceiling: number(row, 'ceiling'), ramp: 0 }, times: { from: 0, ramp: 0 } }], 1).byLever
          return { leaves: moved!.leaves, arrives: moved!.arrives, binds: moved!.ceilingBinds ? 'yes' : 'no' }
        }),
      }],
    },
    {
      code: 'C7', title: 'The smallest change that reaches a goal',
      text: [
        'One lever is changed and every other stays as it is, over the same futures; the outcome is the middle of them. The change is doubled from a millionth of its range until the target is met, and the interval then halved until it is known to five digits; it is taken to four digits, away from no change, and asked again. Where the outcome goes one way only with the change, no smaller one reaches the target. Where nothing within the lever’s range does, the answer is the furthest it goes, with the smallest change that takes it within a thousandth of that, and what binds.',
        'Two levers: the first by itself, the second at no change; then, for each fifth of it, how much of the second is needed. Beside the answer stands what the lever would take its rate to, and where that lies among peers and past years, where those are held.',
      ],
      examples: [{
        title: 'a lever that reaches it and one that does not', source: 'By hand: 100 − 3.7 · c is 0 at 27.027, which to four digits away from 0 is 27.03. 100 − min(61, 3 · c) ends at 39; 60.939 of the 61 are there at 20.313, to four digits 20.32.',
        given: { columns: { lever: 'lever', slope: 'falls by', most: 'at most' }, decimals: { slope: 1 }, rows: [{ lever: 'A', slope: 3.7, most: 1000 }, { lever: 'B', slope: 3, most: 61 }] },
        expected: { columns: { lever: 'lever', reached: 'reaches 0', change: 'change', outcome: 'outcome' }, decimals: { change: 2, outcome: 2 }, rows: [{ lever: 'A', reached: 'yes', change: 27.03, outcome: -0.01 }, { lever: 'B', reached: 'no', change: 20.32, outcome: 39.04 }] },
        work: (rows) => numbers(rows, 'slope').map((slope, at) => {
          const found = smallestChange({ low: -1000, high: 1000, target: 0, outcome: (change) => 100 - Math.min(number(rows[at], 'most'), slope * change) })
          return { lever: String(rows[at]!['lever']), reached: found.reached ? 'yes' : 'no', change: found.change, outcome: found.outcome }
        }),
      }],
    },
    {
      code: 'C8', title: 'Two scenarios compared',
      text: [
        'Two scenarios are compared on one baseline only: the same data, map, area, staff, horizon, futures, assumptions of demand and version of the model. Else it is refused, with what differs and the nearest comparison that is valid: the data that is live, the shorter horizon, the map, futures and assumptions of the first. Different areas or staff have none; each can be held against its own baseline.',
        'Levers that say the same are common. Of the rest, one of the same id and kind on both sides is a step from the one to the other; a lever of one side only is a step by itself. The difference of the gaps is shared out among the steps as in C1, so that the bridge from A to B adds up. A place gains where eight futures in ten give it more staff with B than with A.',
      ],
    },
    {
      code: 'C9', title: 'What is looked at of each lever',
      text: ['Whom a lever reaches is said with how many they are today. Its self-test is what it does by itself, beside the way such levers go: more recruits, fewer leavers or less need should close the gap. Where a lever does nothing by itself (it acts elsewhere, only beside another, or something binds) or where either way is right (a transfer), no verdict is given. A lever that cannot be used at all is refused, with every fact that is missing.'],
    },
    {
      code: 'C10', title: 'What the range of the gap with levers rests on',
      text: ['The inputs of the projection (sensitivity.md, N3) and the change of every lever that has a range are varied together: each by itself from its p10 to its p90 with the others at their middle, and for its share of the variance of the gap at the last year, from as many points as the run has draws, from 32 to 256; two halves of the points say how far chance may have moved a share. Professions and areas beside the one projected swing with the nation and stand at their middle otherwise.'],
    },
    {
      code: 'C11', title: 'The central path, while a slider moves',
      text: [
        'On its page a scenario answers each move in the browser, before the run with ranges: one future, every rate and assumption at its value, each lever as stated, manual changes as in the run. It is the walk of the draws with one central draw, so that what levers do to a draw they do here; it is not the median of the draws, and has no range. What the levers do is shared out on it as in C1. The run with ranges takes its place when it is done.',
        'Each lever is looked at on it: on whom it acts and what its rate is now; what keeps it from acting, and in which years (levers.md); at no change the answer has to be that of the other levers to the last digit; half and twice the change have to go the same way; and at both ends of what it may be set to nobody may be below zero.',
      ],
      examples: [{
        title: 'a thousand people of whom a tenth leave in a year and as many come', source: 'By hand: 1,000 at every year end; a tenth more are needed than are there, 1,100, for ever. Nobody leaves: a month sees 1,000 · (1 − 0.9 to the 1/12) = 8.74 people come, 104.9 a year.',
        given: { columns: { change: 'leaver rate, points' }, rows: [{ change: 0 }, { change: -10 }] },
        expected: { columns: { supply: 'in post after a year', gap: 'gap', gained: 'gained' }, decimals: { supply: 1, gap: 1, gained: 1 }, rows: [{ supply: 1000, gap: 100, gained: 0 }, { supply: 1104.9, gap: -4.9, gained: 104.9 }] },
        work: (rows) => numbers(rows, 'change').map((change) => {
          const central = openCentralScenario(steadyThousand, { years: 1, unit: 'headcount' })
          const levers = [{ id: 'l1', lever: { kind: 'leaver-rate', change, ramp: 0 } }]
          const [path, effects] = [central.walk(levers), central.share(levers)]
          if (isRefusal(path) || isRefusal(effects)) throw new Error('the lever was refused')
          return { supply: path[1]!.scenario.supply, gap: path[1]!.scenario.gap, gained: effects[0]!.gained[1]! }
        }),
      }],
    },
    {
      code: 'C12', title: 'Who gains and who loses, area by area',
      text: [
        'The areas of the level below are walked one by one on the central path (C11), without the levers and with them: care systems of a nation or region; places of a system, or its organisations where it has none. Each is learnt from its own history, with its own population, as its own projection is. Beside the gap at the last year end stands the same as a share of what is needed there; an area gains where its gap is smaller by more than half of one.',
        'A lever on the whole acts in its areas so. What is a rate or a share (points, per cent, months, FTE for each person) is the same in each. What counts people, posts or places is shared out by staff in post today, of the profession it acts on: the staff of the area over those of the whole, or over those of all its areas together where these are more, as whoever works in two is in both. A programme is shared out with its starts and its placements, so that what binds in the whole binds in each; a manual change is shared out as well. A lever that names an area inside acts there in full. What moves staff or work between the whole and an area inside it, a pool whose members lie in different areas, and a lever on staff who have no history in an area are not told apart there: what they do is in the whole alone, and is named.',
        'Areas with the rates of the whole add up to it. Real ones are learnt one by one and are not forced to: what the whole changes by less what all of them change by is said, and is what is not told apart. Areas that cannot be projected are named with why, and are in none of the sums.',
      ],
      examples: [{
        title: 'a rate and an amount in an area of 250 of 1,000 nurses', source: 'By hand: 2 points are 2 points everywhere; 120 recruits a year are 30 where a quarter of the staff are; of 900 funded posts 225 are here.',
        given: { columns: { lever: 'lever', change: 'change in the whole' }, rows: [{ lever: 'leaver-rate', change: -2 }, { lever: 'international', change: 120 }, { lever: 'posts', change: 40 }] },
        expected: { columns: { lever: 'lever', change: 'change in the area', now: 'posts today' }, rows: [{ lever: 'leaver-rate', change: -2, now: 'none stated' }, { lever: 'international', change: 30, now: 'none stated' }, { lever: 'posts', change: 10, now: '225' }] },
        work: (rows) => numbers(rows, 'change').map((change, at) => {
          const kind = String(rows[at]!['lever'])
          const here = leverInPart({ kind, change, ramp: 0, ...(kind === 'posts' ? { now: 900 } : {}) }, [], { area: 'North', lies: () => 'around', share: () => 250 / 1000 })
          if (here === null || 'untold' in here) throw new Error('the lever does not reach the area')
          return { lever: kind, change: here.change, now: here.now === undefined ? 'none stated' : String(here.now) }
        }),
      }],
    },
    {
      code: 'C13', title: 'Who gains and who loses, by deprivation',
      text: [
        'Where an indicator “Residents in the most deprived fifth” is loaded (`cadre template indicators`, `cadre import`), the areas of C12 are put in order by it and into fifths, with as many areas in each as can be; each area counts once, whatever its size. Areas that are equally deprived stand together, by the middle of the places they share. Of fewer than five areas each is a group of its own. Gaps and needs of a group are those of its areas added up.',
        'An area without the indicator is “not known”: it stands apart with its own sum, and is never taken for one without deprivation. Where the indicator is held of no area the answer is “not available”, with the command that loads it. It is about areas: deprived people live in every fifth.',
      ],
      equation: ['place = (areas less deprived + half of those as deprived, itself among them) ÷ areas; group = whole part of place · 5, from 0'],
      examples: [{
        title: 'six areas, of which nobody knows how deprived one is', source: 'By hand: the middles of the places of the five others are 1, 3, 5, 7 and 9 tenths; two that are alike share 3 and 5, whose middle is 4 tenths, and both are in the third fifth.',
        given: { columns: { area: 'area', deprived: 'per cent' }, rows: [{ area: 'A', deprived: 8 }, { area: 'B', deprived: 21 }, { area: 'C', deprived: 12 }, { area: 'D', deprived: 'not known' }, { area: 'E', deprived: 12 }, { area: 'F', deprived: 35 }] },
        expected: { columns: { area: 'area', fifth: 'fifth' }, rows: [{ area: 'A', fifth: '1' }, { area: 'B', fifth: '4' }, { area: 'C', fifth: '3' }, { area: 'D', fifth: 'not known' }, { area: 'E', fifth: '3' }, { area: 'F', fifth: '5' }] },
        work: (rows) => {
          const { groups } = deprivationGroups(rows.map((row) => (typeof row['deprived'] === 'number' ? row['deprived'] : null)))
          return rows.map((row, at) => ({ area: String(row['area']), fifth: typeof row['deprived'] === 'number' ? String(1 + groups.findIndex((group) => group.includes(at))) : 'not known' }))
        },
      }],
    },
  ],
}

const rate = { standardError: 0.02, unit: '', years: '', source: '', grade: 'B' as const }
const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.05 }
const steadyThousand: ScenarioScene = {
  nodes: [{
    areaName: 'Here', part: true, demand: statedDemand({ demandGrowth: 0, productivity: 0, unmetNeed: 0.1 }),
    parameters: { area: 'Here', group: 'Nurses', openingDate: '2025-09-30', ages: [0], ageing: false, openingHeads: [1000], participation: [1], leave: { ...rate, value: 0.1 }, leaveByAge: [1], join: { ...rate, value: 0.1 }, joinersBasis: 'records', joinAges: [1], damping: 1, leaveYearEffect: swing, joinYearEffect: swing, notes: [] },
  }],
  names: { profession: 'Nurses', area: 'Here', places: new Map([[nameKey('Nurses', 'Here'), 0]]) }, programmes: [], origins: [],
}

function partsOf(players: number, worth: (on: readonly boolean[]) => number): number[] {
  return shapley(players, (on) => Float64Array.of(worth(on)), { seed: 1 }).parts.map((part) => part[0]!)
}

function gainOfSet(rows: readonly Row[], on: readonly boolean[]): number {
  const name = ['A', 'B', 'C'].filter((_, at) => on[at]).join(' ') || 'none'
  return number(rows.find((row) => row['set'] === name), 'gain')
}

function runway(rows: readonly Row[], on: readonly boolean[]): number {
  return Math.max(0, ...numbers(rows, 'needs').filter((_, at) => on[at]))
}
