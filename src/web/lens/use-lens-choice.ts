import { useNavigate, useSearch } from '@tanstack/react-router'

/** What the address carries of a lens: `all` when it is open, the definition that is bridged to, or nothing. A page that places a lens lets the name `lens` into its address. */
export function useLensChoice(): { choice: string | undefined; choose: (choice: string | undefined) => void } {
  const search: { lens?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const choose = (choice: string | undefined) => void navigate({ to: '.', search: (previous: Record<string, unknown>) => ({ ...previous, lens: choice }), replace: true, resetScroll: false })
  return { choice: search.lens, choose }
}
