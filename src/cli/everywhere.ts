import { answerEverywhere } from '../api/everywhere.ts'
import type { Viewer } from '../access/viewer.ts'
import type { EverywhereAnswer, EverywhereRequest } from '../contract/everywhere.ts'
import type { House } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { Outcome, Streams } from './outcome.ts'
import { layTable } from './table.ts'
import { readStated } from './what-if.ts'

/** `cadre project --every LEVEL`: every staff group in every area of a level, told as it goes. */
export async function projectEvery(house: House, viewer: Viewer, request: EverywhereRequest, stated: Parameters<typeof readStated>[0], streams: Streams): Promise<Outcome | Refusal> {
  const levers = stated.file === undefined && stated.short.length === 0 ? null : await readStated(stated)
  if (isRefusal(levers)) return levers
  const done = await answerEverywhere(house, viewer, levers === null ? request : { ...request, levers: JSON.stringify(levers) }, { step: tellSteps(streams), stop: new AbortController().signal })
  if (done === null) throw new Error('nobody stopped the run, and it stopped')
  return isRefusal(done) ? done : { json: done.answer, text: sayAnswer(done.answer), csv: done.csv.text, notes: done.answer.notes }
}

function tellSteps(streams: Streams): (state: 'calibrating' | 'projecting', done: number, of: number) => void {
  const words = { calibrating: 'Learning the rates of areas', projecting: 'Projecting groups' }
  return (state, done, of) => { if (done === 0 || done === of || done % 10 === 0) streams.err(`${words[state]}: ${done} of ${of}\n`) }
}

function sayAnswer(answer: EverywhereAnswer): string {
  const rows = answer.groups.map(({ group, together, areas }) => {
    const { supply, gap, difference } = together.at(-1)!
    return [group, whole(together[0]!.supply.p50), whole(supply.p50), ...(difference === undefined ? [] : [whole(difference.p50)]), `${whole(gap.p50)} (${whole(gap.p10)} to ${whole(gap.p90)})`, `${areas.filter((area) => area.gap.p10 > 0).length} of ${areas.length}`]
  })
  return [
    answer.summary, '', `All areas together at ${answer.date}, ${answer.unit}: median (80 % range); a gap above 0 is a shortage`,
    layTable(['group', 'today', 'supply', ...(answer.total[0]!.difference === undefined ? [] : ['by levers']), 'gap', 'areas short in 9 of 10 futures'], rows),
    `Snapshot ${answer.manifest.dataset}, model ${answer.manifest.model}, seed ${answer.manifest.seed}, ${answer.manifest.draws} draws, result ${answer.manifest.outputs.slice(0, 12)}. Every area and year: --csv.`,
  ].join('\n')
}

function whole(value: number): string {
  return formatNumber(value, 0)
}
