import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { sessionQuestion } from '../access/access-questions.ts'
import { statusQuestion } from '../ask/questions.ts'

/** What holds for every page, and where to read more. */
export function Footer() {
  const { data: session } = useQuery(sessionQuestion())
  const { data: status } = useQuery({ ...statusQuestion(), enabled: session?.mode === 'demonstration' || session?.person != null })
  return (
    <footer className="nhsuk-footer">
      <div className="nhsuk-width-container">
        <p>
          Projections are possible futures, not a forecast of what must happen. {sourceWords(status?.mode)}
          {status ? ` Cadre ${status.version}.` : ''}
        </p>
        <ul>
          <li>
            <Link to="/definitions">Definitions</Link>
          </li>
          <li>
            <Link to="/assumptions">Assumptions</Link>
          </li>
          <li>
            <Link to="/data">Data</Link>
          </li>
          <li>
            <Link to="/approvals">Approvals</Link>
          </li>
          <li>
            <Link to="/gallery">Charts</Link>
          </li>
          <li>
            <a href="/api/docs">API</a>
          </li>
        </ul>
      </div>
    </footer>
  )
}

function sourceWords(mode: 'empty' | 'demonstration' | 'real' | undefined): string {
  if (mode === 'demonstration') return 'Every number and every organisation here is invented.'
  if (mode === 'real') return 'Each figure names the publication it comes from and its licence.'
  return ''
}
