/** Addresses that answer from staff records only: asked in api-records.test.ts, where some are loaded. */
export const needRecords: ReadonlySet<string> = new Set([
  '/api/hosts', '/api/establishment', '/api/establishment.csv', '/api/establishment/exceptions.csv', '/api/establishment/bridge',
  '/api/comings', '/api/comings.csv', '/api/spill-over', '/api/spill-over.csv', '/api/pyramid', '/api/pyramid.csv', '/api/tables',
])
