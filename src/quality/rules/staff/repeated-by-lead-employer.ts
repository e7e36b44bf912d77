import type { HeldPosts, ReadFile } from '../../../ingest/source.ts'
import { postMark } from '../../../ingest/returns/post-mark.ts'
import { faultOfFile, returnRows, tellRows, type ReturnRow } from '../../each-row.ts'
import type { Fault, Rule } from '../../rule.ts'

/** Fewer posts than these may look alike by chance. */
const fewestPosts = 3

/** Share of the hosted posts that must be there again: a host has staff of its own that look like some of them. */
const least = 0.5

/** Posts that a lead employer places at a host, and that the host sends as well. */
export const repeatedByLeadEmployer: Rule = {
  id: 'repeated-by-lead-employer', severity: 'warn',
  says: 'Posts that a lead employer places at a host are in the host’s own file too',
  because: 'The lead employer pays them and the host works with them; counted in both files they are two. A figure by employer rests on the lead employer’s file: the host leaves them out, or names the lead employer’s organisation as theirs. Staff shared half and half are legitimate when each file has its own half.',
  check(read) {
    const rows = returnRows(read, ['staff'])
    const organisations = new Set(rows.map(({ row }) => String(row.at_code)))
    return (read.postsHeld ?? []).filter(({ organisation }) => !organisations.has(organisation)).flatMap((held) => {
      const now = rows.filter(({ row }) => row.period_to === held.periodTo)
      const placed = [...organisations].map((lead) => ({ lead, posts: now.filter(({ row }) => row.at_code === lead && row.host_code === held.organisation).map(keysOfRow) }))
      return [
        ...[...organisations].flatMap((host) => compare(read, { lead: held.organisation, host, posts: hostedAt(held, host) }, () => now.filter(({ row }) => row.at_code === host).flatMap(keysOfRow))),
        ...placed.flatMap(({ lead, posts }) => compare(read, { lead, host: held.organisation, posts }, () => keysOfHeld(held).flat())),
      ]
    })
  },
  tell: tellRows('lead employer and a host count the same posts', 'lead employers and hosts count the same posts'),
}

/** Posts that one employer places at another; each is known by its person or its mark. */
interface Placed { readonly lead: string; readonly host: string; readonly posts: readonly (readonly string[])[] }

/** Object when enough of the posts are among those of the host. */
function compare(read: ReadFile, { lead, host, posts }: Placed, ofHost: () => readonly string[]): Fault[] {
  if (posts.length < fewestPosts) return []
  const own = new Set(ofHost())
  const again = posts.filter((keys) => keys.some((key) => own.has(key))).length
  if (again < fewestPosts || again < posts.length * least) return []
  return [faultOfFile(read, { column: 'host_code', found: `${again} of the ${posts.length} posts that ${lead} places at ${host} are in the file of ${host} too`, expected: 'each post in one file' })]
}

function hostedAt(held: HeldPosts, host: string): string[][] {
  return keysOfHeld(held).filter((_, at) => held.hosts[at] === host)
}

function keysOfHeld({ people, marks }: HeldPosts): string[][] {
  return people.map((person, at) => [person, ...(marks[at] ? [marks[at]] : [])])
}

function keysOfRow({ row }: ReturnRow): string[] {
  return [String(row.person), ...(postMark(row) ?? [])]
}
