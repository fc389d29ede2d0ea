-- Prints what wrk has counted as one line of JSON, behind a mark by which it is found among its other words.
done = function(summary, latency)
  local errors = summary.errors
  io.write(string.format(
    '@@{"requests": %d, "seconds": %f, "p99_ms": %f, "refused": %d}\n',
    summary.requests, summary.duration / 1e6, latency:percentile(99) / 1e3,
    errors.connect + errors.read + errors.write + errors.timeout + errors.status))
end
