/** What every page does: theme, menu, search, buttons to copy code. */

import { followSections } from './contents.ts';
import { addCopyButtons } from './copy.ts';
import { setUpMenu } from './menu.ts';
import { setUpSearch } from './search.ts';
import { setUpTheme } from './theme-button.ts';

setUpTheme();
setUpMenu();
setUpSearch();
addCopyButtons();
followSections();
