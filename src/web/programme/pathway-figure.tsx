import type { UseQueryResult } from '@tanstack/react-query'
import type { ProgrammeAnswer, ProgrammeGapOf, ProgrammeGaps, ProgrammeStageAnswer } from '../../contract/programme-answer.ts'
import { joinWords, sayShortage } from '../../contract/programme-message.ts'
import type { Fan } from '../../contract/projection.ts'
import { problemOf } from '../ask/ask.ts'
import { sayGap, sayGapRange } from '../charts/gap-words.ts'
import { PathwayBand } from '../charts/pathway-band.tsx'
import type { PathwayRow } from '../charts/pathway-band.tsx'
import { amount, shown, words } from '../figure/cell.ts'
import type { TableData } from '../figure/cell.ts'
import { Figure } from '../figure/figure.tsx'
import { sayNumber } from '../format.ts'
import { askedAs, askedCell, linesOfProgramme, sayFigure, shortWhy } from './programme-words.ts'

/** The pathway: at each stage who works there, what the need is, how far apart they are today and in a year ahead, and how much of it is seen. */
export function PathwayFigure({ answer, gaps, csv }: { answer: ProgrammeAnswer; gaps: UseQueryResult<ProgrammeGaps>; csv: string }) {
  const ahead = gaps.isPlaceholderData ? undefined : gaps.data
  const scale = scaleOf((ahead?.stages ?? []).flatMap(({ gap }) => gap ?? []))
  const without = answer.stages.filter(({ gap }) => gap.value === null).map(({ name }) => name.toLowerCase())
  return (
    <Figure
      id="pathway"
      title={sayShortage(answer.stages)}
      subtitle={`Workforce, need and gap along the pathway, ${answer.areaName}. People who work in several stages are split by time, never counted twice`}
      source={`${ahead === undefined ? '' : `${ahead.summary} `}${without.length === 0 ? '' : `Without a standard of need that can be applied: ${joinWords(without)}.`}`}
      csv={csv}
      table={tableOf(answer, ahead)}
      provenance={[...linesOfProgramme(answer, answer.stages.map(({ name, workforce }) => ({ name: `${name}: workforce`, figure: workforce })), 'fte'), ...linesOfGaps(answer, ahead)]}
    >
      <PathwayBand
        says={`${answer.stages.length} stages. ${sayShortage(answer.stages)}.`}
        stages={answer.stages.map((stage, at) => ({ name: stage.name, says: stage.says, rows: [asked(answer, workforceRow(stage), stage.workforce.value, `/stages/${at}/workforce/value`), asked(answer, needRow(stage), stage.need?.figure.value, `/stages/${at}/need/figure/value`), asked(answer, todayRow(stage), stage.gap.value, `/stages/${at}/gap/value`), asked(answer, aheadRow(stage, gaps, ahead, scale), ahead?.stages[at]?.gap?.p50, `/gaps/stages/${at}/gap/p50`), seenRow(stage)] }))}
      />
    </Figure>
  )
}

/** A row with the command behind its figure; without one where there is no figure to ask for. */
function asked(answer: ProgrammeAnswer, row: PathwayRow, value: number | null | undefined, path: string): PathwayRow {
  return value === undefined ? row : { ...row, queried: askedAs(answer, value, path) }
}

function workforceRow({ workforce }: ProgrammeStageAnswer): PathwayRow {
  return workforce.value === null ? { name: 'Workforce', value: sayFigure(workforce), says: shortWhy(workforce.why) } : { name: 'Workforce', value: sayFigure(workforce, 0), unit: workforce.status === 'estimated' ? 'FTE, estimated' : 'FTE' }
}

function needRow({ need }: ProgrammeStageAnswer): PathwayRow {
  if (need === null) return { name: 'Need', value: '[x]', says: 'the programme states none' }
  const { figure, before, name } = need
  if (figure.value === null) return { name, value: sayFigure(figure), says: shortWhy(figure.why) }
  if (figure.unit !== '%') return { name, value: sayFigure(figure, 0), unit: 'people' }
  return { name, value: `${sayFigure(figure)} %`, says: before === null ? 'of people' : `of people, ${sayFigure({ ...figure, value: before.value })} % in ${before.year}` }
}

function todayRow({ gap }: ProgrammeStageAnswer): PathwayRow {
  return gap.value === null ? { name: 'Gap today', value: '[x]', says: shortWhy(gap.why) } : { name: 'Gap today', ...gapWords(gap.value) }
}

