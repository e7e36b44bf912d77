import { Option, type Command } from 'commander'
import type { ScenarioForm } from '../api/scenario.ts'
import type { ScenarioWatch } from '../api/scenario/scenario-thread.ts'
import type { Streams } from './outcome.ts'

/** How every command of scenarios may be asked. */
export interface ScenarioOptions { readonly unit: 'fte' | 'headcount'; readonly overrides: boolean; readonly byArea?: boolean }

/** Give a command the options of every scenario. */
export function withScenarioForm(command: Command): Command {
  return command.addOption(new Option('--unit <unit>', 'what is counted').choices(['fte', 'headcount']).default('fte')).option('--no-overrides', 'switch manual changes off; they are reported all the same')
}

/** Give a command the option to tell areas apart. */
export function withAreas(command: Command): Command {
  return command.option('--by-area', 'tell the areas of the level below apart: who gains and loses by area and deprivation; learns the rates of every area first')
}

/** The form of a scenario that was asked for. */
export function scenarioForm({ unit, overrides, byArea = false }: ScenarioOptions): ScenarioForm {
  return { unit, overrides, areas: byArea }
}

/** Say how far a run is, where it is long. */
export function watchScenario(streams: Streams): ScenarioWatch {
  return {
    stop: new AbortController().signal,
    step: (state, done, of) => {
      if (of <= 8) return
      if (state === 'running' && (done === of || done % 32 === 0)) streams.err(`Walking sets of levers through every future: ${done} of ${of}\n`)
      if (state === 'gathering' && done % 8 === 0) streams.err(`Learning the rates of areas: ${done} of ${of}\n`)
    },
  }
}

/** What was found of a run that nobody can stop. Errors: throws when it was stopped all the same (a bug). */
export function notStopped<Found>(found: Found | null): Found {
  if (found === null) throw new Error('nobody stopped the run, and it stopped')
  return found
}
