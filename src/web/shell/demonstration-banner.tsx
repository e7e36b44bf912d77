import { Link } from '@tanstack/react-router'

/** Say on every page that the numbers are made up, and how to see real ones. */
export function DemonstrationBanner() {
  return (
    <section className="cdr-banner" aria-label="Demonstration data">
      <div className="nhsuk-width-container">
        <strong>Demonstration data.</strong> The nation, its organisations and all numbers are made up. <Link to="/data">Start a folder for real data</Link>
      </div>
    </section>
  )
}
