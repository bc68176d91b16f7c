/** Prints the greatest resident memory and the CPU time of this process, for the benchmark that started it. */
export function printPeak(): void {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage();
  const seconds = (userCPUTime + systemCPUTime) / 1e6;
  process.stdout.write(`peak ${Math.round(maxRSS / 1024)} MiB, CPU ${seconds.toFixed(2)} s\n`);
}
