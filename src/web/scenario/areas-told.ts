import { useOpenPanels } from '../figure/open-panels.ts'

/** Whether areas are to be told apart: it stands in the address, so that a link shows what its sender saw. */
export function useAreasTold(): { readonly told: boolean; readonly tell: () => void } {
  const panels = useOpenPanels()
  return { told: panels.isOpen(panel), tell: () => panels.toggle(panel) }
}

const panel = 'scenario-areas-told'
