import { z } from 'zod'
import type { Viewer } from '../access/viewer.ts'
import type { ProjectionRequest } from '../contract/projection.ts'
import { SensitivityAnswer, SensitivityRequest } from '../contract/sensitivity.ts'
import { regretOfGap } from '../scenario/regret-of-gap.ts'
import type { KindSensitivity, Sensitivity } from '../scenario/sensitivity.ts'
import { groupInSentence } from '../scenario/describe.ts'
import type { House } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import { writeCsv } from './csv.ts'
import { keepReadingHere } from './kept.ts'
import { sensitivityInThread } from './projection/model-threads.ts'
import { otherDemands } from './demand/demand-methods.ts'
import { answerProjection, demandRefuses, type Projected } from './projection.ts'
import { fileRoute, readRoute, type CsvFile, type Route } from './route.ts'

// As many as put a share within about 3 in 100 of its value, in a second or two.
const points = 1024

/** Say what the range of a projected gap rests on: the function behind the command line, the address and the page. Kept per snapshot. */
export async function answerSensitivity(house: House, viewer: Viewer, request: ProjectionRequest): Promise<SensitivityAnswer | Refusal> {
  const projected = await answerProjection(house, viewer, request)
  if (isRefusal(projected)) return projected
  const { manifest, provenance } = projected.answer
  return keepReadingHere(house, viewer, provenance.snapshot, { work: 'sensitivity', asked: { repeat: provenance.repeat, manifest } }, async () => {
    const { parameters, demand, settings } = projected.inputs
    return sayAnswer(projected, await sensitivityInThread(parameters, demand, { ...settings, points, others: await otherDemands(house, viewer, projected, request) }))
  })
}

function sayAnswer({ answer, inputs: { parameters } }: Projected, found: Sensitivity): SensitivityAnswer {
  const { area, areaName, profession, unit, rows, manifest, provenance } = answer
  const last = rows.at(-1)!
  const regret = regretOfGap(last.gap, last.gapZeroProductivity)
  return {
    area, areaName, profession, unit, date: last.date, summary: saySummary(found, profession, areaName, last.year), gap: last.gap, middle: found.middle,
    inputs: found.inputs.map((row) => ({ ...row })), kinds: sayKinds(found, profession), methods: found.methods.map((method) => ({ ...method })),
    regret: {
      futures: regret.futures.map((name, at) => ({ name, gap: regret.gaps[at]! })),
      policies: regret.policies.map((name, at) => ({ name, planned: regret.planned[at]!, regret: [...regret.regret[at]!], worst: regret.worst[at]! })),
      choice: regret.policies[regret.choice]!,
    },
    points, halvesDiffer: found.halvesDiffer, seed: manifest.seed, model: manifest.model, notes: notesOf(found, parameters.ageing),
    provenance: {
      ...provenance,
      definition: 'What the range of the gap at the last year rests on: how far the gap goes when one input moves from its p10 to its p90 with the others at their middle, and the share of the variance of the gap that the input makes, alone and with others.',
      formula: 'Alone: mean(f(B) × (f(C) − f(A))) ÷ variance; with others: mean((f(A) − f(C))²) ÷ 2 ÷ variance; C is A with the input taken from B, a path of years as a whole',
      method: 'docs/method/sensitivity.md N1 to N5', repeat: `${provenance.repeat} --sensitivity`,
    },
  }
}

/** The two that the range rests on most, and how much of it is judgement. */
function saySummary({ inputs, kinds, spread }: Sensitivity, profession: string, areaName: string, year: number): string {
  if (!(spread > 0)) return `The gap of ${groupInSentence(profession)} in ${areaName} in ${year} has no range: nothing it rests on was given one.`
  const [most, next] = [...inputs].sort((a, b) => b.total - a.total)
  const also = next === undefined || next.total < 0.01 ? '' : `, then on ${lower(next.says)} (${percent(next.first)})`
  return `How wide the gap of ${groupInSentence(profession)} in ${areaName} in ${year} ranges rests most on ${lower(most!.says)} (${percent(most!.first)} of the variance)${also}. ${percent(shareOf(kinds, 'judgement'))} rests on judgement, ${percent(shareOf(kinds, 'year effects'))} on how years swing and ${percent(shareOf(kinds, 'parameters'))} on rates learnt from data.`
}

