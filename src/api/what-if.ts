import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import { LeverFile } from '../contract/lever.ts'
import type { ProjectionRequest } from '../contract/projection.ts'
import { WhatIfAnswer, WhatIfRequest } from '../contract/what-if.ts'
import { groupInSentence, saySize } from '../scenario/describe.ts'
import { rangesOf } from '../scenario/lever-draws.ts'
import type { WhatIf, WhatIfInputs } from '../scenario/what-if.ts'
import type { House } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { hashOf } from '../scenario/manifest.ts'
import { keepAnswer } from './kept.ts'
import { readLeverText } from './projection/lever-text.ts'
import { sayLever, sayTraining } from './projection/lever-words.ts'
import { gatherNodes } from './projection/lever-nodes.ts'
import { whatIfInThread } from './projection/model-threads.ts'
import { answerProjection, demandRefuses, type Projected } from './projection.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'

/** A what-if with all that it is a function of: enough to repeat it to the last byte. */
export interface AnsweredWhatIf { readonly answer: WhatIfAnswer; readonly inputs: WhatIfInputs }

/** Answer "what if?": the projection as it is, and beside it the same futures with the levers. The function behind the command line, the address and the page. */
export async function answerWhatIf(house: House, viewer: Viewer, request: ProjectionRequest, levers: LeverFile): Promise<AnsweredWhatIf | Refusal> {
  const projected = await answerProjection(house, viewer, request)
  if (isRefusal(projected)) return projected
  const { provenance, manifest } = projected.answer
  return keepAnswer(house, viewer, provenance.snapshot, `what-if ${provenance.repeat} ${hashOf(manifest)} ${hashOf(JSON.parse(JSON.stringify(levers)))}`, () => run(house, viewer, request, levers, projected))
}

async function run(house: House, viewer: Viewer, request: ProjectionRequest, levers: LeverFile, projected: Projected): Promise<AnsweredWhatIf | Refusal> {
  const { answer: { area, areaName, profession } } = projected
  const gathered = await gatherNodes(house, viewer, { map: request.map ?? null, area, areaName, profession, parameters: projected.inputs.parameters }, levers)
  if (isRefusal(gathered)) return gathered
  const { settings: { dataset }, demand } = projected.inputs
  const { years, draws, seed, unit } = request
  const inputs = { ...gathered, demand, levers }
  const done = await whatIfInThread(inputs, { years, draws, seed, unit, dataset })
  return isRefusal(done) ? done : { answer: sayAnswer(projected, request, levers, done), inputs }
}

function sayAnswer({ answer, inputs }: Projected, { unit }: ProjectionRequest, levers: LeverFile, done: WhatIf): WhatIfAnswer {
  const { area, areaName, profession, provenance } = answer
  const last = done.rows.at(-1)!
  const { ranges, ...manifest } = done.manifest
  return {
    area, areaName, profession, unit: answer.unit, name: levers.name ?? 'Levers', summary: saySummary(answer, last, levers.levers.length, unit),
    manifest: { ...manifest, conservation: done.manifest.conservation.map((row) => ({ ...row })), ...(ranges === undefined ? {} : { ranges: ranges.map((row) => ({ ...row })) }) }, rows: done.rows.map((row) => ({ ...row })),
    levers: done.planned.map((planned, at) => ({ kind: planned.kind.kind, title: planned.kind.title, says: sayLever(planned, inputs.parameters.openingDate), change: planned.lever.change, unit: planned.unit, alone: done.alone[at]! })),
    binds: done.binds.map((bind) => ({ ...bind })),
    places: done.places.map((place) => ({ ...place, rows: [...place.rows], account: [...place.account], origins: place.origins.map((row) => ({ ...row, byOrigin: { ...row.byOrigin } })) })),
    training: done.training.map((training) => sayTraining(training, inputs.parameters.openingDate)),
    notAvailable: notAvailable(levers), notes: notesOf(levers, unit),
    provenance: {
      ...provenance,
      definition: 'Supply and gap with levers beside the same futures without them. Difference: with less without, draw by draw.',
      formula: 'Joiners stay as many people as in the same future without levers, and levers add to them; leaving, moving, ageing and joining follow month by month',
      method: 'docs/method/levers.md V1 to V7 and V9, docs/method/supply.md S1 to S12', repeat: `${provenance.repeat} --levers FILE`,
    },
  }
}

function saySummary({ profession, areaName }: Projected['answer'], last: WhatIf['rows'][number], count: number, unit: 'fte' | 'headcount'): string {
  const { p10, p50, p90 } = last.difference.supply
  const word = unit === 'fte' ? 'FTE' : 'people'
  if (p10 === 0 && p90 === 0) return `${count === 0 ? 'No lever is moved' : 'These levers change nothing by then'}: ${groupInSentence(profession)} in ${areaName} would be ${saySize(last.scenario.gap, unit)} in ${last.year}.`
  return `With ${count === 1 ? 'this lever' : `these ${count} levers`}, ${groupInSentence(profession)} in ${areaName} would have ${sign(p50)} ${word} in ${last.year} (80 % range ${sign(p10)} to ${sign(p90)}), and be ${saySize(last.scenario.gap, unit)}. Not a forecast of what must happen.`
}

