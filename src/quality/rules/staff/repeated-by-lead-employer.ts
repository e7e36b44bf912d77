import type { HeldPosts, ReadFile } from '../../../ingest/source.ts'
import { postMark } from '../../../ingest/returns/post-mark.ts'
import { acrossRows } from '../../across-rows.ts'
import { faultOfFile, tellRows } from '../../each-row.ts'
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
  check: acrossRows(['staff'], (read) => {
    const organisations = new Set<string>()
    const held = (read.postsHeld ?? []).map(besideHeld)
    const byHost = Map.groupBy(held, ({ posts }) => posts.organisation)
    const byKey = Map.groupBy(held.flatMap((one) => one.keys.flat().map((key) => ({ key, one }))), ({ key }) => key)
    return {
      see({ row }) {
        const here = String(row.at_code)
        organisations.add(here)
        if (held.length === 0) return
        const isOfMonth = ({ posts }: BesideHeld): boolean => posts.periodTo === row.period_to
        const keys = [String(row.person), ...(postMark(row) ?? [])]
        for (const key of keys) for (const { one } of byKey.get(key) ?? []) if (isOfMonth(one)) one.meet(here, key)
        for (const one of byHost.get(String(row.host_code)) ?? []) if (isOfMonth(one)) one.place(here, keys)
      },
      end: () => held.filter(({ posts }) => !organisations.has(posts.organisation)).flatMap((one) => (
        [...[...organisations].map((host) => one.hostedHere(host)), ...[...organisations].map((lead) => one.placedThere(lead))].flatMap((placed) => compare(read, placed))
      )),
    }
  }),
  tell: tellRows('lead employer and a host count the same posts', 'lead employers and hosts count the same posts'),
}

/** Posts that one employer places at another, and how many of them are in the file of the other too. */
interface Placed { readonly lead: string; readonly host: string; readonly posts: number; readonly again: number }

/** Object when enough of the posts are among those of the host. */
function compare(read: ReadFile, { lead, host, posts, again }: Placed): Fault[] {
  if (posts < fewestPosts || again < fewestPosts || again < posts * least) return []
  return [faultOfFile(read, { column: 'host_code', found: `${again} of the ${posts} posts that ${lead} places at ${host} are in the file of ${host} too`, expected: 'each post in one file' })]
}

/** Held posts beside the rows of their month: which of them are here, and which of ours are placed with them. A post is known by its person or its mark. */
type BesideHeld = ReturnType<typeof besideHeld>

function besideHeld(posts: HeldPosts) {
  const keys = posts.people.map((person, at) => [person, ...(posts.marks[at] ? [posts.marks[at]] : [])])
  const own = new Set(keys.flat())
  const [met, placed] = [new Map<string, Set<string>>(), new Map<string, { posts: number; again: number }>()]
  return {
    posts, keys,
    meet(here: string, key: string) {
      const before = met.get(here)
      if (before) before.add(key)
      else met.set(here, new Set([key]))
    },
    place(here: string, found: readonly string[]) {
      const before = placed.get(here) ?? { posts: 0, again: 0 }
      placed.set(here, { posts: before.posts + 1, again: before.again + (found.some((key) => own.has(key)) ? 1 : 0) })
    },
    hostedHere(host: string): Placed {
      const hosted = keys.filter((_, at) => posts.hosts[at] === host)
      return { lead: posts.organisation, host, posts: hosted.length, again: hosted.filter((known) => known.some((key) => met.get(host)?.has(key))).length }
    },
    placedThere: (lead: string): Placed => ({ lead, host: posts.organisation, ...(placed.get(lead) ?? { posts: 0, again: 0 }) }),
  }
}
