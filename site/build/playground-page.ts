/** The page of the playground; `client/playground/` brings it to life. */
import { presetNames } from '../../src/config/presets.ts';
import { catalogDate } from '../../src/image/catalog.ts';
import { type Html, html } from './html.ts';

export function playgroundPage(): Html {
  return html`
<div class="playground">
  <div class="bar">
    <h1>Playground</h1>
    <label>Example <select name="example"><option value="">choose…</option></select></label>
    <label>Preset <select name="preset">${presetNames.map((name) => html`<option>${name}</option>`)}</select></label>
    <label>Day <input type="date" name="now" title="The day to judge ages by; ${catalogDate} if there is none"></label>
    <label class="check" title="Then a file that is not among the tabs is missing, and the files are looked at together"><input type="checkbox" name="whole"> these are all files</label>
    <span class="actions">
      <button type="button" name="fix">Fix all that is safe</button>
      <button type="button" name="share">Copy a link</button>
    </span>
  </div>
  <div class="panes">
    <section class="files" aria-label="Files">
      <div class="tabs" role="tablist" aria-label="Files"></div>
      <div class="editor" role="tabpanel" id="editor" aria-label="Text of the file"></div>
    </section>
    <section class="report" aria-label="Findings">
      <div class="report-head">
        <div class="summary" role="status" aria-live="polite">Loading the linter…</div>
        <fieldset class="views"><legend>Show</legend><label><input type="radio" name="view" value="list" checked> list</label><label><input type="radio" name="view" value="printed"> as in a terminal</label></fieldset>
      </div>
      <ol class="found"></ol>
      <figure class="code" data-language="console" hidden><pre tabindex="0" class="printed"></pre></figure>
    </section>
  </div>
  <p class="privacy">The linter runs in this page. What you type stays in your browser: the page is not allowed to connect to anything.
  A link has the files in it, after the <code>#</code>, which no browser sends to a server. In the editor <kbd>Tab</kbd> indents; after <kbd>Esc</kbd> it leads out of it.</p>
  <noscript><p class="note">The playground needs JavaScript.</p></noscript>
  <dialog class="name-dialog" aria-label="A new file"><form method="dialog"><label>Path of the file <input name="path" placeholder="code/score.py" autocomplete="off" spellcheck="false" required maxlength="200"></label><p class="why" role="alert"></p><menu><button value="" formnovalidate>Cancel</button><button value="ok" class="primary">Add it</button></menu></form></dialog>
</div>`;
}
