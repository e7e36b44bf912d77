import { answerSensitivity, writeSensitivityCsv } from '../api/sensitivity.ts'
import type { Viewer } from '../access/viewer.ts'
import type { ProjectionRequest } from '../contract/projection.ts'
import type { SensitivityAnswer } from '../contract/sensitivity.ts'
import type { House } from '../store/house.ts'
import { formatNumber } from '../units/format.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'
import type { Outcome } from './outcome.ts'
import { layTable } from './table.ts'

/** `cadre project --sensitivity`: what the range of the gap at the last year rests on. */
export async function projectSensitivity(house: House, viewer: Viewer, request: ProjectionRequest): Promise<Outcome | Refusal> {
  const answer = await answerSensitivity(house, viewer, request)
  return isRefusal(answer) ? answer : { json: answer, text: sayAnswer(answer), csv: writeSensitivityCsv(answer).text, notes: answer.notes }
}

function sayAnswer(answer: SensitivityAnswer): string {
  const { inputs, kinds, methods, regret } = answer
  return [
    answer.summary, '',
    `Gap of ${answer.profession}, ${answer.areaName}, at ${answer.date}, ${answer.unit}; above 0 is a shortage. With everything at its middle: ${whole(answer.middle)}`,
    layTable(['input', 'from', 'to', 'gap then', 'and', 'alone', 'with others'], inputs.map((row) => [row.says, sayShare(row.p10), sayShare(row.p90), whole(row.gapAtP10), whole(row.gapAtP90), percent(row.first), percent(row.total)])),
    'From and to: 1 and 9 draws in 10 lie below; a path of years is drawn; growth of need is more or less than assumed. Alone, with others: shares of the variance.', '',
    ...kinds.map(({ kind, first, says }) => `${kind}${first === null ? '' : `, ${percent(first)}`}: ${says}`), '',
    'Ways of reckoning it: median (80 % range)',
    layTable(['method', 'gap'], methods.map(({ says, gap }) => [says, `${whole(gap.p50)} (${whole(gap.p10)} to ${whole(gap.p90)})`])),
    `Plans against ${regret.futures.length} futures: least regretted at worst is “${regret.choice}”. Every future: --json`,
    layTable(['plan', 'adds', 'missing or too many, at worst'], regret.policies.map(({ name, planned, worst }) => [name, whole(planned), whole(worst)])),
    `Snapshot ${answer.provenance.snapshot}, model ${answer.model}, seed ${answer.seed}, ${answer.points} points. Not a forecast of what must happen.`,
  ].join('\n')
}

function whole(value: number): string {
  return formatNumber(value, 0)
}

function percent(share: number): string {
  return `${formatNumber(100 * Math.max(0, share), 0)} %`
}

function sayShare(share: number | null): string {
  return share === null ? 'drawn' : `${formatNumber(100 * share, 1)} %`
}
