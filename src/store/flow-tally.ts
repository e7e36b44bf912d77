import type { Following } from './flow-follow.ts'
import { entriesOf } from './flow-lines.ts'
import type { FlowLine } from './flow-lines.ts'
import { walkPeople } from './flow-walk.ts'
import type { Ground, SeenPost, Sighting } from './flow-walk.ts'

/** People and FTE; FTE in billionths until an answer is written. */
export interface Weight { heads: number; fte: number }

/** What flowed in one cell and group, over one pair or over all of them (pair −1). */
export interface FlowSums { readonly cell: number; readonly pair: number; readonly group: string; readonly lines: Readonly<Record<FlowLine, Weight>> }

/** People of one line by a label: leavers by reason, joiners by origin … */
export interface Labelled extends Weight { readonly cell: number; readonly pair: number; readonly group: string; readonly label: string }

/** How people are put together: `groupOf` names the group of a kind of post, null outside what is asked. */
export interface Grouping { readonly groupOf: (kind: number) => string | null; readonly byPair: boolean }

/** One label for each person on a line. `seen` are the posts in the group that they left or joined. */
export interface Labelling { readonly line: 'leavers' | 'joiners'; labelOf(sight: Sighting, seen: readonly SeenPost[]): string }

/** Add up accounts by cell and group, and label leavers and joiners, in one walk through the people. Shape of the labels: one list per labelling. */
export function tallyFlows(following: Following, ground: Ground, grouping: Grouping, labellings: readonly Labelling[]): { sums: FlowSums[]; labelled: Labelled[][] } {
  const { posts, followed } = following
  const sums = new Map<string, FlowSums>()
  const labelled = labellings.map(() => new Map<string, Labelled>())
  walkPeople(posts, followed, ground, (sight) => {
    const pair = grouping.byPair ? sight.pair : -1
    for (const { group, line, heads, fte } of entriesOf(posts, sight, grouping.groupOf)) {
      const at = { cell: sight.cell, pair, group }
      const key = keyOf(at)
      add(remember(sums, key, () => ({ ...at, lines: noFlows() })).lines[line], { heads, fte })
      labellings.forEach((labelling, index) => {
        if (labelling.line !== line) return
        const seen = (line === 'leavers' ? sight.before : sight.after).filter((one) => grouping.groupOf(posts.kind[one.post]!) === group)
        const label = labelling.labelOf(sight, seen)
        add(remember(labelled[index]!, `${key} ${label}`, () => ({ ...at, label, heads: 0, fte: 0 })), { heads, fte })
      })
    }
  })
  return { sums: [...sums.values()], labelled: labelled.map((found) => [...found.values()]) }
}

/** An account nothing is entered in. */
export function noFlows(): Record<FlowLine, Weight> {
  return { joiners: none(), leavers: none(), movedIn: none(), movedOut: none(), takenUp: none(), givenUp: none(), hours: none(), coverage: none() }
}

function none(): Weight {
  return { heads: 0, fte: 0 }
}

/** What the lines of an account add to its opening. */
export function netOf(lines: Readonly<Record<FlowLine, Weight>>): Weight {
  const net = (of: 'heads' | 'fte') => lines.joiners[of] - lines.leavers[of] + lines.movedIn[of] - lines.movedOut[of] + lines.takenUp[of] - lines.givenUp[of] + lines.hours[of] + lines.coverage[of]
  return { heads: net('heads'), fte: net('fte') }
}

function keyOf({ cell, pair, group }: { cell: number; pair: number; group: string }): string {
  return `${cell} ${pair} ${group}`
}

function remember<T>(known: Map<string, T>, key: string, make: () => T): T {
  const found = known.get(key) ?? make()
  known.set(key, found)
  return found
}

function add(to: Weight, { heads, fte }: Weight): void {
  to.heads += heads
  to.fte += fte
}
