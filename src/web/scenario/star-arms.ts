import { anyLeverNamed } from '../../scenario/scenario-lever.ts'

/** The Star’s arms and demand, in the order a page shows them; which lever belongs to which. */
const arms: readonly { readonly title: string; readonly kinds: ReadonlySet<string> }[] = [
  { title: 'Leadership and retention', kinds: new Set(['leaver-rate', 'leaving-of-ages', 'first-years', 'flexible-working', 'participation']) },
  { title: 'Supply', kinds: new Set(['intake', 'apprenticeships', 'course-length', 'drop-out', 'interruption', 'completion', 'join-share', 'settlement', 'placement-capacity', 'trainees-counted', 'international', 'return-to-practice', 'wider-market', 'other-sector']) },
  { title: 'Upskilling', kinds: new Set(['transfer']) },
  { title: 'New roles', kinds: new Set(['substitution', 'reimbursed-roles']) },
  { title: 'New ways of working', kinds: new Set(['productivity', 'setting-shift', 'network-posts', 'posts', 'fill-delay', 'shared-pool']) },
  { title: 'Demand', kinds: new Set(['demand-growth']) },
]

/** Put levers under their arms; an arm without a lever is left out, and a kind nobody knows stands at the end. */
export function byArm<Lever extends { readonly kind: string }>(levers: readonly Lever[]): { readonly title: string; readonly levers: readonly Lever[] }[] {
  const known = arms.map(({ title, kinds }) => ({ title, levers: levers.filter(({ kind }) => kinds.has(kind)) }))
  const others = levers.filter(({ kind }) => !arms.some(({ kinds }) => kinds.has(kind)))
  return [...known, { title: 'Other', levers: others }].filter((arm) => arm.levers.length > 0)
}

/** Every kind of lever there is, under its arm. */
export const leversByArm = arms.map(({ title, kinds }) => ({ title, kinds: [...kinds].flatMap((kind) => anyLeverNamed(kind) ?? []) }))
