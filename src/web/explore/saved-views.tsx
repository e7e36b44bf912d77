import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import type { SavedViews as SavedOnes } from '../../contract/saved-view.ts'
import { sessionQuestion } from '../access/access-questions.ts'
import { ask, problemOf } from '../ask/ask.ts'
import { readExploreSearch } from '../search.ts'
import { useAnnounce } from '../shell/announcer.tsx'
import { localViews } from './local-views.ts'
import type { ViewKeeper } from './local-views.ts'

/** Views with a name: kept with your account where you are signed in, else in this browser. */
export function SavedViews({ suggested }: { suggested: string }) {
  const { data: session } = useQuery(sessionQuestion())
  if (session === undefined) return null
  return session.person === null ? <Views keeper={localViews} where="in this browser" suggested={suggested} /> : <Views keeper={accountViews} where="with your account" suggested={suggested} />
}

const change = { 'x-cadre': '1', 'content-type': 'application/json' }
const accountViews: ViewKeeper = {
  name: 'account',
  list: async () => (await ask<SavedOnes>('/api/saved-views')).views,
  save: async (view) => (await ask<SavedOnes>('/api/saved-views', { method: 'POST', headers: change, body: JSON.stringify(view) })).views,
  remove: async (id) => (await ask<SavedOnes>(`/api/saved-views/${id}`, { method: 'DELETE', headers: { 'x-cadre': '1' } })).views,
}

function Views({ keeper, where, suggested }: { keeper: ViewKeeper; where: string; suggested: string }) {
  const key = ['saved-views', keeper.name]
  const client = useQueryClient()
  const announce = useAnnounce()
  const { data: views = [] } = useQuery({ queryKey: key, queryFn: keeper.list })
  const [name, setName] = useState('')
  const done = (says: string) => (answer: Awaited<ReturnType<ViewKeeper['list']>>) => {
    client.setQueryData(key, answer)
    announce(says)
  }
  const saving = useMutation({ mutationFn: () => keeper.save({ name: name.trim() || suggested, address: `/explore${location.search}` }), onSuccess: done('The view is saved') })
  const removing = useMutation({ mutationFn: keeper.remove, onSuccess: done('The saved view is gone') })
  return (
    <section className="cdr-figure cdr-12" aria-labelledby="saved-title">
      <h2 id="saved-title">Saved views</h2>
      <p className="cdr-subtitle">Kept {where}. The address of this page shows the same to anybody who may see it</p>
      <form
        className="cdr-saveview"
        onSubmit={(event) => {
          event.preventDefault()
          saving.mutate()
        }}
      >
        <div className="nhsuk-form-group">
          <label className="nhsuk-label" htmlFor="view-name">
            Name of this view
          </label>
          <input id="view-name" className="nhsuk-input" type="text" maxLength={120} placeholder={suggested} value={name} onChange={(event) => setName(event.target.value)} />
        </div>
        <button type="submit" className="nhsuk-button nhsuk-button--secondary" disabled={saving.isPending}>
          Save this view
        </button>
      </form>
      {saving.error ? <p className="nhsuk-error-message">{problemOf(saving.error).detail}</p> : null}
      {views.length === 0 ? null : (
        <ul className="cdr-savedviews">
          {views.map((view) => (
            <li key={view.id}>
              <Link to="/explore" search={readExploreSearch(Object.fromEntries(new URLSearchParams(view.address.split('?')[1] ?? '')))}>
                {view.name}
              </Link>{' '}
              <button type="button" className="cdr-action" onClick={() => removing.mutate(view.id)}>
                Remove<span className="nhsuk-u-visually-hidden"> the saved view {view.name}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}
