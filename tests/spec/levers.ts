import { drawLevers } from '../../src/scenario/lever-draws.ts'
import { inForce, inForceInYear } from '../../src/supply/lever-ramp.ts'
import { corners } from './lever-corners.ts'
import { play, programme } from './levers-scene.ts'
import { number, type Specification } from './specification.ts'

const total = (values: ArrayLike<number>): number => Array.from(values).reduce((sum, each) => sum + each, 0)

/** What if? Every lever of supply in the run, what binds, and what must hold at each lever's ends. */
export const levers: Specification = {
  document: 'levers',
  title: 'Levers: what if?',
  text: [
    'A lever is something we control. Every lever is a change from what happens if nothing changes, with a unit, a range, a first day, perhaps a last one, and perhaps a ramp; 0 is no change. `cadre project --list-levers` lists them all, `examples/levers.yaml` is a file that works, and the Projection page has the ones a form can show.',
    'The same futures are walked without the levers and with them: the same draws of rates and of good and bad years. The difference is taken draw by draw, so that its range is that of the levers and not that of the future.',
    'Nothing that a lever needs is filled in. A programme that nobody stated, posts that nobody counted or a destination that nobody named is refused, with what is needed.',
    'Two or more professions and areas are in one run when a lever names them. Ages need not begin and end alike: whoever is younger or older than anybody in the group they join stands with its youngest or oldest.',
  ],
  sections: [
    {
      code: 'V1', title: 'When a lever acts',
      text: ['A lever acts from the month of its first day, and no longer in the month of its last. With a ramp of `r` months it grows by straight line: after `k` months it acts by `k ÷ r`. Rates are held for a year of the projection: there it acts by the mean of the twelve months. Flows of people and posts follow month by month.'],
      equation: ['in force[t] = min(1, (t − first + 1) ÷ ramp)', 'in force[y] = Σ of its twelve months ÷ 12'],
      examples: [{
        title: 'a lever that begins in month 7 and grows over 24 months', source: 'By hand: in month 12 it has acted for 6 of 24 months. Year 1: (1 + 2 + … + 6) ÷ 24 ÷ 12 = 21 ÷ 288; year 2: (7 + … + 18) ÷ 288 = 150 ÷ 288.',
        given: { columns: { month: 'month, from 1', year: 'year' }, rows: [{ month: 12, year: 1 }, { month: 30, year: 2 }] },
        expected: { columns: { month: 'in force in the month', year: 'in force in the year' }, decimals: { month: 4, year: 6 }, rows: [{ month: 0.25, year: 0.072917 }, { month: 1, year: 0.520833 }] },
        work: (rows) => rows.map((row) => ({ month: inForce({ from: 6, ramp: 24 }, number(row, 'month') - 1), year: inForceInYear({ from: 6, ramp: 24 }, number(row, 'year') - 1) })),
      }],
    },
    {
      code: 'V2', title: 'Joiners stay people',
      text: [
        'Without levers joining follows leaving: leavers are replaced, and the stock grows as it did. With levers as many people join each month as in the same future without them, and levers add to them or take from them. Fewer leavers therefore do not mean fewer joiners, and a lever on leaving is not cancelled by the model. The sliders of the Projection page and `--leaver-change`, `--joiner-change` and `--participation-change` mean the same: per cent of the yearly rate, of the people who join, of FTE per head (docs/decisions/0026-joiners-are-people.md).',
        'A lever that reaches a part of the staff (those of some ages, in their first two years, or who take up flexible working) moves the rate of all by its change times that part, which is stated and never guessed. Who leaves less is then older or newer than the model has it: it knows no length of service, and spreads what is saved over all ages.',
        'Points add to the yearly rate, per cent multiply it; the monthly hazard of every age is multiplied by what that makes of the monthly rate. Rates are held between nobody and everybody, and average working hours at no more than full time; where that bends a lever, the answer says so.',
      ],
      equation: ['J[t] = max(0, J of the same future without levers[t] + Σ levers[t])', "h'[x] = h[x] · monthly(rate + Σ points) ÷ monthly(rate)"],
      examples: [{
        title: 'the leaver rate of 1,000 nurses falls from 10 % to 5 % a year', source: 'By hand: joiners stay 1,000 × (1 − 0.9^(1/12)) a month = 8.7416; with s = 0.95^(1/12) staying, year 1 closes at 1,000 × 0.95 + 8.7416 × (1 − 0.95) ÷ (1 − s) = 1,052.47.',
        given: { columns: { change: 'points' }, rows: [{ change: -5 }] },
        expected: { columns: { heads: 'people after a year', joiners: 'joined in it' }, decimals: { heads: 2, joiners: 2 }, rows: [{ heads: 1052.47, joiners: 104.9 }] },
        work: (rows) => rows.map((row) => {
          const { after } = play([{ kind: 'leaver-rate', change: number(row, 'change') }])
          return { heads: after.nurses.heads[1]!, joiners: after.nurses.joiners[0]! }
        }),
      }],
    },
    {
      code: 'V3', title: 'Training',
      text: [
        'A programme at a provider has a yearly intake (in one month, or evenly), stages with their length, drop-out, interruption and placement weeks, a share who qualify at the end, a share of those who take a post, and a settlement row: in which areas they take it. A stage’s drop-out is spread over its months so that the stage loses what is stated. Of those who get through a stage some pause, without placement, and go on later.',
        'The programme is followed twice, as it is and with its levers, those who are on the course today included. Only the difference joins: what the programme puts out today is among recent joiners already. Trainees are never counted as qualified; in FTE, and only there, a lever may say what one of them counts for.',
      ],
      equation: ['monthly drop-out = 1 − (1 − drop-out of the stage)^(1 ÷ months of the stage)', 'joining[area] = (qualified · share who join · settlement[area]) with levers − the same without'],
      examples: [{
        title: 'the programme of the scene, as it is', source: 'By hand: 120 start a year; 0.8 get through stage 1 and 0.9 through stage 2, of whom 0.9 qualify: 77.76 a year. Those who pause come later, and as many.',
        given: { columns: { starts: 'start a year' }, rows: [{ starts: 120 }] },
        expected: { columns: { qualify: 'qualify a year' }, decimals: { qualify: 4 }, rows: [{ qualify: 77.76 }] },
        work: (rows) => rows.map((row) => ({ qualify: play([{ kind: 'intake', change: number(row, 'starts') - programme.startsAYear, programme: 'nursing' }]).training!.qualifiedByYear[0]! })),
      }],
    },
    {
      code: 'V4', title: 'Placements bend the yield',
      text: ['Placements take so many learner-weeks a month. Those on the course today keep theirs. A new cohort starts as far as every month of its course has weeks left for it, earlier cohorts first, drop-out and pauses allowed for. Doubling the intake with placements fixed therefore does not double the output.'],
      equation: ['start = min(places, min over months of the course: weeks left ÷ weeks one starter needs)'],
      examples: [{
        title: 'the intake is doubled: placements fixed, and doubled too', source: 'By hand: once the first under the lever get to the end, twice 77.76 = 155.52 qualify a year where placements allow; with 6,600 weeks a year, 120 starters need about 5,500, so there is room for one fifth more.',
        given: { columns: { placements: 'placements' }, rows: [{ placements: 'fixed' }, { placements: 'doubled' }] },
        expected: { columns: { placements: 'placements', doubles: 'output doubles', turned: 'some find no placement' }, rows: [{ placements: 'fixed', doubles: 'no', turned: 'yes' }, { placements: 'doubled', doubles: 'yes', turned: 'no' }] },
        work: (rows) => rows.map((row) => {
          const { training } = play([{ kind: 'intake', change: 100, unit: '%', programme: 'nursing' }, ...(row['placements'] === 'doubled' ? [{ kind: 'placement-capacity', change: 100, unit: '%', programme: 'nursing' }] : [])])
          return { placements: row['placements']!, doubles: Math.abs(training!.qualifiedByYear[9]! - 155.52) < 1e-6 ? 'yes' : 'no', turned: training!.turnedAway > 1e-6 ? 'yes' : 'no' }
        }),
      }],
    },
    {
      code: 'V5', title: 'Moves',
      text: ['A transfer moves a share of a group’s stock in a year, or a number of people, to another profession, area or sector. Leavers go first, links are served in their order, and never more than are left; people are taken evenly from every age. Whoever moves is counted once: out of one account and into the other, or out of the run where the sector is not followed.'],
      equation: ['start + joined − left − aged out + moved in − moved out = end, for each and for all together'],
      examples: [{
        title: '120 people a year move from nurses to support staff', source: 'By hand: 10 a month; together both groups lose by leaving what 1,800 would lose, for both leave at the same rate, and gain the same joiners: 1,800 stay 1,800.',
        given: { columns: { people: 'people a year' }, rows: [{ people: 120 }] },
        expected: { columns: { out: 'moved out in year 1', into: 'moved in', both: 'both together at the end' }, decimals: { out: 6, into: 6, both: 6 }, rows: [{ out: 120, into: 120, both: 1800 }] },
        work: (rows) => rows.map((row) => {
          const { after } = play([{ kind: 'transfer', change: number(row, 'people'), unit: 'people a year', toProfession: 'Support' }])
          return { out: after.nurses.movedOut[0]!, into: after.support.movedIn[0]!, both: after.nurses.heads[10]! + after.support.heads[10]! }
        }),
      }],
    },
    {
      code: 'V6', title: 'Push and pull',
      text: [
        'Where nobody states posts, all who come are hired: push. Where funded posts are stated, hiring is limited by vacancies: pull. Vacancies are funded FTE less FTE in post, after the month’s leavers, movers and birthdays; one in as many as it takes months to fill one is filled in the month. In a steady state the vacancies are then leavers of a month × delay (docs/method/supply.md, S12). Candidates without a vacancy are not kept for later.',
        'Employers or areas that share a pool put their candidates together and share them by attractiveness × what they can hire, nobody more than that, the rest going round again (docs/method/supply.md, S10).',
      ],
      equation: ['can hire[t] = max(0, funded[t] − FTE after leaving[t]) ÷ max(1, months to fill) ÷ FTE per joiner'],
      examples: [{
        title: 'a pool of two: 60 candidates a month, posts for all of them', source: 'By hand, in month 1: after leaving, nurses have 900 × 0.99125839 = 892.1326 FTE of 990 funded: 97.8674 ÷ 1 ÷ 0.9 = 108.7416 can be hired; support staff 640 × 0.99125839 = 634.4054 of 650: 15.5946 ÷ 0.8 = 19.4933. With twice the attractiveness for support staff the weights are 108.7416 and 38.9866, and the pool is 60 + 8.7416 + 6.9933 = 75.7349: support staff would get 19.9872 and can hire 19.4933; nurses get the other 56.2416.',
        given: { columns: { who: 'who', funded: 'funded posts', attractiveness: 'attractiveness' }, rows: [{ who: 'nurses', funded: 990, attractiveness: 1 }, { who: 'support staff', funded: 650, attractiveness: 2 }] },
        expected: { columns: { who: 'who', joined: 'hired in month 1' }, decimals: { joined: 4 }, rows: [{ who: 'nurses', joined: 56.2416 }, { who: 'support staff', joined: 19.4933 }] },
        work: ([nurses, support]) => {
          const { after } = play([
            { kind: 'posts', change: 0, now: number(nurses, 'funded'), fillMonths: 1 }, { kind: 'posts', change: 0, now: number(support, 'funded'), fillMonths: 1, profession: 'Support' },
            { kind: 'shared-pool', change: 720, members: [{ attractiveness: number(nurses, 'attractiveness') }, { profession: 'Support', attractiveness: number(support, 'attractiveness') }] },
          ])
          return [{ who: 'nurses', joined: after.nurses.joined[0]! }, { who: 'support staff', joined: after.support.joined[0]! }]
        },
      }],
    },
    {
      code: 'V7', title: 'Where joiners come from',
      text: [
        'Each hire has an origin: training, abroad, return to practice, the wider labour market, another sector, another area, or unknown. Shares of recent joiners by origin are stated, for no data loaded says them; what is not stated is unknown and never spread. Joiners that a lever adds have the origin of the lever. “New to the system” are those from training, from abroad, returners and the wider labour market; “moved” are those from another sector or area, in the run or not; unknown stands apart.',
        'Donors that are in the run lose what receivers gain (V5). Donors that are not are named and not followed.',
      ],
      examples: [{
        title: 'half of recent joiners from training, a fifth from abroad, a tenth from other areas; 50 more a year from abroad', source: 'By hand: 12 × 8.7416 = 104.8993 join in a year: 52.4497 from training, 20.9799 + 50 from abroad, 10.4899 from other areas, and of 20.9799 nobody said.',
        given: { columns: { more: 'more from abroad a year' }, rows: [{ more: 50 }] },
        expected: { columns: { fresh: 'new to the system', moved: 'moved', unknown: 'unknown' }, decimals: { fresh: 4, moved: 4, unknown: 4 }, rows: [{ fresh: 123.4295, moved: 10.4899, unknown: 20.9799 }] },
        work: (rows) => rows.map((row) => {
          const [first] = play([{ kind: 'international', change: number(row, 'more') }], { withProgramme: false }).origins
          return { fresh: first!.newToSystem, moved: first!.moved, unknown: first!.unknown }
        }),
      }],
    },
    {
      code: 'V8', title: 'Every lever at its ends',
      text: [
        'What must hold, in words, with each lever at nothing, at its most, and beyond sense. The scene is 1,000 nurses at 0.9 FTE and 800 support staff at 0.8 in one area for ten years; one in ten leaves in a year and is replaced; a three-year programme takes 120 a year.',
        'Random scenes with all levers at once are reckoned a second time by plain loops written from this page (tests/spec/naive-supply.ts), and agree to a billionth.',
      ],
      examples: [{
        title: 'corner checks', source: 'Stated by a planner before it was run.',
        given: { columns: { lever: 'lever', set: 'set to' }, rows: corners.map(({ lever, set }) => ({ lever, set })) },
        expected: { columns: { lever: 'lever', set: 'set to', expect: 'what must hold', found: 'found' }, rows: corners.map(({ lever, set, expect }) => ({ lever, set, expect, found: 'holds' })) },
        work: () => corners.map(({ lever, set, expect, levers: stated, holds }) => ({ lever, set, expect, found: holds(play(stated)) ? 'holds' : `does not hold: ${lever} at ${set}` })),
      }],
    },
    {
      code: 'V9', title: 'How sure a change is',
      text: [
        'A lever may say between what its change lies eight times in ten (`range: { low, high }`). Each draw of the futures then takes a change of its own: the stated one in the middle, low and high at the tenth and ninetieth of a hundred, each side with its own width, never further than a lever of its kind may go. The range of the difference holds both: how the futures swing, and how sure the change is.',
        'The numbers come from a stream named after what the lever acts on, so that the same lever is drawn alike in every scenario, area and list, and adding another moves nothing. Without a range, or with one of no width, the change is taken as stated and not a byte differs. What a lever does by itself, the accounts and what binds are with each change at its middle. The manifest names the streams.',
      ],
      equation: ['change[draw] = change + z · (change − low) ÷ 1.2816 where z < 0, change + z · (high − change) ÷ 1.2816 else'],
      examples: [{
        title: 'the leaver rate falls by 2 points, 5 at most and 1 at least, eight times in ten', source: 'By hand: of a thousand draws that fill the distribution evenly, a tenth lie below −5, half below −2, nine tenths below −1.',
        given: { columns: { below: 'points' }, rows: [{ below: -5 }, { below: -2 }, { below: -1 }] },
        expected: { columns: { share: 'share of draws below' }, decimals: { share: 2 }, rows: [{ share: 0.1 }, { share: 0.5 }, { share: 0.9 }] },
        work: (rows) => {
          const lever = { kind: 'leaver-rate', change: -2, range: { low: -5, high: -1 }, ramp: 0 }
          const drawn = drawLevers({ programmes: [], origins: [], levers: [lever] }, { draws: 1000, seed: 1 })
          return rows.map((row) => ({ share: Array.from({ length: 1000 }, (_, draw) => drawn(draw).levers[0]!.change).filter((change) => change < number(row, 'below')).length / 1000 }))
        },
      }],
    },
  ],
}

// Everybody is accounted for in every corner: walking throws where a month does not balance, and this adds up the years.
export function unbalanced(): string[] {
  return corners.flatMap(({ lever, set, levers: stated }) => {
    const { after } = play(stated)
    return Object.entries(after).flatMap(([who, path]) => {
      const residual = path.heads[0]! + total(path.joiners) - total(path.leavers) - total(path.agedOut) + total(path.movedIn) - total(path.movedOut) - path.heads.at(-1)!
      return Math.abs(residual) <= 1e-9 * Math.max(1, total(path.joiners), total(path.movedIn)) ? [] : [`${who}, ${lever} at ${set}: ${residual}`]
    })
  })
}
