/** What stands for a programme that nobody saved yet, in the address of its page. */
export const draftId = 'draft'

const place = 'cadre-programme-draft'

/** The programme that is being made in this window; null when there is none. */
export function readDraftText(): string | null {
  return sessionStorage.getItem(place)
}

/** Keep it for the pages of this window. */
export function keepDraftText(text: string): void {
  sessionStorage.setItem(place, text)
}
