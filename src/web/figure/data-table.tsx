import type { TableData } from './cell.ts'

/** A table in a named region that can be reached and scrolled by keyboard; the first column stays in sight. */
export function DataTable({ caption, table }: { caption: string; table: TableData }) {
  return (
    <section className="cdr-scroll" tabIndex={0} aria-label={`Table: ${caption}`}>
      <table className="nhsuk-table">
        <caption className="nhsuk-u-visually-hidden">{caption}</caption>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.name} scope="col" className={column.numeric ? 'cdr-number' : undefined}>
                {column.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((row, index) => (
            <tr key={index}>
              {row.map((cell, place) =>
                place === 0 ? (
                  <th key={place} scope="row">
                    {cell.show}
                  </th>
                ) : (
                  <td key={place} className={table.columns[place]?.numeric ? 'cdr-number' : undefined} {...cell.queried}>
                    {cell.show}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
