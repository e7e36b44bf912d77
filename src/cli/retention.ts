import { Command } from 'commander'
import { writeCsv } from '../api/csv.ts'
import { answerRetention, checkCertificate, deleteDue, setRetentionRule, showCertificate } from '../api/retention.ts'
import type { DueFile } from '../contract/retention.ts'
import { isRefusal } from '../units/refusal.ts'
import { example, withHouse, type Shop } from './command.ts'
import { readDate, readWhole } from './read-option.ts'
import { layTable } from './table.ts'
import { readValueFile } from './value-file.ts'

const now = (): string => new Date().toISOString()

/** `cadre retention`: how long what is held is kept, and its deletion with a certificate. */
export function retentionCommand(shop: Shop): Command {
  return new Command('retention').description('How long what is held is kept, what is past its clock, and its deletion with a certificate')
    .addCommand(listCommand(shop)).addCommand(setCommand(shop)).addCommand(dueCommand(shop)).addCommand(deleteCommand(shop)).addCommand(certificateCommand(shop)).addCommand(verifyCommand(shop))
    .addHelpText('after', example('cadre retention set staff --months 96 --because "records schedule 2026"', 'cadre retention due', 'cadre retention delete --dry-run'))
}

function listCommand(shop: Shop): Command {
  return new Command('list').description('The rule of each dataset, and every deletion').option('--csv', 'as csv')
    .addHelpText('after', example('cadre retention list'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerRetention(house, viewer, now())
      const header = ['dataset', 'kept for (months)', 'from', 'because', 'set by', 'in force']
      const rows = answer.rules.map(({ dataset, months, from, because, by, inForce }) => [dataset, months ?? 'no end', from ?? '', because ?? 'nothing was set', by ?? '', inForce ? 'yes' : 'not yet'])
      const deletions = answer.certificates.map(({ number, at, by, files, rows: gone, uploads }) => [number, at, by, files, gone, uploads])
      return { json: answer, csv: writeCsv(header, rows), text: `${layTable(header, rows)}${deletions.length === 0 ? 'Nothing was deleted yet.\n' : layTable(['certificate', 'when', 'by', 'files', 'rows', 'uploads'], deletions)}${answer.summary}` }
    }))
}

function setCommand(shop: Shop): Command {
  return new Command('set').description('Set how long a dataset is kept, from a day on').argument('<dataset>', 'a table such as staff; held-back; or upload')
    .option('--months <n>', 'how long after its period; left out: without an end', readWhole(1, 1200)).requiredOption('--because <text>', 'which schedule or decision says so').option('--from <date>', 'first day of the rule; today when left out', readDate)
    .addHelpText('after', example('cadre retention set staff --months 96 --because "records schedule 2026"', 'cadre retention set held-back --months 12 --because "data protection assessment"'))
    .action((dataset: string, { months, because, from }: { months?: number; because: string; from?: string }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await setRetentionRule(house, viewer, { dataset, months: months ?? null, because, ...(from === undefined ? {} : { from }) }, now())
      return isRefusal(answer) ? answer : { json: answer, text: `Set. ${answer.summary}` }
    }))
}

const dueHeader = ['file', 'by the clock of', 'due since', 'source', 'sender', 'period to', 'rows', 'held back', 'live']
const dueRow = ({ id, dataset, dueOn, source, sender, periodTo, rows, heldBack, live }: DueFile): (string | number)[] => [id, dataset, dueOn, source, sender ?? '', periodTo, rows, heldBack, live ? 'yes' : 'no']

function dueCommand(shop: Shop): Command {
  return new Command('due').description('What is past its clock today, with the plan that a deletion has to name').option('--csv', 'as csv')
    .addHelpText('after', example('cadre retention due --json'))
    .action((_options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const answer = await answerRetention(house, viewer, now())
      const rows = answer.due.map(dueRow)
      return { json: answer, csv: writeCsv(dueHeader, rows), text: `${rows.length === 0 ? '' : layTable(dueHeader, rows)}${answer.summary}${answer.uploadsBefore === null ? '' : ` Uploads that were over before ${answer.uploadsBefore.slice(0, 10)} go too.`}\nPlan ${answer.plan}` }
    }))
}

function deleteCommand(shop: Shop): Command {
  return new Command('delete').description('Delete what is past its clock: it cannot be undone, and backups are out of its reach').option('--plan <hash>', 'as cadre retention due prints it: nothing else is deleted').option('--dry-run', 'say what would be deleted')
    .addHelpText('after', example('cadre retention delete --dry-run', 'cadre retention delete --plan 3f9a… --json > certificate.json'))
    .action(({ plan, dryRun }: { plan?: string; dryRun?: boolean }, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const looked = await answerRetention(house, viewer, now())
      if (dryRun || plan === undefined) {
        const rows = looked.due.map(dueRow)
        return { json: { dryRun: true, ...looked }, text: `${rows.length === 0 ? '' : layTable(dueHeader, rows)}${looked.summary} Nothing was deleted.\nTo delete exactly this: cadre retention delete --plan ${looked.plan}` }
      }
      const signed = await deleteDue(house, viewer, { plan }, now())
      if (isRefusal(signed)) return signed
      const { number, counts } = signed.certificate
      return { json: signed, text: `Certificate ${number}: ${counts.files} files, ${counts.rows} rows and ${counts.heldBack} rows held back deleted. Keep it: cadre retention certificate ${number} --json > certificate.json`, notes: [`Not reached: ${signed.certificate.outOfReach.join('; ')}.`] }
    }))
}

function certificateCommand(shop: Shop): Command {
  return new Command('certificate').description('The signed certificate of a deletion').argument('<number>', 'its number', readWhole(1, 1_000_000))
    .addHelpText('after', example('cadre retention certificate 1 --json > certificate.json'))
    .action((number: number, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const signed = await showCertificate(house, viewer, number)
      return isRefusal(signed) ? signed : { json: signed, text: JSON.stringify(signed, null, 2) }
    }))
}

function verifyCommand(shop: Shop): Command {
  return new Command('verify').description('Check a certificate: its signature, that it is the one kept, and that nothing it names lies in the folder; exit code 4 when it does not hold').argument('<file>', 'the certificate, as JSON')
    .addHelpText('after', example('cadre retention verify certificate.json'))
    .action((file: string, _options, command: Command) => withHouse(shop, command, async ({ house, viewer }) => {
      const read = await readValueFile(file, 'certificate')
      if (isRefusal(read)) return read
      const checked = await checkCertificate(house, viewer, read.value)
      return isRefusal(checked) ? checked : { json: checked, text: checked.summary, ...(checked.holds ? {} : { exit: 4 as const }) }
    }))
}
