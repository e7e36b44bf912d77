/**
 * Supply with every lever, a second time: written from the words of the method (MODEL.md §1, docs/method/levers.md) with plain loops,
 * and nothing of src/supply or src/scenario. It is slow and repeats itself on purpose; it judges the product on random scenarios.
 */
export interface NaiveNode {
  readonly ageing: boolean
  readonly youngest: number
  readonly heads: readonly number[]
  readonly fte: readonly number[]
  readonly leave: number
  readonly leaveByAge: readonly number[]
  readonly joinAges: readonly number[]
  /** Of the future: share who leave, and logarithm of growth, each year. */
  readonly leaveOfYear: readonly number[]
  readonly growthOfYear: readonly number[]
}

export interface NaiveLever {
  readonly kind: string
  readonly change: number
  readonly unit: string
  readonly node: number
  readonly to: number | 'outside'
  /** Months after the opening. */
  readonly from: number
  readonly until: number
  readonly ramp: number
  readonly now: number
  readonly fillMonths: number
  readonly members: readonly { readonly node: number; readonly attractiveness: number }[]
}

export interface NaiveProgramme {
  readonly startsAYear: number
  readonly stages: readonly { readonly months: number; readonly dropOut: number; readonly interruption: number; readonly interruptionMonths: number; readonly learnerWeeks: number }[]
  readonly completion: number
  readonly joinShare: number
  readonly settlement: readonly { readonly node: number; readonly share: number }[]
  readonly capacity: number
}

export interface NaiveYear { heads: number; fte: number; leavers: number; agedOut: number; joiners: number; movedIn: number; movedOut: number }

function force(lever: NaiveLever, month: number): number {
  if (month < lever.from || month >= lever.until) return 0
  if (lever.ramp === 0) return 1
  return Math.min(1, (month + 1 - lever.from) / lever.ramp)
}

function forceOfYear(lever: NaiveLever, year: number): number {
  let mean = 0
  for (let m = 0; m < 12; m++) mean += force(lever, 12 * year + m) / 12
  return mean
}

function monthly(annual: number): number {
  return 1 - Math.pow(1 - annual, 1 / 12)
}

function clamp(value: number): number {
  return value < 0 ? 0 : value > 1 ? 1 : value
}

/** Sum of the levers of a kind in a month; a share of `of` where the unit is per cent. */
function change(levers: readonly NaiveLever[], kind: string, month: number, of = 0): number {
  let sum = 0
  for (const lever of levers) if (lever.kind === kind) sum += (lever.unit === '%' ? (of * lever.change) / 100 : lever.change) * force(lever, month)
  return sum
}

/** People who qualify each month: a table of everybody on the course by cohort, stage and months in the stage, moved on month by month. */
function naiveTraining(programme: NaiveProgramme, levers: readonly NaiveLever[], months: number): number[] {
  const longestCourse = 2 * programme.stages.reduce((sum, stage) => sum + stage.months + stage.interruptionMonths + 130, 0)
  const qualified = Array.from({ length: months }, () => 0)
  const load: Record<number, number> = {}
  for (let start = -longestCourse; start < months; start++) {
    const places = Math.max(0, programme.startsAYear + (start < 0 ? 0 : change(levers, 'intake', start, programme.startsAYear))) / 12
    if (places === 0) continue
    const added = start < 0 ? 0 : Math.round(change(levers, 'course-length', start))
    const stages = programme.stages.map((stage, at) => ({ ...stage, months: at === programme.stages.length - 1 ? Math.max(1, stage.months + added) : stage.months }))
    // What one starter does: weeks of placement and share who qualify, in each calendar month.
    const weeks: Record<number, number> = {}
    const out: Record<number, number> = {}
    let groups: { stage: number; entered: number; size: number }[] = [{ stage: 0, entered: start, size: 1 }]
    while (groups.length > 0) {
      const next: typeof groups = []
      for (const group of groups) {
        const stage = stages[group.stage]!
        let size = group.size
        for (let month = group.entered; month < group.entered + stage.months; month++) {
          if (month > group.entered) size *= Math.pow(1 - clamp(stage.dropOut + (month < 0 ? 0 : change(levers, 'drop-out', month) / 100)), 1 / stage.months)
          weeks[month] = (weeks[month] ?? 0) + (size * stage.learnerWeeks) / stage.months
        }
        const end = group.entered + stage.months
        size *= Math.pow(1 - clamp(stage.dropOut + (end < 0 ? 0 : change(levers, 'drop-out', end) / 100)), 1 / stage.months)
        const pause = stage.interruptionMonths > 0 ? clamp(stage.interruption + (end < 0 ? 0 : change(levers, 'interruption', end) / 100)) : 0
        for (const [when, share] of [[end, 1 - pause], [end + stage.interruptionMonths, pause]] as const) {
          if (share === 0) continue
          if (group.stage + 1 < stages.length) next.push({ stage: group.stage + 1, entered: when, size: size * share })
          else out[when] = (out[when] ?? 0) + size * share * clamp(programme.completion + (when < 0 ? 0 : change(levers, 'completion', when) / 100))
        }
      }
      groups = next
    }
    // New cohorts start as far as every month of their course has placements left.
    let starters = places
    if (start >= 0 && programme.capacity < Infinity) {
      for (const [month, own] of Object.entries(weeks)) {
        const room = Math.max(0, programme.capacity + change(levers, 'placement-capacity', Number(month), programme.capacity)) / 12
        if (own > 0) starters = Math.min(starters, Math.max(0, room - (load[Number(month)] ?? 0)) / own)
      }
    }
    for (const [month, own] of Object.entries(weeks)) load[Number(month)] = (load[Number(month)] ?? 0) + starters * own
    for (const [month, own] of Object.entries(out)) if (Number(month) >= 0 && Number(month) < months) qualified[Number(month)]! += starters * own
  }
  return qualified
}

