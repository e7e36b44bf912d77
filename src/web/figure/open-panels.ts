import { useNavigate, useSearch } from '@tanstack/react-router'

/** Which panels (tables, provenance) are open. They stand in the address, so a link shows what its sender saw. */
export function useOpenPanels(): { isOpen: (panel: string) => boolean; toggle: (panel: string) => void } {
  const search: { open?: string } = useSearch({ strict: false })
  const navigate = useNavigate()
  const open = search.open?.split('.').filter((panel) => panel !== '') ?? []
  const toggle = (panel: string) => {
    const next = open.includes(panel) ? open.filter((other) => other !== panel) : [...open, panel]
    void navigate({
      to: '.',
      search: (previous: Record<string, unknown>) => ({ ...previous, open: next.length > 0 ? next.join('.') : undefined }),
      replace: true,
      resetScroll: false,
    })
  }
  return { isOpen: (panel) => open.includes(panel), toggle }
}
