"""What the readers of files and the index say to an operator, in the page's languages.

The commands say it in English as it is raised; on the page some of it names a button in place of an option.
"""

from __future__ import annotations

from functools import cache

from assistant.records import Language
from assistant.ui.words import Patterns, patterns_of, retold

# Whole sentences, and phrases where a value comes from; braces hold what they fill in, the longer sentence stands first.
_CHINESE = {
    # Why a file is not read
    "{name} is in the index already, as {id}.": "{name}已在索引中，编号为{id}。",
    "{name} cannot replace {id}, which is not in the index; `python -m assistant index status` shows the ids.": "{name}无法替换{id}：索引中没有这份文件。",
    "{name} has nearly the same text as {id} ({alike} of it); add it with --replaces {other} if it is a new version, or leave it out.": "{name}与{id}的文字几乎相同（{alike}）；若是新版本，请选择下面的按钮，否则请移去。",
    "{name} is not a PDF, Word (.docx), HTML, Markdown or text file, nor a ZIP; save it as one of these and add that.": "{name}不是 PDF、Word（.docx）、HTML、Markdown、纯文本或 ZIP 文件；请另存为其中一种再添加。",
    "{name} did not arrive whole; send it again.": "{name}未完整送达，请重新发送。",
    "This file is not on the desk any more; send it again.": "这份文件已不在此处，请重新发送。",
    "There is no room for all files of {name}; take in or put away what is here, then send it again.": "放不下{name}中的全部文件；请先收录或移去已有的，再重新发送。",
    "There is no room for {name}; take in or put away what is here, then send it again.": "放不下{name}；请先收录或移去已有的，再重新发送。",
    "{name} has more than {size} MB; split it and add the parts.": "{name}超过{size} MB；请拆分后分别添加。",
    "{name} has {size} MB, more than the {most} MB of one file; split it and add the parts.": "{name}有{size} MB，超过单个文件的上限{most} MB；请拆分后分别添加。",
    "{name} has {size} MB, more than the {most} MB of one file; split it.": "{name}有{size} MB，超过单个文件的上限{most} MB；请拆分。",
    "{name} has {count} characters of text, more than {most}; split it and add the parts.": "{name}有{count}个字符，超过{most}个；请拆分后分别添加。",
    "{name} has {count} pages, more than the {most} of one file; split it and add the parts.": "{name}有{count}页，超过单个文件的上限{most}页；请拆分后分别添加。",
    "{name} is empty; add a file with text.": "{name}是空的；请添加有文字的文件。",
    "{name} is a PDF that holds no text; add a file with text.": "{name}是没有文字的 PDF；请添加有文字的文件。",
    "{name} holds no text; add a file with text.": "{name}没有文字；请添加有文字的文件。",
    "{name} is a ZIP of files, not a document; add it by itself ({kinds}).": "{name}是 ZIP 文件而不是文件正文；请单独添加。",
    "{name} is a scan: its {pages} hold pictures and no text; make its text readable with OCR (`{command}`) and add the result.": "{name}是扫描件，只有图像没有文字；请先用 OCR 识别（`{command}`），再添加识别后的文件。",
    "{name} is a PDF none of whose pages can be read; print it to a new PDF and add that.": "{name}这份 PDF 没有一页可以读取；请另外打印成新的 PDF 再添加。",
    "{name} is a PDF that is damaged or cut short ({reason}); get it again and add that.": "{name}这份 PDF 已损坏或不完整（{reason}）；请重新获取后再添加。",
    "{name} is a PDF without pages; get it again and add that.": "{name}这份 PDF 没有页面；请重新获取后再添加。",
    "{name} is protected with a password; save it without one and add that.": "{name}有密码保护；请另存为无密码的文件再添加。",
    "{name} is protected with a password; unpack the ZIP and add the file.": "{name}有密码保护；请解压 ZIP 后添加文件。",
    "{name} is protected in a way that cannot be opened here; save it without protection and add that.": "{name}的保护方式无法在此打开；请另存为不受保护的文件再添加。",
    "{name} takes longer than {seconds} seconds to read (page {page}); print it to a new PDF and add that.": "读取{name}超过{seconds}秒（第{page}页）；请另外打印成新的 PDF 再添加。",
    "{name} is a Word file that cannot be read ({reason}); open it, save it again and add that.": "{name}这份 Word 文件无法读取（{reason}）；请打开并重新保存后再添加。",
    "{name} is a Word file with macros; save it as .docx without them and add that.": "{name}是带宏的 Word 文件；请另存为不带宏的 .docx 再添加。",
    "{name} is an Office file but not a Word document; save its text as .docx or PDF and add that.": "{name}是 Office 文件但不是 Word 文档；请把文字另存为 .docx 或 PDF 再添加。",
    "{name} is an OpenDocument or e-book file; save it as .docx or PDF and add that.": "{name}是 OpenDocument 或电子书文件；请另存为 .docx 或 PDF 再添加。",
    "{name} is in an old or a password-protected Office format; open it, save it as .docx without a password and add that.": "{name}是旧版或有密码的 Office 文件；请打开并另存为无密码的 .docx 再添加。",
    "{name} is RTF; save it as .docx and add that.": "{name}是 RTF 文件；请另存为 .docx 再添加。",
    "{name} is a picture; read it with OCR into a text or PDF and add that.": "{name}是图片；请用 OCR 识别成文本或 PDF 再添加。",
    "{name} is a {kind} archive; unpack it and add the files.": "{name}是 {kind} 压缩包；请解压后添加其中的文件。",
    "{name} is a program, not a document; it was not opened.": "{name}是程序而不是文件，未予打开。",
    "{name} is a {kind} that is damaged or cut short; get it again and add that.": "{name}已损坏或不完整；请重新获取后再添加。",
    "{name} is damaged or cut short; get it again and add that.": "{name}已损坏或不完整；请重新获取后再添加。",
    "{name} is damaged inside its ZIP ({reason}); get it again and add that.": "{name}在 ZIP 中已损坏（{reason}）；请重新获取后再添加。",
    "{name} is damaged ({reason}); open it, save it again and add that.": "{name}已损坏（{reason}）；请打开并重新保存后再添加。",
    "{name} is not text in an encoding that can be told; save it as UTF-8 and add it again.": "无法判断{name}的文字编码；请另存为 UTF-8 再添加。",
    "{name} begins as {encoding} but is damaged at byte {byte}; save it as UTF-8 and add it again.": "{name}开头是 {encoding}，但在第{byte}字节处损坏；请另存为 UTF-8 再添加。",
    "{name} is not text, though its name says so; add the document it was made from.": "{name}名为文本，实际不是；请添加原来的文件。",
    "{name} is not HTML that can be read; save the page again, or its text, and add that.": "{name}这份 HTML 无法读取；请重新保存网页或其文字再添加。",
    "{name} nests more than {most} elements; save the page's text and add that.": "{name}的元素嵌套超过{most}层；请保存网页的文字再添加。",
    "{name} declares XML entities, which no Word file does; it was not opened.": "{name}声明了 XML 实体，Word 文件不会如此，未予打开。",
    "{name} holds {count} files, more than {most}; add it in parts.": "{name}含有{count}个文件，超过{most}个；请分批添加。",
    "{name} unpacks to more than {most} MB; add it in parts.": "{name}解压后超过{most} MB；请分批添加。",
    "{name} unpacks to {times} times its size, as no document does; it was not opened.": "{name}解压后是原大小的{times}倍，正常文件不会如此，未予打开。",
    "{name} has a path that leads out of its ZIP; it was not opened.": "{name}的路径指向 ZIP 之外，未予打开。",
    "{name} is larger than it says; it was not opened.": "{name}比其声明的大小更大，未予打开。",
    "{name} is a ZIP inside a ZIP; unpack the outer one and add the inner one by itself.": "{name}是 ZIP 中的 ZIP；请解开外层，单独添加里面的文件。",
    # What to know of one that was read
    "{pages} page ({listed}) hold pictures and no text and were left out; to have them, make its text readable with OCR (`{command}`) and add the result.": "有{pages}页（第{listed}页）只有图像没有文字，已略去；可先用 OCR 识别（`{command}`）。",
    "{pages} pages ({listed}) hold pictures and no text and were left out; to have them, make its text readable with OCR (`{command}`) and add the result.": "有{pages}页（第{listed}页）只有图像没有文字，已略去；可先用 OCR 识别（`{command}`）。",
    "{pages} page ({listed}) could not be read and were left out.": "有{pages}页（第{listed}页）无法读取，已略去。",
    "{pages} pages ({listed}) could not be read and were left out.": "有{pages}页（第{listed}页）无法读取，已略去。",
    "{count} characters have no meaning in the file's fonts, so that quotations may lack letters; OCR may read it better.": "有{count}个字符在文件的字体中没有含义，引文可能缺字；用 OCR 识别或许更好。",
    # Where a value comes from
    "its title": "取自文件标题",
    "first heading": "取自第一个标题",
    "first line": "取自第一行",
    "the file's name": "取自文件名",
    "the text: “{words}”": "取自正文：“{words}”",
    "the first date in the text: “{words}”": "正文中的第一个日期：“{words}”",
    "the text": "取自正文",
    "below the text": "取自文末落款",
    "the file's metadata": "取自文件属性",
    "the page's metadata": "取自网页属性",
    "the page's own address": "取自网页地址",
    "not stated": "文件中没有说明",
    "nothing in the file: today": "文件中没有日期，暂填今天",
    "its characters": "按文字判断",
    "plain text": "纯文本",
    # Why nothing was changed
    "{id} was added by another process meanwhile; add the file again.": "{id}刚刚已由另一个程序添加；请重新添加这份文件。",
    "Another process has been writing the index at {folder} for a minute; wait for it and try again.": "另一个程序正在写入索引；请稍后再试。",
    "The disk of {folder} is full; free some space and run the command again.": "磁盘已满；请腾出空间后再试。",
    "The index needs about {needed} MB, {folder} has {free} MB free; free some space first.": "索引约需{needed} MB，磁盘只剩{free} MB；请先腾出空间。",
    "{id} is not an added document ({listed}); a catalogue's document is removed by dropping its entry there.": "{id}不是添加的文件。",
    "Something went wrong; try again, and look into the log if it happens twice.": "出现故障；请再试一次，若再次发生请查看日志。",
}  # fmt: skip

# What the English page says in place of a command's option.
_ENGLISH = {
    "{name} cannot replace {id}, which is not in the index; `python -m assistant index status` shows the ids.": "{name} cannot replace {id}, which is not in the index.",
    "{name} has nearly the same text as {id} ({alike} of it); add it with --replaces {other} if it is a new version, or leave it out.": "{name} has nearly the same text as {id} ({alike} of it); read it as a new version of that, or put it away.",
    "The disk of {folder} is full; free some space and run the command again.": "The disk of {folder} is full; free some space and try again.",
}  # fmt: skip


def retell_reading(sentence: str, language: Language) -> str:
    """A sentence of a reader or of the index in `language`; as it stands where the table has none like it."""
    return retold(sentence, language, _patterns(language == "en"))


@cache
def _patterns(english: bool) -> Patterns:
    return patterns_of(_ENGLISH if english else _CHINESE)