function aheadRow({ id }: ProgrammeStageAnswer, gaps: UseQueryResult<ProgrammeGaps>, ahead: ProgrammeGaps | undefined, scale: { from: number; to: number }): PathwayRow {
  if (gaps.error) return { name: 'Gap ahead', value: '[x]', says: shortWhy(problemOf(gaps.error).detail), range: null }
  if (ahead === undefined) return { name: 'Gap ahead', value: '…', says: 'Working it out', range: null }
  const found = ahead.stages.find(({ stage }) => stage === id)
  const name = `Gap in ${ahead.year ?? 'a year ahead'}`
  if (found?.gap == null) return { name, value: '[x]', says: shortWhy(found?.why ?? null), range: null }
  const { gap } = found
  return { name, ...gapWords(gap.p50), says: sayGapRange(gap), range: { low: gap.p10, middle: gap.p50, high: gap.p90, ...scale } }
}

/** A gap in the words of the pathway: so many short, so many over, or none. */
function gapWords(gap: number): Pick<PathwayRow, 'value' | 'unit'> {
  const size = sayNumber(Math.abs(gap))
  return size === '0' ? { value: '0', unit: 'FTE, no gap' } : { value: size, unit: gap > 0 ? 'FTE short' : 'FTE over' }
}

function seenRow({ seen, roles, unseen }: ProgrammeStageAnswer): PathwayRow {
  return { name: 'What we see', value: roles === 0 ? '[z]' : `${seen} of ${roles}`, unit: roles === 0 ? '' : roles === 1 ? 'role' : 'roles', ...(unseen.length === 0 ? {} : { says: `not ${joinWords(unseen).toLowerCase()}` }) }
}

/** One scale for every stage, with no gap on it. */
function scaleOf(fans: readonly Fan[]): { from: number; to: number } {
  const [from, to] = [Math.min(0, ...fans.map(({ p10 }) => p10)), Math.max(0, ...fans.map(({ p90 }) => p90))]
  const room = (to - from || 1) * 0.06
  return { from: from - room, to: to + room }
}

function tableOf(answer: ProgrammeAnswer, ahead: ProgrammeGaps | undefined): TableData {
  const year = ahead?.year ?? null
  return {
    columns: [{ name: 'Stage' }, { name: 'Workforce, FTE', numeric: true }, { name: 'Roles seen' }, { name: 'Need' }, { name: 'Amount', numeric: true }, { name: 'Gap today, FTE', numeric: true }, ...(year === null ? [] : [{ name: `Gap in ${year}, FTE`, numeric: true }, { name: '80 % range', numeric: true }]), { name: 'Why not' }],
    rows: answer.stages.map(({ id, name, workforce, seen, roles, need, gap }, at) => {
      const later = ahead?.stages.findIndex(({ stage }) => stage === id) ?? -1
      return [
        words(name), askedCell(answer, shown(sayFigure(workforce, 0), workforce.value), `/stages/${at}/workforce/value`), words(`${seen} of ${roles}`), words(need?.name ?? 'none stated'),
        need === null ? amount(null) : askedCell(answer, shown(`${sayFigure(need.figure)}${need.figure.value === null ? '' : ` ${need.figure.unit}`}`, need.figure.value), `/stages/${at}/need/figure/value`), askedCell(answer, shown(sayFigure(gap, 1), gap.value), `/stages/${at}/gap/value`),
        ...(year === null ? [] : gapCells(answer, ahead?.stages[later], later)), words([workforce.why, need?.figure.why, gap.why].filter((why) => why != null).join('. ') || '–'),
      ]
    }),
  }
}

function gapCells(answer: ProgrammeAnswer, later: ProgrammeGapOf | undefined, at: number) {
  if (later?.gap == null) return [shown('[x]', null), shown('', '')]
  return [askedCell(answer, shown(sayGap(later.gap.p50), later.gap.p50), `/gaps/stages/${at}/gap/p50`), shown(sayGapRange(later.gap), `${later.gap.p10} to ${later.gap.p90}`)]
}

function linesOfGaps(answer: ProgrammeAnswer, ahead: ProgrammeGaps | undefined) {
  const nameOf = (id: string) => answer.stages.find((stage) => stage.id === id)?.name ?? id
  const lines = (ahead?.runs ?? []).map(({ stage, roleName, says, share, why, repeat, gap }) => ({ name: `${nameOf(stage)}: gap ahead`, says: gap === null ? `${roleName}: ${why ?? 'not available'}` : `${roleName}: ${says}, set against the ${sayNumber(share * 100)} % of their time in this stage. The run is ${repeat}, with the requirement divided by that share, and the share of its gap` }))
  return [...lines, ...(ahead?.notes ?? []).map((says) => ({ name: 'Note', says }))]
}
