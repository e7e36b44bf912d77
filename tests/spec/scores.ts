import { bias, coverage, crpsEnsemble, crpsFair, crpsNormal, mape, mase, skill, winkler } from '../../src/scenario/scores.ts'
import { number, numbers } from './specification.ts'
import type { Row, Specification } from './specification.ts'

const history: readonly Row[] = [{ actual: 1, forecast: 1 }, { actual: 4, forecast: 2 }, { actual: 4, forecast: 3 }]
const draws: readonly Row[] = [{ draw: 1 }, { draw: 2 }, { draw: 3 }, { draw: 4 }]

/** How far a forecast was from what happened. */
export const scores: Specification = {
  document: 'scores',
  title: 'Scores: how far a forecast was from what happened',
  text: [
    'A back-test forecasts from a point in the past with what was published by then, and scores the forecast against what happened. Points are scored by A1 to A3, whole distributions by A4 to A6, intervals by A7 and A8; A9 sets the model beside a naive baseline. Lower is better, except coverage, which should be what the interval promises, and skill, where higher is better.',
    'Symbols: `a` what happened, `f` the forecast, `n` how many are scored.',
  ],
  sections: [
    {
      code: 'A1',
      title: 'Mean absolute percentage error (MAPE)',
      text: ['A share of what happened, so groups of different size can be set side by side. It has no meaning where an outcome is 0.'],
      equation: ['MAPE = Σ |f − a| ÷ |a| ÷ n'],
      examples: [{
        title: 'three forecasts',
        source: 'By hand: 0, 2 ÷ 4 and 1 ÷ 4 make 0.75; a third of it is 0.25.',
        given: { columns: { actual: 'happened', forecast: 'forecast' }, rows: history },
        expected: { columns: { score: 'MAPE' }, decimals: { score: 6 }, rows: [{ score: 0.25 }] },
        work: (rows) => [{ score: mape(numbers(rows, 'actual'), numbers(rows, 'forecast')) }],
      }],
    },
    {
      code: 'A2',
      title: 'Mean absolute scaled error (MASE)',
      text: ['The mean error, in units of the mean change from one period to the next in the history the forecast was made from. Below 1 it beats repeating the last value through that history (Hyndman and Koehler, International Journal of Forecasting 22, 2006).'],
      equation: ['MASE = (Σ |f − a| ÷ n) ÷ mean |history[t] − history[t − 1]|'],
      examples: [{
        title: 'three forecasts, scaled by the same series',
        source: 'By hand: errors 0, 2, 1 have mean 1; changes 3 and 0 have mean 1.5; 1 ÷ 1.5 = 0.66667.',
        given: { columns: { actual: 'happened, and history', forecast: 'forecast' }, rows: history },
        expected: { columns: { score: 'MASE' }, decimals: { score: 5 }, rows: [{ score: 0.66667 }] },
        work: (rows) => [{ score: mase(numbers(rows, 'actual'), numbers(rows, 'forecast'), numbers(rows, 'actual')) }],
      }],
    },
    {
      code: 'A3',
      title: 'Bias',
      text: ['Above 0 the forecasts were too high on average.'],
      equation: ['bias = Σ (f − a) ÷ n'],
      examples: [{
        title: 'three forecasts',
        source: 'By hand: 0 − 2 − 1 = −3; a third of it is −1.',
        given: { columns: { actual: 'happened', forecast: 'forecast' }, rows: history },
        expected: { columns: { score: 'bias' }, decimals: { score: 6 }, rows: [{ score: -1 }] },
        work: (rows) => [{ score: bias(numbers(rows, 'actual'), numbers(rows, 'forecast')) }],
      }],
    },
    {
      code: 'A4',
      title: 'Continuous ranked probability score (CRPS) of a normal forecast',
      text: ['The absolute error made fair to distributions: a sharp forecast that misses costs more than a wide one that admits it does not know. Φ and φ are the probability and density of the standard normal distribution (Gneiting and Raftery, Journal of the American Statistical Association 102, 2007).'],
      equation: ['CRPS = σ · ( z · (2Φ(z) − 1) + 2φ(z) − 1/√π ),  z = (a − μ) ÷ σ'],
      examples: [{
        title: 'at the centre and one and a half spreads away',
        source: 'At the centre 2φ(0) − 1/√π = 0.7978846 − 0.5641896 = 0.2336950. At z = 1.5: 1.5 · 0.8663856 + 2 · 0.1295176 − 0.5641896 = 0.9944240, times 2.',
        given: { columns: { centre: 'centre μ', spread: 'spread σ', actual: 'happened' }, rows: [{ centre: 0, spread: 1, actual: 0 }, { centre: 10, spread: 2, actual: 13 }] },
        expected: { columns: { score: 'CRPS' }, decimals: { score: 7 }, rows: [{ score: 0.233695 }, { score: 1.988848 }] },
        work: (rows) => rows.map((row) => ({ score: crpsNormal(number(row, 'centre'), number(row, 'spread'), number(row, 'actual')) })),
      }],
    },
    {
      code: 'A5',
      title: 'CRPS of a set of draws',
      text: ['The mean distance of the draws from the outcome, less half their mean distance from each other; a draw\'s distance from itself counts as 0.'],
      equation: ['CRPS = Σ_i |x[i] − a| ÷ n − Σ_i Σ_j |x[i] − x[j]| ÷ (2n²)'],
      examples: [{
        title: 'four draws, outcome 2.5',
        source: 'By hand: distances 1.5, 0.5, 0.5, 1.5 have mean 1. The 16 distances between draws add up to 20; 20 ÷ 32 = 0.625. 1 − 0.625 = 0.375.',
        given: { columns: { draw: 'draw' }, rows: draws },
        expected: { columns: { score: 'CRPS' }, decimals: { score: 7 }, rows: [{ score: 0.375 }] },
        work: (rows) => [{ score: crpsEnsemble(numbers(rows, 'draw'), 2.5) }],
      }],
    },
    {
      code: 'A6',
      title: 'CRPS fair to small ensembles',
      text: ['With few draws A5 scores the ensemble and not the distribution behind it. Dividing by the number of pairs of different draws removes that (Ferro, Quarterly Journal of the Royal Meteorological Society 140, 2014).'],
      equation: ['fair CRPS = Σ_i |x[i] − a| ÷ n − Σ_i Σ_j |x[i] − x[j]| ÷ (2n(n − 1))'],
      examples: [{
        title: 'the same four draws',
        source: 'By hand: 1 − 20 ÷ 24 = 0.1666667.',
        given: { columns: { draw: 'draw' }, rows: draws },
        expected: { columns: { score: 'fair CRPS' }, decimals: { score: 7 }, rows: [{ score: 0.1666667 }] },
        work: (rows) => [{ score: crpsFair(numbers(rows, 'draw'), 2.5) }],
      }],
    },
    {
      code: 'A7',
      title: 'Winkler\'s interval score',
      text: ['The width of the interval, and a fine for each unit by which the outcome lies outside it; α is the share that should lie outside (Winkler, Journal of the American Statistical Association 67, 1972).'],
      equation: ['score = upper − lower + (2 ÷ α) · distance outside'],
      examples: [{
        title: 'an 80 % interval from 90 to 110',
        source: 'By hand: at 120 the width 20 and a fine of 10 · 10 = 100 make 120; at 100 only the width counts.',
        given: { columns: { actual: 'happened' }, rows: [{ actual: 120 }, { actual: 100 }] },
        expected: { columns: { score: 'Winkler score' }, decimals: { score: 6 }, rows: [{ score: 120 }, { score: 20 }] },
        work: (rows) => rows.map((row) => ({ score: winkler(90, 110, 0.2, number(row, 'actual')) })),
      }],
    },
    {
      code: 'A8',
      title: 'Coverage',
      text: ['The share of outcomes inside their interval, bounds included. An 80 % interval should cover 80 %: less is false confidence, much more is no forecast.'],
      equation: ['coverage = how many lie inside ÷ n'],
      examples: [{
        title: 'four outcomes, one outside',
        source: 'By hand: 3 of 4 lie inside; 10 lies on the bound and counts.',
        given: { columns: { lower: 'lower', upper: 'upper', actual: 'happened' }, rows: [{ lower: 0, upper: 10, actual: 5 }, { lower: 0, upper: 10, actual: 10 }, { lower: 0, upper: 10, actual: 11 }, { lower: 5, upper: 6, actual: 5.5 }] },
        expected: { columns: { score: 'coverage' }, decimals: { score: 6 }, rows: [{ score: 0.75 }] },
        work: (rows) => [{ score: coverage(numbers(rows, 'actual'), numbers(rows, 'lower'), numbers(rows, 'upper')) }],
      }],
    },
    {
      code: 'A9',
      title: 'Skill against a baseline',
      text: ['The part of the baseline\'s score that the model removes: 1 is perfect, 0 no better, below 0 worse. The baseline for the published skill is drift, the last value carried on along its average change.'],
      equation: ['skill = 1 − CRPS of the model ÷ CRPS of the baseline'],
      examples: [{
        title: 'better, equal and worse',
        source: 'By hand.',
        given: { columns: { model: 'model', baseline: 'baseline' }, rows: [{ model: 3, baseline: 4 }, { model: 4, baseline: 4 }, { model: 6, baseline: 4 }] },
        expected: { columns: { score: 'skill' }, decimals: { score: 6 }, rows: [{ score: 0.25 }, { score: 0 }, { score: -0.5 }] },
        work: (rows) => rows.map((row) => ({ score: skill(number(row, 'model'), number(row, 'baseline')) })),
      }],
    },
  ],
}
