import { useState } from 'react'
import { useAnnounce } from '../shell/announcer.tsx'

/** Take the figure away as a picture: its sentence and source stand in the file. Without a sentence the drawing's own words are taken. */
export function TakePicture({ id, title, sentence }: { id: string; title: string; sentence: string | undefined }) {
  const [busy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState(false)
  const announce = useAnnounce()
  const take = async (format: 'svg' | 'png') => {
    const figure = document.getElementById(`${id}-title`)?.closest('section')
    if (figure === null || figure === undefined) return
    setBusy(true)
    try {
      const { pictureOf, pngOf } = await import('./picture.ts')
      const picture = pictureOf(figure, sentence ?? wordsOf(figure, title), location.href)
      save(format === 'svg' ? new Blob([picture.svg], { type: 'image/svg+xml' }) : await pngOf(picture), `cadre-${id}.${format}`)
      announce(`The picture is saved as ${format}`)
      setTrouble(false)
    } catch {
      // The drawing code comes on demand: after an update of the server the page no longer finds its own.
      setTrouble(true)
      announce(couldNot)
    } finally {
      setBusy(false)
    }
  }
  return (
    <>
      {(['svg', 'png'] as const).map((format) => (
        <button key={format} type="button" className="cdr-action" disabled={busy} onClick={() => void take(format)}>
          Picture ({format})<span className="nhsuk-u-visually-hidden">: {title}</span>
        </button>
      ))}
      {trouble ? <span className="nhsuk-error-message">{couldNot}</span> : null}
    </>
  )
}

/** What a drawing says of itself to whoever cannot see it; the title with what stands below it where it says nothing. */
function wordsOf(figure: Element, title: string): string {
  const drawing = [...figure.querySelectorAll('[role="img"][aria-label]')].find((one) => one.closest('.cdr-foot') === null)
  const said = drawing?.getAttribute('aria-label') ?? figure.querySelector('p.nhsuk-u-visually-hidden')?.textContent ?? ''
  return said.length > 10 ? said : `${title}. ${figure.querySelector('.cdr-subtitle')?.textContent ?? ''}`.trim()
}

const couldNot = 'The picture could not be made. Reload the page and try again.'

function save(file: Blob, name: string): void {
  const link = document.createElement('a')
  link.href = URL.createObjectURL(file)
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(link.href), 10_000)
}
