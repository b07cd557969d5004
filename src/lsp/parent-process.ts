/** In milliseconds. */
const INTERVAL = 3000;

/** Looks from time to time whether a process is still there. Returns a function that ends that. */
export function watchProcess(id: number, gone: () => void): () => void {
  const timer = setInterval(() => {
    if (isRunning(id)) return;
    clearInterval(timer);
    gone();
  }, INTERVAL).unref();
  return () => clearInterval(timer);
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
