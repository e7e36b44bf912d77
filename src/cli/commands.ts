import type { Command } from 'commander'
import type { Shop } from './command.ts'

/** Every command by name, in the order of the help page. Each is read only when it is asked for: a start then takes a fraction of the time and memory. */
const commands: Readonly<Record<string, () => Promise<(shop: Shop) => Command>>> = {
  serve: async () => (await import('./serve.ts')).serveCommand,
  worker: async () => (await import('./worker.ts')).workerCommand,
  demo: async () => (await import('./demo.ts')).demoCommand,
  sources: async () => (await import('./sources.ts')).sourcesCommand,
  template: async () => (await import('./template.ts')).templateCommand,
  mapping: async () => (await import('./mapping.ts')).mappingCommand,
  codes: async () => (await import('./codes.ts')).codesCommand,
  import: async () => (await import('./import.ts')).importCommand,
  snapshots: async () => (await import('./snapshots.ts')).snapshotsCommand,
  snapshot: async () => (await import('./snapshots.ts')).snapshotCommand,
  history: async () => (await import('./history.ts')).historyCommand,
  quality: async () => (await import('./quality.ts')).qualityCommand,
  coverage: async () => (await import('./coverage.ts')).coverageCommand,
  measures: async () => (await import('./measures.ts')).measuresCommand,
  query: async () => (await import('./query.ts')).queryCommand,
  table: async () => (await import('./published-table.ts')).tableCommand,
  release: async () => (await import('./release.ts')).releaseCommand,
  lens: async () => (await import('./lens.ts')).lensCommand,
  peers: async () => (await import('./peers.ts')).peersCommand,
  programme: async () => (await import('./programme.ts')).programmeCommand,
  hosts: async () => (await import('./hosts.ts')).hostsCommand,
  establishment: async () => (await import('./establishment.ts')).establishmentCommand,
  flows: async () => (await import('./flows.ts')).flowsCommand,
  project: async () => (await import('./project.ts')).projectCommand,
  rates: async () => (await import('./rates.ts')).ratesCommand,
  backtest: async () => (await import('./backtest.ts')).backtestCommand,
  model: async () => (await import('./model.ts')).modelCommand,
  'board-pack': async () => (await import('./board-pack.ts')).boardPackCommand,
  wisn: async () => (await import('./wisn.ts')).wisnCommand,
  person: async () => (await import('./person.ts')).personCommand,
  backup: async () => (await import('./backup.ts')).backupCommand,
  restore: async () => (await import('./backup.ts')).restoreCommand,
  doctor: async () => (await import('./doctor.ts')).doctorCommand,
  records: async () => (await import('./records.ts')).recordsCommand,
  retention: async () => (await import('./retention.ts')).retentionCommand,
  scenario: async () => (await import('./scenario.ts')).scenarioCommand,
  plan: async () => (await import('./plan.ts')).planCommand,
  assumptions: async () => (await import('./assumptions.ts')).assumptionsCommand,
  audit: async () => (await import('./audit.ts')).auditCommand,
  run: async () => (await import('./run.ts')).runCommand,
  user: async () => (await import('./user.ts')).userCommand,
  bench: async () => (await import('./bench.ts')).benchCommand,
}

/** The commands that an invocation needs: the one it names, else all of them. */
export async function commandsFor(words: readonly string[], shop: Shop): Promise<Command[]> {
  const named = words.find((word, at) => !word.startsWith('-') && words[at - 1] !== '--data')
  const needed = named !== undefined && Object.hasOwn(commands, named) ? [commands[named]!] : Object.values(commands)
  return Promise.all(needed.map(async (load) => (await load())(shop)))
}
