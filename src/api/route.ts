import { z } from 'zod'
import type { PolicyName } from '../access/policy.ts'
import type { Viewer } from '../access/viewer.ts'
import type { House } from '../store/house.ts'
import { isRefusal, type Refusal } from '../units/refusal.ts'

/** What every route is handed: the open house and who asks. */
export interface Desk {
  readonly house: House
  readonly viewer: Viewer
}

type Shape = z.ZodType
/** What a route answers with: a value of its schema, or a text file to take away. */
export type Answer = { readonly kind: 'json'; readonly schema: Shape } | { readonly kind: 'csv' }

/** A plain function with its schema beside it. The server turns it into an address; the OpenAPI document is made from the same parts. */
export interface Route {
  readonly url: string
  /** What whoever asks must be allowed to; the rows are narrowed by the store besides. */
  readonly policy: PolicyName
  /** One sentence for the reference page. */
  readonly says: string
  readonly group: 'Status' | 'Numbers' | 'Areas' | 'Projection' | 'Data' | 'Access'
  readonly query?: z.ZodObject
  readonly params?: z.ZodObject
  readonly answer: Answer
  /** Codes of the refusals a caller has to expect. */
  readonly refuses: readonly string[]
  readonly handle: (desk: Desk, asked: { query: unknown; params: unknown }) => Promise<unknown>
}

/** Declare a route that answers JSON: `answer` is called with the checked query. */
export function readRoute<Q extends z.ZodObject, A extends Shape>(parts: {
  url: string, policy: PolicyName, says: string, group: Route['group'], query: Q, answer: A, refuses: readonly string[],
  handle: (desk: Desk, query: z.output<Q>) => Promise<z.output<A> | Refusal>
}): Route {
  const { answer, handle, ...rest } = parts
  return { ...rest, answer: { kind: 'json', schema: answer }, handle: (desk, { query }) => handle(desk, query as z.output<Q>) }
}

/** Declare a route that answers a csv file; `params` are the parts of the address. */
export function fileRoute<Q extends z.ZodObject, P extends z.ZodObject>(parts: {
  url: string, policy: PolicyName, says: string, group: Route['group'], query: Q, params: P, refuses: readonly string[],
  handle: (desk: Desk, query: z.output<Q>, params: z.output<P>) => Promise<CsvFile | Refusal>
}): Route {
  const { handle, ...rest } = parts
  return { ...rest, answer: { kind: 'csv' }, handle: (desk, { query, params }) => handle(desk, query as z.output<Q>, params as z.output<P>) }
}

/** Declare a route that answers JSON and, behind `.csv`, the same as a file: `ask` is called with the checked query, `write` makes the file of what it answered. */
export function tableRoutes<Q extends z.ZodObject, A extends Shape>(parts: {
  url: string, policy: PolicyName, says: string, csv: string, group: Route['group'], query: Q, answer: A, refuses: readonly string[],
  ask: (house: House, viewer: Viewer, query: z.output<Q>) => Promise<z.output<A> | Refusal>, write: (answer: z.output<A>) => CsvFile
}): readonly Route[] {
  const { ask, write, answer, csv, url, says, ...rest } = parts
  return [
    readRoute({ ...rest, url, says, answer, handle: ({ house, viewer }, query) => ask(house, viewer, query) }),
    fileRoute({
      ...rest, url: `${url}.csv`, says: csv, params: z.object({}),
      handle: async ({ house, viewer }, query) => {
        const answered = await ask(house, viewer, query)
        return isRefusal(answered) ? answered : write(answered)
      },
    }),
  ]
}

/** A text file to take away; `name` is only a suggestion to the browser. */
export interface CsvFile {
  readonly name: string
  readonly text: string
  /** What its columns mean is told at the same address with `-metadata.json` behind `.csv`. */
  readonly described?: true
}
