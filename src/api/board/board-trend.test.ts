import { expect, test } from 'vitest'
import type { KeyFigure } from '../../contract/overview.ts'
import { boardTrend } from './board-trend.ts'

const limits = { mean: 5, low: 4, high: 6 }
const provenance = { measure: 'm', definition: '', formula: '', sources: [], snapshot: 's', asOf: '2025-09-30', map: '', notes: [] }

function figure(measure: string, variation: Partial<KeyFigure['variation']>, more: Partial<KeyFigure> = {}): KeyFigure {
  return {
    measure, name: measure, unit: '%', value: 5.24, status: 'ok', why: null, comparison: '', beside: null, yearBefore: null, points: [{ date: '2025-08-31', value: 5 }, { date: '2025-09-30', value: 5.24 }],
    variation: { direction: 'flat', meaning: 'neither', rule: null, says: 'Ordinary variation: no rule fires in 24 months', limits, ...variation }, asOf: '2025-09-30', behind: 0, coverage: null, coverageWhy: null, provenance, ...more,
  }
}

test('what gets worse comes before what gets better, that before what moves as ever, and figures with limits before those without', () => {
  const worse = figure('vacancy_rate', { direction: 'up', meaning: 'worsening', rule: 'shift' })
  const better = figure('sickness_absence_rate', { direction: 'down', meaning: 'improving', rule: 'beyond' })
  const [usual, bare] = [figure('sickness_absence_rate', {}), figure('leaver_rate', { limits: null, meaning: 'worsening' })]
  expect(boardTrend([bare, usual, better, worse])?.measure).toBe('vacancy_rate')
  expect(boardTrend([bare, better])?.title).toBe('Fewer staff are off sick than usual')
  expect(boardTrend([bare, usual])?.title).toBe('Sickness absence is as usual')
  expect(boardTrend([bare])?.measure).toBe('leaver_rate')
})

test('the verdict gives the latest figure and what the judgement rests on', () => {
  expect(boardTrend([figure('vacancy_rate', { direction: 'up', meaning: 'worsening', says: 'Worsening: 8 months in a row above the mean' })])).toMatchObject({ title: 'More posts are vacant than usual', verdict: '5.2 % in September 2025. Worsening: 8 months in a row above the mean.', limits })
})

test('a hidden figure, or one with a single point, is no trend', () => {
  expect(boardTrend([figure('fte', {}, { value: null, status: 'suppressed' }), figure('vacancy_rate', {}, { points: [] })])).toBeNull()
})

test('a figure too young to judge says so and takes no side', () => {
  expect(boardTrend([figure('sickness_absence_rate', { direction: 'unknown', meaning: 'unknown', limits: null, says: 'Too few months to judge: 2 of the 12 that are needed' })])?.title).toBe('sickness_absence_rate: too early to say how it moves')
})