function shareOf(kinds: readonly KindSensitivity[], kind: KindSensitivity['kind']): number {
  return kinds.find((each) => each.kind === kind)!.first
}

/** Every kind of doubt, those too that are not drawn. */
function sayKinds({ kinds, chanceAlone, methods }: Sensitivity, profession: string): SensitivityAnswer['kinds'] {
  const words = {
    parameters: 'Rates learnt from data: where they really stand', 'year effects': 'Good and bad years: of the nation and of this group, as they swung in the past', judgement: 'Assumptions about need that somebody judged; each can be replaced',
  }
  const drawn = kinds.map(({ kind, first, total }) => ({ kind, first, total, says: words[kind] }))
  const size = chanceAlone === null ? '' : ` By chance alone the leavers of the next year would lie within ${formatNumber(chanceAlone, chanceAlone < 10 ? 1 : 0)} people of what is expected, 8 times in 10.`
  return [
    ...drawn,
    { kind: 'process noise', first: null, total: null, says: `Chance from person to person is not drawn by itself: the model has no binomial chance, and what there was of it in the past is part of how ${profession} swings.${size}` },
    { kind: 'structure', first: null, total: null, says: `${methods.length} ways of reckoning the gap are set side by side below, and never averaged.` },
  ]
}

function notesOf({ halvesDiffer }: Sensitivity, ageing: boolean): string[] {
  return [
    ageing
      ? 'In this model leavers are replaced: the leaver rate moves the gap only through ages, a higher one making staff younger, so that fewer grow too old.'
      : 'In this model leavers are replaced, and ages are not known here: where the leaver rate stands does not move the gap.',
    `Shares are estimated from ${formatNumber(points, 0)} points; two halves of them differ by ${formatNumber(100 * halvesDiffer, 1)} in 100 at most. Shares need not add up to 100 for that reason, and one a little below 0 is 0.`,
    'Plans are compared by people missing or too many at the last year, both alike; what they cost is not counted, and no future is called likelier than another.',
  ]
}

function percent(share: number): string {
  return `${formatNumber(100 * Math.max(0, share), 0)} %`
}

function lower(text: string): string {
  return text.charAt(0).toLowerCase() + text.slice(1)
}

/** One line per input, widest first. */
export function writeSensitivityCsv(answer: SensitivityAnswer): CsvFile {
  const header = ['input', 'kind', 'p10', 'p90', 'input_unit', 'gap_at_p10', 'gap_at_p90', 'width', 'share_alone', 'share_with_others', 'date', 'area', 'profession', 'unit']
  const rows = answer.inputs.map((row) => [row.says, row.kind, row.p10, row.p90, row.unit, row.gapAtP10, row.gapAtP90, row.width, row.first, row.total, answer.date, answer.area, answer.profession, answer.unit])
  return { name: `sensitivity-${answer.area}-${answer.profession}.csv`, text: writeCsv(header, rows) }
}

const refuses = ['nothing-loaded', 'unknown-area', 'unknown-staff-group', 'group-without-history', 'too-little-history', 'unit-not-published', ...demandRefuses]

export const sensitivityRoutes: readonly Route[] = [
  readRoute({
    url: '/api/sensitivity', policy: 'figures', says: 'What the range of a projected gap rests on: each input from its p10 to its p90, shares of the variance, methods compared, and plans against futures', group: 'Projection', query: SensitivityRequest, answer: SensitivityAnswer, refuses,
    handle: async ({ house, viewer }, query) => answerSensitivity(house, viewer, query),
  }),
  fileRoute({
    url: '/api/sensitivity.csv', policy: 'figures', says: 'The same inputs as csv', group: 'Projection', query: SensitivityRequest, params: z.object({}), refuses,
    handle: async ({ house, viewer }, query) => {
      const done = await answerSensitivity(house, viewer, query)
      return isRefusal(done) ? done : writeSensitivityCsv(done)
    },
  }),
]
