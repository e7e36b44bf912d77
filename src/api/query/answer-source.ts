import type { QueryAnswer } from '../../contract/query.ts'

/** The source a figure rests on, without the organisation that sent it: returns of every organisation are one source. Null where it rests on several, or on views. */
export function soleSource({ provenance }: Pick<QueryAnswer, 'provenance'>): string | null {
  const [source, ...others] = new Set(provenance.sources.map(({ id }) => id.replace(/-return-.*$/, '-return')))
  return others.length > 0 ? null : (source ?? null)
}

/** Figures of a view come rounded one by one. */
export function isRounded({ provenance }: Pick<QueryAnswer, 'provenance'>): boolean {
  return provenance.formula.startsWith('Rounded') || provenance.formula.startsWith('From parts rounded') || provenance.notes.some((note) => note.includes('are rounded'))
}
