/** The mark: a point that opens into a fan, the one thing drawn everywhere. */
export function Wordmark() {
  return (
    <>
      <svg width="28" height="20" viewBox="0 0 28 20" aria-hidden="true">
        <path d="M5 10 28 1v18Z" fill="#7fd4cc" fillOpacity="0.35" />
        <path d="M5 10 28 5.5v9Z" fill="#7fd4cc" fillOpacity="0.8" />
        <circle cx="5" cy="10" r="4" fill="#fff" />
      </svg>
      Cadre
    </>
  )
}
