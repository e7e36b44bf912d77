import { monitorEventLoopDelay } from 'node:perf_hooks'
import type { FastifyInstance } from 'fastify'
import { Counter, Gauge, Histogram, Registry } from 'prom-client'
import { modelTasks } from './projection/model-threads.ts'

/** What is counted besides requests: asked when somebody reads. */
export interface Counted { readonly importsInLine: () => number; readonly jobs: () => Promise<Readonly<Record<string, number>>> }

/**
 * Count requests and how long they take, and serve `/metrics` in the text form of Prometheus.
 *
 * Whoever keeps the installation reads them (a token of a system administrator will do): how often an address is asked says something about people at small places.
 * Labels are the pattern of an address, never the address itself. Units: seconds, bytes.
 */
export function registerMetrics(server: FastifyInstance, counted: () => Counted): void {
  const registry = new Registry()
  const registers = [registry]
  const requests = new Counter({ name: 'cadre_requests_total', help: 'Answers given', labelNames: ['method', 'route', 'status'], registers })
  const seconds = new Histogram({ name: 'cadre_request_seconds', help: 'Time from question to answer', labelNames: ['method', 'route'], buckets: [0.01, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30], registers })
  const open = new Set<string>()
  watch(registry, 'cadre_requests_open', 'Requests being answered now', () => open.size)
  server.addHook('onRequest', async ({ id }) => { open.add(id) })
  server.addHook('onResponse', async ({ id, method, routeOptions }, { statusCode, elapsedTime }) => {
    const route = routeOptions.url ?? 'none'
    requests.inc({ method, route, status: statusCode })
    seconds.observe({ method, route }, elapsedTime / 1000)
    open.delete(id)
  })
  server.addHook('onRequestAbort', async ({ id }) => { open.delete(id) })
  watchProcess(server, registry)
  watch(registry, 'cadre_imports_in_line', 'Imports at work or waiting', () => counted().importsInLine())
  registry.registerMetric(new Gauge({
    name: 'cadre_jobs', help: 'Heavy work of the installation, by how it stands', labelNames: ['state'], registers: [],
    // While the records do not answer there is nothing to say here; readiness says why.
    async collect() { for (const [state, jobs] of Object.entries(await counted().jobs().catch(() => ({})))) this.set({ state }, jobs) },
  }))
  watch(registry, 'cadre_model_tasks_waiting', 'Runs of the model that wait for a thread', () => modelTasks().waiting)
  watch(registry, 'cadre_model_tasks_running', 'Runs of the model in a thread', () => modelTasks().running)
  server.get('/metrics', { schema: { hide: true }, config: { policy: 'system-admin' } }, async (_request, reply) => reply.header('cache-control', 'no-store').type(registry.contentType).send(await registry.metrics()))
}

function watchProcess(server: FastifyInstance, registry: Registry): void {
  const delay = monitorEventLoopDelay({ resolution: 20 })
  delay.enable()
  server.addHook('onClose', async () => { delay.disable() })
  registry.registerMetric(new Gauge({
    name: 'cadre_event_loop_delay_seconds', help: 'How long the main thread kept others waiting, since last asked', labelNames: ['quantile'], registers: [],
    collect() {
      for (const quantile of [50, 99, 100]) this.set({ quantile: quantile / 100 }, delay.percentile(quantile) / 1e9)
      delay.reset()
    },
  }))
  registry.registerMetric(new Gauge({
    name: 'cadre_memory_bytes', help: 'Memory of the process', labelNames: ['kind'], registers: [],
    collect() {
      const { rss, heapUsed, external } = process.memoryUsage()
      for (const [kind, bytes] of Object.entries({ resident: rss, heap: heapUsed, external })) this.set({ kind }, bytes)
    },
  }))
  watch(registry, 'cadre_processor_seconds', 'Processor time taken since the start', () => { const { user, system } = process.cpuUsage(); return (user + system) / 1e6 })
  watch(registry, 'cadre_uptime_seconds', 'Time since the start', () => process.uptime())
}

function watch(registry: Registry, name: string, help: string, read: () => number): void {
  registry.registerMetric(new Gauge({ name, help, registers: [], collect() { this.set(read()) } }))
}
