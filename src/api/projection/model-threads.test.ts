import { expect, test } from 'vitest'
import { statedDemand } from '../../scenario/demand-assumptions.ts'
import { project } from '../../scenario/run.ts'
import { sensitivityOf } from '../../scenario/sensitivity.ts'
import { nameKey } from '../../scenario/lever-set.ts'
import { whatIf } from '../../scenario/what-if.ts'
import type { SupplyParameters } from '../../supply/parameters.ts'
import { projectInThread, sensitivityInThread, whatIfInThread } from './model-threads.ts'

const rate = (value: number) => ({ value, standardError: 0.01, unit: 'share of the stock a year', years: '3', source: 'test', grade: 'B' as const })
const swing = { persistence: 0.5, nationalSd: 0.05, groupSd: 0.02 }
const midwives: SupplyParameters = {
  area: 'QAA', group: 'Midwives', openingDate: '2025-09-30', ages: [30, 31, 32], ageing: true, openingHeads: [120, 80, 40], participation: [0.9, 0.8, 0.7],
  leave: rate(0.1), leaveByAge: [1, 1, 1], join: rate(0.12), joinersBasis: 'records', joinAges: [0.5, 0.3, 0.2], damping: 0.8, leaveYearEffect: swing, joinYearEffect: swing, notes: [],
}
const demand = statedDemand({})
const settings = { years: 4, draws: 40, seed: 7, unit: 'fte', dataset: 'test' } as const

test('work handed out to threads comes back as it is done here, whoever did it', async () => {
  const groups = Array.from({ length: 7 }, (_, at) => ({ ...midwives, group: `Group ${at}` }))
  expect(await Promise.all(groups.map((group) => projectInThread(group, demand, settings)))).toEqual(groups.map((group) => project(group, demand, settings)))
  expect(await sensitivityInThread(midwives, demand, { ...settings, points: 64 })).toEqual(sensitivityOf(midwives, demand, { ...settings, points: 64 }))
  const levers = { nodes: [{ areaName: 'A', parameters: midwives }], names: { profession: 'Midwives', area: 'QAA', places: new Map([[nameKey('Midwives', 'QAA'), 0]]) }, demand, levers: { programmes: [], origins: [], levers: [{ kind: 'leaver-rate', change: -2, ramp: 12 }] } }
  expect(await whatIfInThread(levers, settings)).toEqual(whatIf(levers, settings))
})

test('a fault in a thread is thrown here, and the thread goes on', async () => {
  await expect(projectInThread({ ...midwives, openingHeads: [120, Number.NaN, 40] }, demand, settings)).rejects.toThrow()
  expect(await projectInThread(midwives, demand, settings)).toEqual(project(midwives, demand, settings))
})
