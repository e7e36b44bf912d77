import { Option, type Command } from 'commander'
import type { ScenarioForm } from '../api/scenario.ts'
import type { ScenarioWatch } from '../api/scenario/scenario-thread.ts'
import type { Streams } from './outcome.ts'

/** How every command of scenarios may be asked. */
export interface ScenarioOptions { readonly unit: 'fte' | 'headcount'; readonly overrides: boolean }

/** Give a command the options of every scenario. */
export function withScenarioForm(command: Command): Command {
  return command.addOption(new Option('--unit <unit>', 'what is counted').choices(['fte', 'headcount']).default('fte')).option('--no-overrides', 'switch manual changes off; they are reported all the same')
}

/** The form of a scenario that was asked for. */
export function scenarioForm({ unit, overrides }: ScenarioOptions): ScenarioForm {
  return { unit, overrides }
}

/** Say how far a run is, where it is long. */
export function watchScenario(streams: Streams): ScenarioWatch {
  return { stop: new AbortController().signal, step: (state, done, of) => { if (state === 'running' && of > 8 && (done === of || done % 32 === 0)) streams.err(`Walking sets of levers through every future: ${done} of ${of}\n`) } }
}

/** What was found of a run that nobody can stop. Errors: throws when it was stopped all the same (a bug). */
export function notStopped<Found>(found: Found | null): Found {
  if (found === null) throw new Error('nobody stopped the run, and it stopped')
  return found
}
