// The words of the page in both languages, and the language that is on.

const words = {
  zh: {
    run: '运行', runCell: '运行本单元格', runStale: '运行过期的', runAll: '全部运行', runAbove: '运行以上', runBelow: '运行以下', stop: '停止',
    restart: '重新启动', up: '上移', down: '下移', duplicate: '复制一份', remove: '删除', undo: '恢复删除', fold: '折叠代码', unfold: '展开代码',
    name: '命名', toNote: '改为文字', toCode: '改为代码', addCode: '＋ 代码', addNote: '＋ 文字', clear: '清除结果',
    queued: '排队中', running: '运行中', stale: '已过期', failed: '出错', fresh: '', empty: '',
    saved: '已保存', dirty: '正在保存…', failedSave: '未能保存', changed: '文件已被其他程序改动', memory: '未存盘：服务启动时没有给出文件夹',
    full: '磁盘已满', readonly: '文件或文件夹只读', keptHere: '内容仍保留在此处，系统会继续尝试保存。',
    diskChanged: '此文件刚被其他程序改动。请选择保留哪一份：', keepMine: '保留此处内容', loadTheirs: '载入文件内容',
    offline: '与服务的连接已断开，正在重连；尚未送出的修改保留在本页。', online: '已重新连接', gone: '无法打开此笔记本',
    conflict: '此单元格已在别处改动。两份文本都在这里：', mine: '这里的文本', theirs: '别处的文本', useMine: '用这里的', useTheirs: '用别处的', keepBoth: '两份都留',
    exports: '导出', exportStale: n => `有 ${n} 个单元格的结果已过期。导出文件会标明；也可以先运行它们。`, exportAnyway: '照此导出并标明', language: 'English', help: '键盘与帮助',
    ofCells: (n, m) => `第 ${n} / ${m} 个单元格`, progress: (d, t) => `${d} / ${t}`, rate: n => `每秒 ${n}`, staleCount: n => `${n} 处结果已过期`,
    code: '代码单元格', note: '文字单元格', raw: '原样单元格', emptyNote: '空白文字：按 Enter 编写', seconds: s => `${s} 秒`, cell: n => `单元格 ${n}`,
    filter: '筛选', copyTSV: '复制', copyCSV: '复制 CSV', saveCSV: '下载 CSV', allRows: n => `显示全部 ${n} 行`, rowsShown: (n, m) => `${n} / ${m} 行`, copied: '已复制', notCopied: '未能复制',
    sortBy: c => `按“${c}”排序`, saveFigure: '保存图', size: '尺寸', format: '格式', resolution: '分辨率', grey: '灰度', single: '单栏', full_: '双栏', save: '保存', cancel: '取消', close: '关闭',
    asShown: '所见尺寸', figureHint: '若结果不在内存中，请先运行该单元格。', source: '出处与引用', signature: '参数', corpus: '语料', seed: '随机种子', version: '版本', method: '方法', cite: '复制引用', bibtex: '复制 BibTeX', references: '方法文献',
    documents: '篇', tokens: '词', evidence: '来源', lines: (n, f) => `“${f}”：${n} 处`, noLines: '语料中没有找到。', more: '显示更多', open: '看原文段落', back: '返回', parallel: '另一语言的文本', approximate: '两份文本段落数不同，此处按位置对应，请核对。', loading: '载入中…', showOutput: n => `载入结果（${n}）`,
    foreign: '外来的 HTML：已隔离显示，不能运行脚本。', keys: '键盘', insideCell: '编辑时', outsideCell: '选中单元格时', theme: '明暗', resultsLang: '结果语言', resultsZh: '结果用中文', resultsEn: '结果用英文', untitled: '笔记本', skip: '跳到正文', menu: '更多', engineOn: '计算进程在运行', engineOff: '计算进程未启动',
    running1: n => `单元格 ${n} 运行中`, done1: n => `单元格 ${n} 已完成`, failed1: n => `单元格 ${n} 出错`, deleted: '已删除。', file: '文件', edit: '编辑', view: '显示', openWhole: '在新页打开', line: '行', nameHere: '单元格名称',
    notebooks: '笔记本', newNotebook: '新建笔记本', newTitle: '标题', create: '新建', examples: '示例', corpora: '语料', dropHere: '把文本文件或笔记本拖到这里，或', choose: '选择文件', noNotebooks: '此文件夹里还没有笔记本。', uploaded: (n, d) => `已放入文件夹：${n}${d ? `（${d} 篇）` : ''}`, uploading: '正在读取…', noFolder: '服务启动时没有给出文件夹：笔记本只留在内存中，可用“导出”保存。',
    keyList: [['Enter', '编辑选中的单元格'], ['Esc', '离开编辑'], ['Shift+Enter', '运行并到下一个'], ['Ctrl+Enter', '运行'], ['Alt+Enter', '运行并在下面插入'], ['A / B', '在上面 / 下面插入'], ['D D', '删除'], ['Z', '恢复删除'], ['M / Y', '改为文字 / 代码'], ['J / K', '下一个 / 上一个'], ['Shift+J / Shift+K', '下移 / 上移'], ['C', '复制一份'], ['O', '折叠或展开代码'], ['I I', '停止'], ['0 0', '重新启动计算进程'], ['Ctrl+S', '立即保存'], ['?', '此表']],
    keyEdit: [['Tab', '补全，行首则缩进'], ['Shift+Tab', '函数说明'], ['Ctrl+/', '注释'], ['Ctrl+]', '缩进'], ['Esc', '离开编辑；再按 Tab 移到下一处']],
  },
  en: {
    run: 'Run', runCell: 'Run this cell', runStale: 'Run what is out of date', runAll: 'Run all', runAbove: 'Run above', runBelow: 'Run below', stop: 'Stop',
    restart: 'Restart', up: 'Move up', down: 'Move down', duplicate: 'Duplicate', remove: 'Delete', undo: 'Undo delete', fold: 'Fold code', unfold: 'Unfold code',
    name: 'Name', toNote: 'Make it a note', toCode: 'Make it code', addCode: '+ Code', addNote: '+ Note', clear: 'Clear results',
    queued: 'queued', running: 'running', stale: 'out of date', failed: 'error', fresh: '', empty: '',
    saved: 'Saved', dirty: 'Saving…', failedSave: 'Not saved', changed: 'Changed by another program', memory: 'Not on disk: the server was started without a folder',
    full: 'the disk is full', readonly: 'the file or folder is read-only', keptHere: 'Your text is kept here, and saving is tried again.',
    diskChanged: 'Another program has just changed this file. Which one stays?', keepMine: 'Keep what is here', loadTheirs: 'Load the file',
    offline: 'The connection to the server is lost; trying again. Changes not yet sent are kept on this page.', online: 'Connected again', gone: 'This notebook cannot be opened',
    conflict: 'This cell was changed elsewhere. Both texts are here:', mine: 'The text here', theirs: 'The text from elsewhere', useMine: 'Use this one', useTheirs: 'Use the other', keepBoth: 'Keep both',
    exports: 'Export', exportStale: n => `The results of ${n} ${n === 1 ? 'cell is' : 'cells are'} out of date. The export marks them; or run them first.`, exportAnyway: 'Export with marks', language: '中文', help: 'Keys and help',
    ofCells: (n, m) => `cell ${n} of ${m}`, progress: (d, t) => `${d} / ${t}`, rate: n => `${n} per second`, staleCount: n => `${n} ${n === 1 ? 'result' : 'results'} out of date`,
    code: 'Code cell', note: 'Note', raw: 'Raw cell', emptyNote: 'Empty note: press Enter to write', seconds: s => `${s} s`, cell: n => `cell ${n}`,
    filter: 'Filter', copyTSV: 'Copy', copyCSV: 'Copy CSV', saveCSV: 'Download CSV', allRows: n => `Show all ${n} rows`, rowsShown: (n, m) => `${n} of ${m} rows`, copied: 'Copied', notCopied: 'Could not copy',
    sortBy: c => `Sort by ${c}`, saveFigure: 'Save figure', size: 'Size', format: 'Format', resolution: 'Resolution', grey: 'Greyscale', single: 'single column', full_: 'double column', save: 'Save', cancel: 'Cancel', close: 'Close',
    asShown: 'as shown', figureHint: 'If the result is not in memory, run the cell first.', source: 'Source and citation', signature: 'Parameters', corpus: 'Corpus', seed: 'Seed', version: 'Version', method: 'Method', cite: 'Copy citation', bibtex: 'Copy BibTeX', references: 'References of the method',
    documents: 'documents', tokens: 'tokens', evidence: 'Where it comes from', lines: (n, f) => `“${f}”: ${n} ${n === 1 ? 'place' : 'places'}`, noLines: 'Not found in the corpus.', more: 'Show more', open: 'Open the paragraph', back: 'Back', parallel: 'The text in the other language', approximate: 'The two texts differ in their number of paragraphs; this one was found by position. Please check.', loading: 'Loading…', showOutput: n => `Load the result (${n})`,
    foreign: 'Foreign HTML: shown apart, without scripts.', keys: 'Keys', insideCell: 'While editing', outsideCell: 'With a cell selected', theme: 'Light or dark', resultsLang: 'Language of results', resultsZh: 'Results in Chinese', resultsEn: 'Results in English', untitled: 'Notebook', skip: 'Skip to the notebook', menu: 'More', engineOn: 'the process of the cells is on', engineOff: 'the process of the cells is off',
    running1: n => `Cell ${n} is running`, done1: n => `Cell ${n} is done`, failed1: n => `Cell ${n} ended in an error`, deleted: 'Deleted.', file: 'File', edit: 'Edit', view: 'View', openWhole: 'Open in a new tab', line: 'line', nameHere: 'Name of the cell',
    notebooks: 'Notebooks', newNotebook: 'New notebook', newTitle: 'Title', create: 'Create', examples: 'Examples', corpora: 'Corpora', dropHere: 'Drop texts or a notebook here, or', choose: 'choose a file', noNotebooks: 'There is no notebook in this folder yet.', uploaded: (n, d) => `Put into the folder: ${n}${d ? ` (${d} ${d === 1 ? 'document' : 'documents'})` : ''}`, uploading: 'Reading…', noFolder: 'The server was started without a folder: notebooks stay in memory; use Export to keep them.',
    keyList: [['Enter', 'edit the selected cell'], ['Esc', 'leave editing'], ['Shift+Enter', 'run and go to the next'], ['Ctrl+Enter', 'run'], ['Alt+Enter', 'run and insert below'], ['A / B', 'insert above / below'], ['D D', 'delete'], ['Z', 'undo delete'], ['M / Y', 'make it a note / code'], ['J / K', 'next / previous'], ['Shift+J / Shift+K', 'move down / up'], ['C', 'duplicate'], ['O', 'fold or unfold the code'], ['I I', 'stop'], ['0 0', 'restart the process of the cells'], ['Ctrl+S', 'save now'], ['?', 'this sheet']],
    keyEdit: [['Tab', 'complete; at the start of a line, indent'], ['Shift+Tab', 'explain the function'], ['Ctrl+/', 'comment'], ['Ctrl+]', 'indent'], ['Esc', 'leave editing; Tab then moves on']],
  },
};

