import type { SentFileMapping } from '../../contract/import-job.ts'
import { sayNumber } from '../format.ts'
import { FieldGroup } from './form-fields.tsx'
import type { Trouble } from './form-fields.tsx'
import { leaveOut, placeField, wordKey } from './mapping-draft.ts'
import type { MappingDraft } from './mapping-draft.ts'

interface ColumnsParts {
  readonly proposal: SentFileMapping
  readonly draft: MappingDraft
  readonly setDraft: (draft: MappingDraft) => void
  readonly troubles: readonly Trouble[]
}

/** Each of their columns: what stands below its heading, which of ours it is, and its words in ours. */
export function MappingColumns(parts: ColumnsParts) {
  const undecided = parts.proposal.theirs.filter(({ heading }) => (parts.draft.places[heading] ?? '') === '').length
  return (
    <>
      <h3 className="cdr-strong" style={{ marginTop: '24px' }}>
        Their columns{undecided === 0 ? '' : `, ${undecided} undecided`}
      </h3>
      {undecided === 0 ? null : (
        <p>
          <button type="button" className="cdr-action" onClick={() => parts.setDraft({ ...parts.draft, places: leaveOutRest(parts.draft.places) })}>
            Leave out all that are undecided
          </button>
        </p>
      )}
      <ol className="cdr-mapping">
        {parts.proposal.theirs.map((their, at) => (
          <TheirColumn key={their.heading} {...parts} their={their} at={at} />
        ))}
      </ol>
    </>
  )
}

function leaveOutRest(places: MappingDraft['places']): MappingDraft['places'] {
  return Object.fromEntries(Object.entries(places).map(([heading, place]) => [heading, place === '' ? leaveOut : place]))
}

type Their = SentFileMapping['theirs'][number]

function TheirColumn({ proposal, draft, setDraft, troubles, their, at }: ColumnsParts & { their: Their; at: number }) {
  const place = draft.places[their.heading] ?? ''
  const ours = proposal.ours.find(({ name }) => name === place)
  const set = proposal.values.find(({ column, heading }) => column === place && heading === their.heading)
  return (
    <li>
      <span>
        <b className="cdr-strong">{their.heading}</b>
        <small>{sayCells(their)}</small>
        {their.personal === null ? null : <span className="nhsuk-tag nhsuk-tag--orange">Looks like {their.personal}</span>}
      </span>
      <FieldGroup id={placeField(at)} label={<span className="nhsuk-u-visually-hidden">What “{their.heading}” is</span>} troubles={troubles}>
        {(ties) => (
          <select className="nhsuk-select" {...ties} value={place} onChange={(event) => setDraft({ ...draft, places: { ...draft.places, [their.heading]: event.target.value } })}>
            <option value="">Not yet decided</option>
            <option value={leaveOut}>Leave out</option>
            {their.candidates.length === 0 ? null : (
              <optgroup label="Likely">
                {their.candidates.map(({ column, confidence }) => (
                  <option key={column} value={column}>
                    {column} ({sayNumber(confidence * 100)} % alike)
                  </option>
                ))}
              </optgroup>
            )}
            <optgroup label="All our columns">
              {proposal.ours
                .filter(({ name }) => !their.candidates.some(({ column }) => column === name))
                .map(({ name }) => (
                  <option key={name} value={name}>
                    {name}
                  </option>
                ))}
            </optgroup>
          </select>
        )}
      </FieldGroup>
      <div>
        {place === leaveOut ? <span className="cdr-second">Left out: nothing of it is read or kept</span> : null}
        {ours === undefined ? null : (
          <span className="cdr-second">
            {ours.means}
            {ours.required ? '. Needed' : ''}
          </span>
        )}
        {set === undefined ? null : <Words set={set} draft={draft} setDraft={setDraft} />}
      </div>
    </li>
  )
}

function sayCells({ kind, filled, different }: Their): string {
  return kind === 'empty' ? 'empty' : `${kind}; ${sayNumber(filled)} filled, ${sayNumber(different)} different`
}

/** Their words that are not ours, each with ours beside it. */
function Words({ set, draft, setDraft }: { set: SentFileMapping['values'][number]; draft: MappingDraft; setDraft: (draft: MappingDraft) => void }) {
  const other = set.words.filter(({ theirs, ours }) => theirs !== ours)
  if (other.length === 0) return <small>All its words are ours.</small>
  return (
    <fieldset className="cdr-mapping__words">
      <legend className="cdr-small">Their words for {set.column}</legend>
      {other.map(({ theirs, rows }) => {
        const key = wordKey(set.column, theirs)
        const id = `word-${set.column}-${set.words.findIndex((word) => word.theirs === theirs)}`
        return (
          <div key={theirs}>
            <label htmlFor={id} className="cdr-small">
              {theirs} <span className="cdr-second">({rows === 1 ? '1 row' : `${sayNumber(rows)} rows`})</span>
            </label>
            <select id={id} className="nhsuk-select" value={draft.words[key] ?? ''} onChange={(event) => setDraft({ ...draft, words: { ...draft.words, [key]: event.target.value } })}>
              <option value="">Not one of ours: the rules decide row by row</option>
              {set.choices.map((choice) => (
                <option key={choice} value={choice}>
                  {choice}
                </option>
              ))}
            </select>
          </div>
        )
      })}
    </fieldset>
  )
}
