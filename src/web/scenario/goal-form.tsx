import { useState } from 'react'
import type { SubmitEvent } from 'react'
import type { ScenarioAnswer } from '../../contract/scenario.ts'
import { ChoiceField, TextField, TroubleSummary, type Trouble } from '../data/form-fields.tsx'
import { readNumber } from '../read-number.ts'

/** What is to be reached, when, and by which lever or two. */
export interface Goal { readonly target: string; readonly lever: string; readonly second?: string }

/** Ask for a goal: what, how much, by when, and by which lever; a second one may stand in its place. */
export function GoalForm({ answer, busy, onAsk }: { answer: ScenarioAnswer; busy: boolean; onAsk: (goal: Goal) => void }) {
  const years = answer.rows.slice(1).map(({ year }) => String(year))
  const [typed, setTyped] = useState({ of: 'gap', value: '0', year: years.at(-1) ?? '', lever: answer.levers[0]?.id ?? '', second: '' })
  const [tries, setTries] = useState(0)
  const value = readNumber(typed.value)
  const troubles: Trouble[] = [
    ...(value === null ? [{ field: 'goal-value', says: 'Enter a number for the goal, such as 0' }] : []),
    ...(typed.second !== '' && typed.second === typed.lever ? [{ field: 'goal-second', says: 'Choose another lever than the first, or none' }] : []),
  ]
  const shown = tries === 0 ? [] : troubles
  const send = (event: SubmitEvent) => {
    event.preventDefault()
    setTries(tries + 1)
    if (troubles.length === 0) onAsk({ target: `${typed.of}=${value} in ${typed.year}`, lever: typed.lever, ...(typed.second === '' ? {} : { second: typed.second }) })
  }
  const put = (name: keyof typeof typed) => (text: string) => setTyped({ ...typed, [name]: text })
  const levers = answer.levers.map(({ id, title, unit }) => ({ value: id, says: `${title} (${id}), ${unit}` }))
  return (
    <form noValidate onSubmit={send} aria-label="Reach a goal" className="cdr-access">
      <TroubleSummary troubles={shown} tries={tries} />
      <ChoiceField id="goal-of" label="What is to be reached" troubles={shown} value={typed.of} onPick={put('of')} choices={[{ value: 'gap', says: `The gap, ${answer.unit}` }, { value: 'supply', says: `Staff in post, ${answer.unit}` }]} />
      <TextField id="goal-value" label="How much of it" hint="Above 0 is short: 0 leaves no gap, at the middle of the futures" troubles={shown} value={typed.value} onType={put('value')} />
      <ChoiceField id="goal-year" label="At the end of" troubles={shown} value={typed.year} onPick={put('year')} choices={years.map((year) => ({ value: year, says: year }))} />
      <ChoiceField id="goal-lever" label="By this lever" troubles={shown} value={typed.lever} onPick={put('lever')} choices={levers} />
      <ChoiceField id="goal-second" label="Or by a second one in its place" hint="How much of it goes with how much of the first" troubles={shown} value={typed.second} onPick={put('second')} choices={[{ value: '', says: 'None' }, ...levers]} />
      <div className="cdr-decide">
        <button type="submit" className="nhsuk-button" disabled={busy}>
          Find the change
        </button>
      </div>
    </form>
  )
}
