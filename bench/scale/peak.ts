/** Prints the greatest resident memory of this process, for the benchmark that started it. */
export function printPeak(): void {
  process.stdout.write(`peak ${Math.round(process.resourceUsage().maxRSS / 1024)} MiB\n`);
}
