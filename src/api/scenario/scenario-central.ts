import { z } from 'zod'
import type { Viewer } from '../../access/viewer.ts'
import type { CentralScene, CentralSceneRequest } from '../../contract/scenario-central.ts'
import { hashOf } from '../../scenario/manifest.ts'
import { actingLevers, asPlain } from '../../scenario/scenario.ts'
import { averageOf } from '../../scenario/what-if-walk.ts'
import type { House } from '../../store/house.ts'
import { isRefusal, type Refusal } from '../../units/refusal.ts'
import { keepAnswer } from '../kept.ts'
import { readScenario, type ScenarioFile } from './scenario-file.ts'
import { gatherScenario } from './scenario-inputs.ts'

/** Give all that the central run of a scenario is a function of: a page walks it itself while a slider moves. Kept per snapshot. Errors: refuses as a run of the scenario does. */
export async function answerCentralScene(house: House, viewer: Viewer, { document, unit, overrides }: CentralSceneRequest): Promise<CentralScene | Refusal> {
  const file = readScenario(document, unit)
  if (isRefusal(file)) return file
  const snapshot = (await house.catalogue.live(viewer)) ?? ''
  return keepAnswer(house, viewer, snapshot, `central scene ${hashOf(asPlain([document, unit, overrides]))}`, () => sceneOf(house, viewer, file, overrides))
}

async function sceneOf(house: House, viewer: Viewer, file: ScenarioFile, overridesOn: boolean): Promise<CentralScene | Refusal> {
  const gathered = await gatherScenario(house, viewer, file, overridesOn, 'central')
  if (isRefusal(gathered)) return gathered
  const { inputs, settings, projected } = gathered
  // Manual changes are those of the run with ranges: put beside the middle of its futures.
  const manual = inputs.overrides.length === 0 ? [] : actingLevers({ ...inputs, levers: [] }, settings)
  if (isRefusal(manual)) return manual
  const { area, areaName, profession, provenance } = projected.answer
  return {
    area, areaName, profession, opening: inputs.nodes[0]!.parameters.openingDate, years: settings.years, unit: settings.unit, snapshot: provenance.snapshot, repeat: 'cadre scenario run FILE',
    places: inputs.nodes.map(({ areaName: name, parameters }) => ({ area: parameters.area, areaName: name, profession: parameters.group, heads: parameters.openingHeads.reduce((sum, people) => sum + people, 0), leave: parameters.leave.value, join: parameters.join.value, worked: averageOf(parameters) })),
    scene: written.parse(asPlain({ nodes: inputs.nodes, names: inputs.names, programmes: inputs.programmes, origins: inputs.origins })), manual: manual.map(({ id, lever }) => ({ id, lever: z.json().parse(asPlain(lever)) })),
  }
}

const written = z.record(z.string(), z.json())
