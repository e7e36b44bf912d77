import type { SavedView, ViewToSave } from '../../contract/saved-view.ts'

/** Where saved views are kept: with an account, or in this browser. */
export interface ViewKeeper {
  readonly name: string
  readonly list: () => Promise<readonly SavedView[]>
  readonly save: (view: ViewToSave) => Promise<readonly SavedView[]>
  readonly remove: (id: number) => Promise<readonly SavedView[]>
}

const place = 'cadre-saved-views'

/** Keep views in this browser, newest first: in the demonstration nobody has an account. */
export const localViews: ViewKeeper = {
  name: 'browser',
  list: async () => read(),
  save: async ({ name, address }) => {
    const others = read().filter((view) => view.name !== name)
    return write([{ id: 1 + Math.max(0, ...others.map(({ id }) => id)), name, address, savedAt: '' }, ...others].slice(0, 100))
  },
  remove: async (id) => write(read().filter((view) => view.id !== id)),
}

/** What a browser holds may be anything: only what reads as views is taken. */
function read(): SavedView[] {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(place) ?? '[]')
    return Array.isArray(found) ? found.filter(isView) : []
  } catch {
    return []
  }
}

function isView(one: unknown): one is SavedView {
  const view = one as Partial<SavedView> | null
  return typeof view?.id === 'number' && typeof view.name === 'string' && typeof view.address === 'string' && view.address.startsWith('/explore')
}

function write(views: readonly SavedView[]): readonly SavedView[] {
  localStorage.setItem(place, JSON.stringify(views))
  return views
}
