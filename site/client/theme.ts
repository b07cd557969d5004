/** Dark or light, before the first drawing: what was chosen, otherwise what the system says. */
const chosen = (() => {
  try {
    return localStorage.getItem('theme');
  } catch {
    return null;
  }
})();
if (chosen === 'dark' || chosen === 'light') document.documentElement.dataset.theme = chosen;
