// Loaded into the server before it: tells by its channel how late the event loop was, in milliseconds.
import { monitorEventLoopDelay } from 'node:perf_hooks'

// The histogram holds the time between two looks, which is this where nothing is late.
const resolution = 5
const delay = monitorEventLoopDelay({ resolution })
delay.enable()
const late = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution)
process.on('message', (message) => {
  if (message === 'reset') delay.reset()
  if (message === 'reset' || message === 'read')
    process.send?.({ p99: late(delay.percentile(99)), longest: late(delay.max) })
})
process.channel?.unref()