function sign(value: number): string {
  return `${value < 0 ? '−' : '+'}${formatNumber(Math.abs(value), Math.abs(value) < 10 ? 1 : 0)}`
}

/** What no data loaded says, and a lever would need: never filled in. */
function notAvailable({ programmes, origins }: LeverFile): { what: string; needed: string }[] {
  return [
    ...(programmes.length > 0 ? [] : [{ what: 'Training programmes', needed: 'Intake, stages, drop-out, completion, share who join and settlement of each programme, in the lever file' }]),
    ...programmes.filter(({ placementCapacity }) => placementCapacity === undefined).map(({ id }) => ({ what: `Placement capacity of ${id}`, needed: 'placementCapacity, learner-weeks a year: without it placements cannot bind' })),
    ...(origins.length > 0 ? [] : [{ what: 'Where recent joiners came from', needed: 'Shares by origin in the lever file: without them every recent joiner is of unknown origin' }]),
  ]
}

function notesOf(file: LeverFile, unit: 'fte' | 'headcount'): string[] {
  const { programmes, levers } = file
  return [
    'Without levers nothing changes: the baseline is the projection above, and both are walked through the same futures, so that the range of the difference is that of the levers.',
    'With levers as many people join as would have joined without: fewer leavers do not mean fewer joiners, unless funded posts limit them.',
    ...(levers.some(({ kind }) => kind === 'transfer') ? ['Recent joiners and leavers hold moves between groups already; a transfer comes on top of them.'] : []),
    ...(programmes.length > 0 ? ['Today’s output of a programme is among recent joiners already: only what levers change about it is added. Trainees count for nothing unless a lever says for how much.'] : []),
    ...(unit === 'headcount' && levers.some(({ kind }) => kind === 'trainees-counted') ? ['Trainees are counted in FTE only: in people they are not staff.'] : []),
    sayRanges(file),
  ]
}

/** How sure the changes of levers are held to be. */
function sayRanges(file: LeverFile): string {
  const [drawn, all] = [rangesOf(file).length, file.levers.length]
  if (drawn === 0) return 'The change of each lever is taken as stated, without a range of its own (grade D: judgement of whoever states it).'
  return `The change of ${drawn === all ? (all === 1 ? 'the lever' : 'each lever') : `${drawn} of ${all} levers`} has a range of its own, drawn with each future and the same in every scenario (grade D: judgement of whoever states it)${drawn === all ? '' : '; the others are taken as stated'}. What a lever does by itself, the account and what binds are with each change at its middle.`
}

/** One line per year: baseline, with levers, and the difference. */
export function writeWhatIfCsv(answer: Pick<WhatIfAnswer, 'rows' | 'binds' | 'area' | 'profession' | 'unit'>): CsvFile {
  const points = ['p2_5', 'p10', 'p50', 'p90', 'p97_5'] as const
  const parts = [['supply_baseline', 'baseline', 'supply'], ['supply_levers', 'scenario', 'supply'], ['supply_difference', 'difference', 'supply'], ['gap_baseline', 'baseline', 'gap'], ['gap_levers', 'scenario', 'gap'], ['gap_difference', 'difference', 'gap']] as const
  const header = ['year', 'date', 'area', 'profession', 'unit', ...parts.flatMap(([name]) => points.map((point) => `${name}_${point}`)), 'what_binds']
  const rows = answer.rows.map((row) => [row.year, row.date, answer.area, answer.profession, answer.unit, ...parts.flatMap(([, which, what]) => points.map((point) => row[which][what][point])), answer.binds.filter(({ year }) => year === row.year && row.ahead > 0).map(({ says }) => says).join('; ')])
  return { name: `what-if-${answer.area}-${answer.profession}.csv`, text: writeCsv(header, rows) }
}

export const whatIfRefuses = ['nothing-loaded', 'unknown-area', 'unknown-staff-group', 'group-without-history', 'too-little-history', 'unit-not-published', 'levers-not-readable', 'levers-invalid', 'programme-invalid', 'levers-link-unlike', ...demandRefuses]

export const whatIfRoutes: readonly Route[] = [
  readRoute({
    url: '/api/what-if', policy: 'figures', says: 'A projection beside itself with levers moved: supply, gap and the difference with its range, what binds, and an account of everybody', group: 'Projection', query: WhatIfRequest, answer: WhatIfAnswer, refuses: whatIfRefuses,
    handle: async ({ house, viewer }, { levers, ...query }) => {
      const read = readLeverText(levers)
      if (isRefusal(read)) return read
      const done = await answerWhatIf(house, viewer, query, read)
      return isRefusal(done) ? done : done.answer
    },
  }),
  fileRoute({
    url: '/api/what-if.csv', policy: 'figures', says: 'The same years as csv', group: 'Projection', query: WhatIfRequest, params: z.object({}), refuses: whatIfRefuses,
    handle: async ({ house, viewer }, { levers, ...query }) => {
      const read = readLeverText(levers)
      if (isRefusal(read)) return read
      const done = await answerWhatIf(house, viewer, query, read)
      return isRefusal(done) ? done : writeWhatIfCsv(done.answer)
    },
  }),
]