export const config = JSON.parse(document.getElementById('config').textContent);

// The language stands in the address, then in what this browser remembers, then
// in what the server says.
const asked = new URLSearchParams(location.search).get('lang');
export let lang = words[asked] ? asked : remembered() || config.lang;

function remembered() {
  try { const l = localStorage.getItem('concord-lang'); return words[l] ? l : ''; } catch { return ''; }
}

export function t(key, ...args) {
  const w = words[lang][key];
  return typeof w === 'function' ? w(...args) : w ?? key;
}

const listeners = [];
export function onLanguage(f) { listeners.push(f); }

export function setLanguage(to) {
  lang = to;
  try { localStorage.setItem('concord-lang', to); } catch { /* private window */ }
  document.documentElement.lang = to === 'zh' ? 'zh-Hans' : 'en';
  const url = new URL(location);
  url.searchParams.set('lang', to);
  history.replaceState(null, '', url);
  translate(document);
  for (const f of listeners) f();
}

// translate sets the words of all elements that name theirs.
export function translate(root) {
  for (const e of root.querySelectorAll('[data-t]')) e.textContent = t(e.dataset.t);
  for (const e of root.querySelectorAll('[data-t-title]')) {
    const w = t(e.dataset.tTitle);
    e.title = w;
    if (!e.dataset.t) e.setAttribute('aria-label', w);
  }
  for (const e of root.querySelectorAll('[data-t-hint]')) e.placeholder = t(e.dataset.tHint);
}

// make builds an element: make('button', {class: 'x', t: 'run', onclick: f}, children…).
export function make(tag, props = {}, ...children) {
  const e = document.createElement(tag);
  for (const [k, v] of Object.entries(props)) {
    if (v === undefined || v === null || v === false) continue;
    if (k === 't') { e.dataset.t = v; e.textContent = t(v); }
    else if (k === 'tTitle') { e.dataset.tTitle = v; e.title = t(v); if (!props.t) e.setAttribute('aria-label', t(v)); }
    else if (k === 'class') e.className = v;
    else if (k.startsWith('on')) e.addEventListener(k.slice(2), v);
    else if (k in e && typeof v !== 'string') e[k] = v;
    else e.setAttribute(k, v === true ? '' : v);
  }
  e.append(...children.filter(c => c !== null && c !== undefined));
  return e;
}

document.documentElement.lang = lang === 'zh' ? 'zh-Hans' : 'en';
