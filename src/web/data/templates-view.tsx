import { useQuery } from '@tanstack/react-query'
import type { Templates } from '../../contract/template.ts'
import { templatesQuestion } from '../ask/questions.ts'
import { AskedFigure } from '../figure/asked-figure.tsx'
import { words } from '../figure/cell.ts'
import { DataTable } from '../figure/data-table.tsx'
import { Opener } from '../figure/figure.tsx'
import { useOpenPanels } from '../figure/open-panels.ts'

const forms = [
  { format: 'xlsx', says: 'xlsx' },
  { format: 'csv', says: 'csv' },
  { format: 'datapackage', says: 'Data Package' },
  { format: 'csvw', says: 'CSVW' },
] as const

/** Blank returns to fill in, with what each column means. Own column names are welcome too. */
export function TemplatesView() {
  const templates = useQuery(templatesQuestion())
  const panels = useOpenPanels()
  return (
    <div className="cdr-grid">
      <AskedFigure id="templates" title="Blank returns to fill in" asked={templates}>
        {(answer) => (
          <section className="cdr-figure cdr-12" aria-labelledby="templates-title">
            <h2 id="templates-title">Blank returns to fill in</h2>
            <p className="cdr-subtitle">
              A workbook has the meaning of each column and the words it takes on further sheets. An extract in your own column names can be sent as it is: the page asks once what its
              columns mean
            </p>
            <ul className="cdr-files">
              {answer.templates.map((template) => (
                <Template key={template.table} template={template} panels={panels} />
              ))}
            </ul>
          </section>
        )}
      </AskedFigure>
    </div>
  )
}

function Template({ template, panels }: { template: Templates['templates'][number]; panels: ReturnType<typeof useOpenPanels> }) {
  const panel = `columns-${template.table}`
  const needed = template.columns.filter(({ required }) => required).length
  return (
    <li>
      <span className="cdr-files__name">
        <b>{template.title}</b>
        <span>
          {template.columns.length} columns, {needed} of them needed
        </span>
      </span>
      <span>{template.imported ? <span className="nhsuk-tag nhsuk-tag--green">Can be sent</span> : <span className="nhsuk-tag">Published files only</span>}</span>
      <div>
        <div className="cdr-actions">
          {forms.map(({ format, says }) => (
            <a key={format} className="cdr-action" href={`/api/templates/${template.table}/${format}`} download>
              {says}
              <span className="nhsuk-u-visually-hidden">: {template.title}</span>
            </a>
          ))}
          <Opener panel={panel} panels={panels} words="Columns" of={template.title} />
        </div>
        {panels.isOpen(panel) ? (
          <div id={panel}>
            <DataTable
              caption={`Columns of ${template.title}`}
              table={{
                columns: [{ name: 'Column' }, { name: 'Needed' }, { name: 'Type' }, { name: 'Means' }],
                rows: template.columns.map(({ name, required, type, means }) => [words(name), words(required ? 'yes' : 'no'), words(type), words(means)]),
              }}
            />
          </div>
        ) : null}
      </div>
    </li>
  )
}
