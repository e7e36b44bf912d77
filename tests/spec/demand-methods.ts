import { activityDemand } from '../../src/demand/activity.ts'
import { demandPath } from '../../src/demand/demand-path.ts'
import { fundedPosts } from '../../src/demand/funded-posts.ts'
import { rosterPosts } from '../../src/demand/professional-judgement.ts'
import { ratioDemand } from '../../src/demand/ratio.ts'
import { substituteYears } from '../../src/demand/skill-mix-path.ts'
import { substitute } from '../../src/demand/skill-mix.ts'
import { wisn, type WisnAnswer } from '../../src/demand/wisn.ts'
import { number, numbers, type Row, type Section } from './specification.ts'

/** The methods that end in FTE required, chosen for each profession and area, and the moving of work between roles. */
export const demandMethods: readonly Section[] = [
  {
    code: 'D5', title: 'Demand by activity',
    text: ['What people of each age use of each service, in hours, over the hours one full-time member of staff gives in a year. Part of a service may shift elsewhere; a backlog is contacts to be worked off besides. Productivity is named and has its zero twin (D3).'],
    equation: ['D[y] = Σ_service (Σ_age people[age, y] · rate[service, age] · (1 + g)^y · (1 − shift) + backlog[service, y]) · hours per contact ÷ hours per FTE ÷ (1 + π)^y'],
    examples: [{
      title: 'two services, the population ages, a fifth of one service shifts, a backlog is worked off in the first year',
      source: 'By hand. Year 0: clinic (100 · 1 + 50 · 4) · 0.8 = 240, and 20 waiting = 260 contacts of 0.5 h = 130 h; theatre 100 · 0 + 50 · 0.2 = 10 of 2 h = 20 h; 150 ÷ 50 = 3. Year 1: people 80 and 60, clinic (80 + 240) · 0.8 · 1.1 = 281.6 · 0.5 = 140.8 h; theatre 12 · 2 = 24 h; 164.8 ÷ 50 = 3.296, and ÷ 1.03 = 3.2.',
      given: { columns: { age: 'age', now: 'people, year 0', later: 'people, year 1', clinic: 'clinic contacts each', theatre: 'operations each' }, decimals: { theatre: 1 }, rows: [{ age: 'younger', now: 100, later: 80, clinic: 1, theatre: 0 }, { age: 'older', now: 50, later: 60, clinic: 4, theatre: 0.2 }] },
      expected: { columns: { year: 'year', zero: 'FTE, no productivity', with: 'FTE at 3 % a year' }, decimals: { zero: 6, with: 6 }, rows: [{ year: 0, zero: 3, with: 3 }, { year: 1, zero: 3.296, with: 3.2 }] },
      work: (rows) => {
        const services = [
          { name: 'clinic', ratePerPerson: numbers(rows, 'clinic'), growth: 0.1, shifted: 0.2, hoursPerContact: 0.5 },
          { name: 'theatre', ratePerPerson: numbers(rows, 'theatre'), growth: 0, shifted: 0, hoursPerContact: 2 },
        ]
        const path = activityDemand({ people: [numbers(rows, 'now'), numbers(rows, 'later')], services, hoursPerFte: 50, productivity: 0.03, backlog: [[20, 0], [0, 0]] })
        return [0, 1].map((year) => ({ year, zero: path.zeroProductivity[year]!, with: path.withProductivity[year]! }))
      },
    }],
  },
  {
    code: 'D6', title: 'Demand by a ratio',
    text: ['So many FTE for every so many residents, beds, patients on a list, or people with a disease. With prevalence it is the demand of a programme, such as cardiovascular need by area.'],
    equation: ['D[y] = base[y] ÷ per · FTE'],
    examples: [{
      title: 'a heart-failure nurse for every 250 people with heart failure',
      source: 'By hand: 1.2 % of 500,000 people are 6,000, ÷ 250 = 24; 1.25 % of 520,000 are 6,500, ÷ 250 = 26.',
      given: { columns: { people: 'people', prevalence: 'prevalence' }, decimals: { prevalence: 4 }, rows: [{ people: 500_000, prevalence: 0.012 }, { people: 520_000, prevalence: 0.0125 }] },
      expected: { columns: { fte: 'FTE required' }, decimals: { fte: 6 }, rows: [{ fte: 24 }, { fte: 26 }] },
      work: (rows) => Array.from(ratioDemand({ base: rows.map((row) => number(row, 'people') * number(row, 'prevalence')), fte: 1, per: 250 }), (fte) => ({ fte })),
    }],
  },
  {
    code: 'D7', title: 'Workload indicators of staffing need (WISN)',
    text: [
      'The method of the World Health Organization (Workload indicators of staffing need: user’s manual, 2010). Workload over what one member of staff can do in the time available, raised by support activities of everybody and by activities of single members.',
      'Several units are pooled by adding up current and required staff. The mean of their ratios is given beside it under its own name: it counts a small unit as much as a large one.',
    ],
    equation: ['AWT               = (possible days − public holidays − annual leave − sick leave − other absence) · hours of a day', 'standard workload = AWT ÷ unit time', 'A                 = Σ workload ÷ standard workload', 'required          = A · 1 ÷ (1 − Σ support shares) + Σ individual hours ÷ AWT', 'ratio             = current ÷ required'],
    examples: [{
      title: 'three units of a hospital',
      source: 'AWT 212 days of 8 hours = 1,696 hours; 0.5 and 1.0 hours of support a day each. Intensive care by hand: 0.33 · 17,520 + 0.25 · 8,760 + 0.25 · 5,840 + 0.50 · 2,920 + 0.25 · 2,920 = 11,621.6 hours ÷ 1,696 = 6.8524, ÷ (1 − 1.5 ÷ 8) = 8.4337.',
      given: { columns: { unit: 'unit', current: 'staff', a: 'hours · volume', b: 'hours · volume', c: 'hours · volume', d: 'hours · volume', e: 'hours · volume' }, rows: [
        { unit: 'Intensive care', current: 6, a: '0.33 · 17520', b: '0.25 · 8760', c: '0.25 · 5840', d: '0.50 · 2920', e: '0.25 · 2920' },
        { unit: 'Emergency', current: 7, a: '0.25 · 14600', b: '0.50 · 5475', c: '0.17 · 10950', d: '0.33 · 3650', e: '0.50 · 2190' },
        { unit: 'Surgical', current: 10, a: '0.08 · 30660', b: '0.50 · 5110', c: '0.17 · 20440', d: '0.33 · 10220', e: '0.50 · 2555' },
      ] },
      expected: { columns: { unit: 'unit', required: 'required', ratio: 'ratio' }, decimals: { required: 4, ratio: 4 }, rows: [{ unit: 'Intensive care', required: 8.4337, ratio: 0.7114 }, { unit: 'Emergency', required: 7.6549, ratio: 0.9144 }, { unit: 'Surgical', required: 9.5303, ratio: 1.0493 }] },
      work: (rows) => worked(rows).units.map(({ name, required, ratio }) => ({ unit: name, required, ratio: ratio ?? Number.NaN })),
    }],
  },
  {
    code: 'D8', title: 'Demand by funded posts',
    text: ['Funded posts carried forward by a rule: a share a year, and posts agreed for single years, added at the end of their year. It says what is budgeted, which need not be what is needed.'],
    equation: ['D[y] = funded · (1 + g)^y + Σ_{k < y} agreed[k] · (1 + g)^(y − k − 1)'],
    examples: [{
      title: 'a tenth a year, and ten posts agreed for the first year',
      source: 'By hand: 100; 100 · 1.1 + 10 = 120; 120 · 1.1 = 132.',
      given: { columns: { funded: 'funded', growth: 'growth a year', agreed: 'agreed in year 1' }, decimals: { growth: 1 }, rows: [{ funded: 100, growth: 0.1, agreed: 10 }] },
      expected: { columns: { year: 'year', fte: 'funded FTE' }, decimals: { fte: 6 }, rows: [{ year: 0, fte: 100 }, { year: 1, fte: 120 }, { year: 2, fte: 132 }] },
      work: ([row]) => Array.from(fundedPosts({ funded: number(row, 'funded'), growth: number(row, 'growth'), agreed: [number(row, 'agreed')], years: 2 }), (fte, year) => ({ year, fte })),
    }],
  },
  {
    code: 'D9', title: 'A ward by professional judgement',
    text: ['The posts a roster needs: hours on duty in a week, raised by the share of time away, over the hours of one post.'],
    equation: ['posts = Σ hours · staff · days · (1 + uplift) ÷ hours of a post'],
    examples: [{
      title: 'a ward of 15 beds',
      source: 'By hand: 7.5 · 3 · 7 + 7.5 · 3 · 7 + 10 · 2 · 7 = 455 hours, · 1.22 = 555.1, ÷ 37.5 = 14.80.',
      given: { columns: { shift: 'shift', hours: 'hours', staff: 'staff', days: 'days a week' }, decimals: { hours: 1 }, rows: [{ shift: 'early', hours: 7.5, staff: 3, days: 7 }, { shift: 'late', hours: 7.5, staff: 3, days: 7 }, { shift: 'night', hours: 10, staff: 2, days: 7 }] },
      expected: { columns: { posts: 'WTE' }, decimals: { posts: 2 }, rows: [{ posts: 14.8 }] },
      work: (rows) => [{ posts: rosterPosts({ shifts: rows.map((row) => ({ hours: number(row, 'hours'), staff: number(row, 'staff'), daysPerWeek: number(row, 'days') })), uplift: 0.22, hoursPerPost: 37.5 }) }],
    }],
  },
  {
    code: 'D10', title: 'Skill mix: who does the work',
    text: ['Part of one role’s work may be done by another, by a stated coefficient and up to a stated ceiling. Where the ceiling holds a wish back, the answer says so. Roles are never pooled silently.'],
    equation: ['moved = D[from] · min(share, ceiling);   D[from] − moved;   D[to] + moved · coefficient'],
    examples: [{
      title: 'a third of the doctors’ work is asked for, a quarter is the ceiling',
      source: 'By hand: 40 · 0.25 = 10 FTE of work moves; one doctor’s work takes 1.6 practitioners: 16.',
      given: { columns: { doctors: 'doctors required', practitioners: 'practitioners required' }, rows: [{ doctors: 40, practitioners: 5 }] },
      expected: { columns: { doctors: 'doctors', practitioners: 'practitioners', binds: 'the ceiling binds' }, decimals: { doctors: 6, practitioners: 6 }, rows: [{ doctors: 30, practitioners: 21, binds: 'yes' }] },
      work: ([row]) => {
        const { required, moved } = substitute(new Map([['doctors', number(row, 'doctors')], ['practitioners', number(row, 'practitioners')]]), [{ from: 'doctors', to: 'practitioners', coefficient: 1.6, ceiling: 0.25, share: 1 / 3 }])
        return [{ doctors: required.get('doctors')!, practitioners: required.get('practitioners')!, binds: moved[0]!.ceilingBinds ? 'yes' : 'no' }]
      },
    }],
  },
  {
    code: 'D11', title: 'Skill mix over the years',
    text: ['A substitution begins in a year, grows evenly to its share over some years, and stays. It is asked again at each year end, of what is required then.'],
    equation: ['share[y] = share · min(1, max(0, (y − first year + 1) ÷ years it takes))'],
    examples: [{
      title: 'a tenth of the nurses’ work, from the second year over two years',
      source: 'By hand: shares 0, 0, 0.05, 0.10 of 100, 100, 110, 120 are 0, 0, 5.5, 12; one nurse’s work takes 1.2 associates: 0, 0, 6.6, 14.4 beside 20.',
      given: { columns: { nurses: 'nurses required', associates: 'associates required' }, rows: [{ nurses: 100, associates: 20 }, { nurses: 100, associates: 20 }, { nurses: 110, associates: 20 }, { nurses: 120, associates: 20 }] },
      expected: { columns: { nurses: 'nurses', associates: 'associates' }, decimals: { nurses: 6, associates: 6 }, rows: [{ nurses: 100, associates: 20 }, { nurses: 100, associates: 20 }, { nurses: 104.5, associates: 26.6 }, { nurses: 108, associates: 34.4 }] },
      work: (rows) => {
        const { required } = substituteYears(new Map([['nurse', numbers(rows, 'nurses')], ['associate', numbers(rows, 'associates')]]), [{ from: 'nurse', to: 'associate', coefficient: 1.2, ceiling: 0.2, share: 0.1, fromYear: 2, overYears: 2 }])
        return rows.map((_, year) => ({ nurses: required.get('nurse')![year]!, associates: required.get('associate')![year]! }))
      },
    }],
  },
  {
    code: 'D12', title: 'A method in a projection',
    text: [
      'Where a method is stated for a profession and area (`cadre project --demand FILE`, `--demand-method`), what it reckons is the requirement, today too: staff in post and unmet need do not enter, and the gap at the opening is the difference from staff in post. Needs of one profession are added up, so that a programme and the rest of the work can stand on different methods.',
      'Productivity is taken off only where it is named with its mechanism, and never off funded posts; its zero twin is shown all the same. How far growth may lie from what a method says is judged at one point a year either way unless it is stated; funded posts grow by their rule, without a range.',
      'People on a disease register are prevalence, as published for each system, times its residents, added up over systems and registers. Prevalence stays as published last, but for a growth that is stated. What a method needs and is not loaded is refused by name; nothing is filled in.',
    ],
    equation: ['D[y] = Σ_needs D_need[y] ÷ (1 + π)^y'],
    examples: [{
      title: 'a programme and the rest of a profession',
      source: 'By hand: 1 FTE for each 100 of 1,200 and 1,320 people on a register is 12 and 13.2; the rest, 88 of 100 staff held for each of 50,000 and 51,000 residents, is 88 and 89.76; together 100 and 102.96, ÷ 1.04 = 99.',
      given: { columns: { register: 'on the register', residents: 'residents' }, rows: [{ register: 1200, residents: 50_000 }, { register: 1320, residents: 51_000 }] },
      expected: { columns: { year: 'year', zero: 'required, no productivity', with: 'required at 4 % a year' }, decimals: { zero: 6, with: 6 }, rows: [{ year: 0, zero: 100, with: 100 }, { year: 1, zero: 102.96, with: 99 }] },
      work: (rows) => {
        const [programme, rest] = [ratioDemand({ base: numbers(rows, 'register'), fte: 1, per: 100 }), ratioDemand({ base: numbers(rows, 'residents'), fte: 88, per: number(rows[0]!, 'residents') })]
        const required = [...programme].map((fte, year) => fte + rest[year]!)
        const path = demandPath({ openingFte: 500, unmetNeed: 35, growth: { by: 'method', required }, productivity: 0.04, years: 1 })
        return [0, 1].map((year) => ({ year, zero: path.zeroProductivity[12 * year]!, with: path.withProductivity[12 * year]! }))
      },
    }],
  },
]

function worked(rows: readonly Row[]): WisnAnswer {
  const answer = wisn({ awtHours: 1696, hoursPerDay: 8, units: rows.map((row) => ({ name: String(row['unit']), current: number(row, 'current'), service: service(row), supportHoursPerDay: [0.5, 1] })) })
  if (!('units' in answer)) throw new Error(`${answer.unit} has no time for service`)
  return answer
}

function service(row: Row): { unitTimeHours: number; volume: number }[] {
  return ['a', 'b', 'c', 'd', 'e'].map((column) => {
    const [unitTimeHours, volume] = String(row[column]).split(' · ').map(Number)
    return { unitTimeHours: unitTimeHours!, volume: volume! }
  })
}
