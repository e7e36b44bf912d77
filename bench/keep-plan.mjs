// A plan kept through the interface, its baseline agreed and its levers put in; for benches of the pages of scenarios. Imported, not run.

/** Keep a plan and answer its id. `asked`: the document without levers. */
export async function keepPlan(address, asked, levers) {
  const { plan } = await send(`${address}/api/plans`, { version: 1, ...asked, levers: [] })
  await send(`${address}/api/plans/${plan}/steps`, { kind: 'baseline-agreed' }, 1)
  await send(`${address}/api/plans/${plan}/edits`, { changes: levers.map((lever) => ({ field: `levers/${lever.id}`, to: lever })) }, 1)
  return plan
}

async function send(to, body, version) {
  const answer = await fetch(to, { method: 'POST', headers: { 'x-cadre': '1', 'content-type': 'application/json', 'idempotency-key': crypto.randomUUID().replaceAll('-', ''), ...(version === undefined ? {} : { 'if-match': `"${version}"` }) }, body: JSON.stringify(body) })
  if (!answer.ok) throw new Error(`${to} answered ${answer.status}: ${await answer.text()}`)
  return answer.json()
}
