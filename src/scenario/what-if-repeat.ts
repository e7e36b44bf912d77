import { isRefusal, type Refusal } from '../units/refusal.ts'
import { firstDifference, type Verification } from './first-difference.ts'
import { hashOf, modelVersion } from './manifest.ts'
import { notThatRun } from './run.ts'
import { whatIf, type WhatIf, type WhatIfInputs, type WhatIfSettings } from './what-if.ts'

/** The numbers of a what-if that are written down, and come out again when it is repeated. */
const recordedParts = ['rows', 'places', 'alone', 'binds', 'manifest'] as const
export type RecordedWhatIf = Pick<WhatIf, (typeof recordedParts)[number]>

/** Repeat a recorded what-if from its inputs and compare. Errors: refused when the inputs or the model are not those it was made with. */
export function verifyWhatIf(recorded: RecordedWhatIf, inputs: WhatIfInputs, settings: WhatIfSettings): Verification | Refusal {
  const { manifest } = recorded
  if (manifest.model !== modelVersion) return notThatRun(`it was made by model ${manifest.model}, and this is ${modelVersion}`)
  if (manifest.inputs !== hashOf(inputs.nodes.map(({ parameters }) => parameters))) return notThatRun('the calibrated parameters have another hash than the manifest of the what-if says')
  if (manifest.scenario !== hashOf({ demand: inputs.demand, levers: inputs.levers })) return notThatRun('the levers, or what is assumed of demand, have another hash than the manifest of the what-if says')
  const repeated = whatIf(inputs, { ...settings, dataset: manifest.dataset, seed: manifest.seed, draws: manifest.draws, years: manifest.years })
  if (isRefusal(repeated)) return repeated
  const found = recordedParts.map((part) => firstDifference(`what-if.${part}`, recorded[part], repeated[part])).find((each) => each !== null)
  return found ?? { identical: true }
}