/** Walk all nodes together. With `levers` empty it is the baseline, whose joiners are a share of the stock; otherwise `candidates` are given. */
export function naiveWalk(nodes: readonly NaiveNode[], levers: readonly NaiveLever[], programmes: readonly { facts: NaiveProgramme; levers: readonly NaiveLever[] }[], years: number, candidates: number[][] | null): { years: NaiveYear[][]; candidates: number[][] } {
  const stock = nodes.map((node) => [...node.heads])
  const seen: number[][] = nodes.map(() => [])
  const result: NaiveYear[][] = nodes.map(() => Array.from({ length: years }, () => ({ heads: 0, fte: 0, leavers: 0, agedOut: 0, joiners: 0, movedIn: 0, movedOut: 0 })))
  const more = programmes.map(({ facts, levers: own }) => ({ facts, own, before: naiveTraining(facts, [], 12 * years), after: naiveTraining(facts, own, 12 * years) }))
  for (let month = 0; month < 12 * years; month++) {
    const year = Math.floor(month / 12)
    const left: number[][] = []
    const opening = stock.map((people) => [...people])
    const total = opening.map((people) => people.reduce((sum, each) => sum + each, 0))
    const worked: number[] = []
    const joining: number[] = []
    nodes.forEach((node, n) => {
      const here = levers.filter((lever) => lever.node === n)
      // Leaving.
      const usual = node.leaveOfYear[year]!
      let rate = usual
      for (const lever of here) if (lever.kind === 'leaver-rate' && lever.unit === 'points') rate += (lever.change / 100) * forceOfYear(lever, year)
      for (const lever of here) if (lever.kind === 'leaver-rate' && lever.unit === '%') rate *= 1 + (lever.change / 100) * forceOfYear(lever, year)
      rate = clamp(rate)
      const rising = Math.exp(node.growthOfYear[year]! / 12) - 1
      const joinRate = monthly(usual) + rising
      const gone = joinRate < 0 ? -rising : monthly(usual)
      const times = (gone / monthly(node.leave)) * (monthly(rate) / monthly(usual))
      left.push(opening[n]!.map((people, age) => people * (1 - Math.min(1, monthly(Math.min(1, node.leave * node.leaveByAge[age]!)) * times))))
      result[n]![year]!.leavers += left[n]!.reduce((sum, people, age) => sum + opening[n]![age]! - people, 0)
      // Hours.
      const average = node.heads.reduce((sum, people, age) => sum + people * node.fte[age]!, 0) / node.heads.reduce((sum, people) => sum + people, 0)
      let hours = average
      for (const lever of here) if (lever.kind === 'participation' && lever.unit !== '%') hours += lever.change * forceOfYear(lever, year)
      for (const lever of here) if (lever.kind === 'participation' && lever.unit === '%') hours *= 1 + (lever.change / 100) * forceOfYear(lever, year)
      worked.push(Math.min(Math.max(0, hours), Math.max(1, average)) / average)
      // Candidates.
      let coming = candidates === null ? Math.max(0, joinRate) * total[n]! : candidates[n]![month]!
      if (candidates === null) seen[n]!.push(coming)
      else {
        for (const kind of ['international', 'return-to-practice', 'wider-market', 'other-sector']) coming += change(here, kind, month) / 12
        for (const { facts, own, before, after } of more) {
          const [asWas, asIs] = [before[month]! * facts.joinShare, after[month]! * clamp(facts.joinShare + change(own, 'join-share', month) / 100)]
          for (const place of facts.settlement) if (place.node === n) coming += asIs * clamp(place.share + change(own.filter((lever) => lever.kind === 'settlement' && lever.node === n), 'settlement', month) / 100) - asWas * place.share
        }
        coming = Math.max(0, coming)
      }
      joining.push(coming)
    })
    // Moves, in the order stated, of those who have not left.
    const arriving = nodes.map((node) => node.heads.map(() => 0))
    for (const lever of levers) {
      if (lever.kind !== 'transfer') continue
      const [from, to] = [lever.node, lever.to]
      const share = lever.unit === 'people a year' ? (total[from]! > 0 ? ((lever.change / 12) * force(lever, month)) / total[from]! : 0) : monthly((lever.change / 100) * forceOfYear(lever, year))
      for (let age = 0; age < nodes[from]!.heads.length; age++) {
        const moving = Math.min(left[from]![age]!, opening[from]![age]! * share)
        left[from]![age]! -= moving
        result[from]![year]!.movedOut += moving
        if (to === 'outside') continue
        const own = age + nodes[from]!.youngest - nodes[to]!.youngest
        arriving[to]![own < 0 ? 0 : own >= arriving[to]!.length ? arriving[to]!.length - 1 : own]! += moving
        result[to]![year]!.movedIn += moving
      }
    }
    // Birthdays.
    nodes.forEach((node, n) => {
      const here = left[n]!.map((people, age) => people + arriving[n]![age]!)
      stock[n] = node.ageing ? here.map((people, age) => (people * 11) / 12 + (age > 0 ? here[age - 1]! / 12 : 0)) : here
      if (node.ageing) result[n]![year]!.agedOut += here.at(-1)! / 12
    })
    // Posts, and pools of candidates.
    const room = nodes.map((node, n) => {
      const posts = levers.find((lever) => lever.kind === 'posts' && lever.node === n)
      if (posts === undefined) return Infinity
      const funded = Math.max(0, posts.now + (posts.unit === '%' ? (posts.now * posts.change) / 100 : posts.change) * force(posts, month))
      const delay = Math.max(1, posts.fillMonths + change(levers.filter((lever) => lever.node === n), 'fill-delay', month))
      const inPost = stock[n]!.reduce((sum, people, age) => sum + people * node.fte[age]! * worked[n]!, 0)
      const each = node.joinAges.reduce((sum, share, age) => sum + share * node.fte[age]! * worked[n]!, 0)
      return each > 0 ? Math.max(0, funded - inPost) / delay / each : 0
    })
    const pool = levers.find((lever) => lever.kind === 'shared-pool')
    const hired = joining.map((coming, n) => Math.min(coming, room[n]!))
    if (pool !== undefined) {
      let people = pool.members.reduce((sum, { node }) => sum + joining[node]!, (Math.max(0, pool.change) / 12) * force(pool, month))
      const got = pool.members.map(() => 0)
      // Round after round: everybody takes by weight, nobody more than there is room for.
      for (let round = 0; round < 200 && people > 1e-13; round++) {
        const weight = pool.members.map(({ node, attractiveness }, at) => (got[at]! < room[node]! - 1e-13 ? attractiveness * room[node]! : 0))
        const all = weight.reduce((sum, each) => sum + each, 0)
        if (all === 0) break
        let taken = 0
        pool.members.forEach(({ node }, at) => {
          const take = Math.min(room[node]! - got[at]!, (people * weight[at]!) / all)
          got[at]! += take
          taken += take
        })
        people -= taken
      }
      pool.members.forEach(({ node }, at) => { hired[node] = got[at]! })
    }
    nodes.forEach((node, n) => {
      for (let age = 0; age < stock[n]!.length; age++) stock[n]![age]! += hired[n]! * node.joinAges[age]!
      const found = result[n]![year]!
      found.joiners += hired[n]! * node.joinAges.reduce((sum, share) => sum + share, 0)
      found.heads = stock[n]!.reduce((sum, people) => sum + people, 0)
      found.fte = stock[n]!.reduce((sum, people, age) => sum + people * node.fte[age]! * worked[n]!, 0)
    })
  }
  return { years: result, candidates: seen }
}
