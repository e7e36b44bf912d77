import { useQuery } from '@tanstack/react-query'
import type { PlanState } from '../../contract/plan.ts'
import { anyLeverNamed } from '../../scenario/scenario-lever.ts'
import { sayDate } from '../../units/calendar-date.ts'
import { AccessForm } from '../access/access-form.tsx'
import { planCommentsQuestion, planDecisionsQuestion, useSayOfPlan } from './scenario-questions.ts'

/** What was said of the scenario and what was decided, with who was of another mind. */
export function PlanTalk({ plan }: { plan: PlanState }) {
  const { data: comments } = useQuery(planCommentsQuestion(plan.id))
  const { data: decisions } = useQuery(planDecisionsQuestion(plan.id))
  return (
    <section className="cdr-figure" aria-labelledby="talk-title">
      <h2 id="talk-title">Decisions and comments</h2>
      <p className="cdr-subtitle">{[decisions?.summary, comments?.summary].filter(Boolean).join(' ')}</p>
      <ul className="cdr-scenarios">
        {(decisions?.decisions ?? []).map(({ id, what, outcome, decidedBy, on, because, dissent }) => (
          <li key={id}>
            <b>{outcome}</b>: {what}
            <span className="cdr-second">
              {decidedBy}, {sayDate(on)}
              {because === null ? '' : `. ${because}`}
              {dissent.map(({ who, why }) => `. ${who} was of another mind: ${why}`).join('')}
            </span>
          </li>
        ))}
        {(comments?.threads ?? []).flatMap(({ id, about, state, remarks }) => [
          <li key={id}>
            <b>{state === 'open' ? 'Open' : 'Resolved'}</b>
            {about === '' ? '' : ` on ${about}`}: {remarks.map(({ id: said, by, at, text, kind }) => (
              <span key={said} className="cdr-second">
                {by}, {sayDate(at.slice(0, 10))}: {text === '' ? kind : text}
              </span>
            ))}
          </li>,
        ])}
      </ul>
      <CommentForm key={`${comments?.threads.length ?? 0}`} plan={plan} />
      <details className="nhsuk-details">
        <summary className="nhsuk-details__summary">
          <span className="nhsuk-details__summary-text">Write down a decision</span>
        </summary>
        <div className="nhsuk-details__text">
          <DecisionForm key={`${decisions?.decisions.length ?? 0}`} plan={plan} />
        </div>
      </details>
    </section>
  )
}

function CommentForm({ plan }: { plan: PlanState }) {
  const { mutate, isPending, error } = useSayOfPlan(plan.id, 'comments')
  const about = [{ value: '', says: 'The scenario as a whole' }, ...plan.document.levers.map(({ id, kind }) => ({ value: `levers/${id}`, says: `${anyLeverNamed(kind)?.title ?? kind} (${id})` }))]
  return (
    <AccessForm
      name="Comment" button="Add comment" busy={isPending} error={error}
      fields={[{ id: 'comment-about', label: 'About', choices: about, first: '' }, { id: 'comment-text', label: 'Comment', needs: 'Write the comment' }]}
      onSend={(typed) => mutate({ about: typed['comment-about'] ?? '', text: typed['comment-text'] })}
    />
  )
}

const outcomes = ['agreed', 'not agreed', 'deferred'].map((value) => ({ value, says: value }))

function DecisionForm({ plan }: { plan: PlanState }) {
  const { mutate, isPending, error } = useSayOfPlan(plan.id, 'decisions')
  return (
    <AccessForm
      name="Decision" button="Write it down" busy={isPending} error={error}
      fields={[
        { id: 'decision-what', label: 'What was decided', needs: 'Say what was decided' }, { id: 'decision-outcome', label: 'Outcome', choices: outcomes, first: 'agreed' },
        { id: 'decision-by', label: 'Decided by', needs: 'Name the board or people' }, { id: 'decision-on', label: 'On', type: 'date', needs: 'Give the day' },
        { id: 'dissent-who', label: 'Who was of another mind', hint: 'Leave empty where nobody was' }, { id: 'dissent-why', label: 'Why' },
      ]}
      onSend={(typed) => mutate({
        what: typed['decision-what'], outcome: typed['decision-outcome'], decidedBy: typed['decision-by'], on: typed['decision-on'],
        dissent: (typed['dissent-who'] ?? '').trim() === '' ? [] : [{ who: typed['dissent-who'], why: typed['dissent-why'] ?? '' }],
      })}
    />
  )
}
