import { Link } from '@tanstack/react-router'

/** Say on every page that the numbers are made up, and how to see real ones. */
export function DemonstrationBanner() {
  return (
    <div className="cdr-banner" role="region" aria-label="Demonstration data">
      <div className="nhsuk-width-container">
        <strong>Demonstration data.</strong> The nation, its organisations and all numbers are made up. <Link to="/data">Start a folder for real data</Link>
      </div>
    </div>
  )
}
