"""A Chinese question taken apart: its English by the dictionaries, and its own words for Chinese sources."""

from __future__ import annotations

import re
from dataclasses import replace

from assistant.asked import Asked, asked_in_chinese
from assistant.language.lexicon import chinese_words, synonyms
from assistant.language.script import simplified, traditional, written
from assistant.questions.chinese_forms import asks_for_items, asks_for_words, confirmed, without_event
from assistant.questions.chinese_spelling import corrected
from assistant.questions.english import FIGURE
from assistant.questions.records import Question, Term
from assistant.questions.terms import GENERIC_NOUNS, QUOTED, content_terms
from assistant.records import Language
from corpus.numerals import MONTHS, chinese_number
from index.terms import STOP_WORDS, stem, words
from index.terms import terms as index_terms
from index.vocabulary import Vocabulary


def read_chinese(text: str, language: Language, vocabulary: Vocabulary, glossary: dict[str, str]) -> Question:
    """The Chinese question `text` taken apart; `language` is its script, `glossary` maps Chinese terms (Simplified) to English."""
    plain = _english_dates(corrected(written(text), {**chinese_words(), **glossary}, lambda run: _unknown(_gloss(run, glossary)[1], vocabulary)))
    supposed = confirmed(plain)
    asked = supposed.asked if supposed else Asked.LIST if asks_for_items(plain) else asked_in_chinese(plain)
    glosses, unread = _gloss(supposed.rest if supposed else without_event(plain) if asked is Asked.DATE else plain, glossary)
    english = " ".join(glosses)
    ordinal = _ORDINAL.search(plain)
    count = re.search(r"(?<!第)([一二两三四五六七八九十]+|\d{1,2})[个项大条方点](?!月)", plain)
    tokens = words(english)
    own = _own_terms(plain, vocabulary)
    read = Question(
        text=text,
        asked=asked,
        terms=_gloss_terms(glosses, vocabulary),
        language=language,
        ordinal=chinese_number(ordinal[1]) if ordinal else -1 if "最后一" in plain else None,
        count=chinese_number(count[1]) if count else None,
        figures=tuple(match[0] for match in FIGURE.finditer(" ".join(plain.split()))),
        focus=_instances(plain) or _counted(plain) or tuple(term.stem for term in content_terms(tokens, vocabulary) if term.weight >= _TELLING),
        # A question in Traditional characters has other bigrams than a source in Simplified ones.
        extra_terms=(*(stem(token) for token in tokens if token not in STOP_WORDS), *(term.stem for term in own if text != plain)),
        reading=english,
        instances=bool(_INSTANCES.search(plain)),
        unread=unread,
        strangers=_strangers(glosses, vocabulary),
        words_wanted=asks_for_words(plain),
        qualifiers=(*(said for asked_for, said in _QUALIFIERS if asked_for.search(plain)), *_districts(plain, vocabulary)),
        own_names=tuple(frozenset({run, traditional(run)}) for run in unread if len(run) > 1 and not _NUMBERED.fullmatch(run) and all(each in vocabulary.document_frequency for each in index_terms(run))),
        relation=next((term.stem for term in content_terms(tokens, vocabulary) if term.stem in _REACHED), "") if _CHINESE_OUTCOME.search(plain) else "",
        phrases=tuple(QUOTED.findall(plain)),
        about_page=asked is Asked.DATE and bool(re.search(r"页面|网页|新闻稿|稿件|文稿|材料", plain)) and not re.search(r"说|称|提到|里|中", plain),
    )
    # Where no Chinese source has anything of it, its English alone is compared.
    return replace(read, native=replace(read, terms=own, focus=(), reading=plain, strangers=(), qualifiers=())) if any(term.known for term in own) else read


# "The fifth" is no name that a document must have.
_NUMBERED = re.compile(r"第?[一二两三四五六七八九十百\d]+")
# Which of several holders of an office is meant, and the English that says so.
_QUALIFIERS = (
    (re.compile(r"前任|上一?任(?=[\u4e00-\u9fff])|前一任"), frozenset("former previous predecessor preceding earlier succeeded".split())),
    (re.compile(r"继任|接任|下一?任|后任"), frozenset("successor next succeeded replaced new".split())),
)
# The number of an item; not a part of the document, not a rank ("first in the country"), not the first time.
_ORDINAL = re.compile(r"(?<!全国)(?<!排名)(?<!位居)(?<!位列)(?<!连续)(?<!全球)(?<!世界)第([一二三四五六七八九十\d]+)(?!部分|[章节页段句次时季年产轮级])[个项条点大方]?")
# The ones of a kind, not the kind.
_INSTANCES = re.compile(r"哪些(?:家)?(?P<kind>企业|公司|单位|大学|高校|媒体|银行|医院)|(?P<named>企业|公司|单位|大学|高校|媒体|银行|医院)[^，。？]{0,14}(?:叫什么|名字|名单|名称)")
# What sets the content words of a Chinese question apart.
_CHINESE_FUNCTION = re.compile(
    r"什么时候|什么时间|什么意思|为什么|是什么(?!时候|时间|意思)|有哪些|何[时地人]|哪一?[天日年个位家]|哪些|哪[几两三四五六七八九十]?[类个项家位种]?|什么|多少|多久|怎么样?|怎样|如何|为何|请问|一下|告诉我|列出|分别|"
    r"以及|还有|或者|是否|是不是|有没有|一共|总共|其中|这份|这个|那个|这次|这些|那些|哪里|谁|现在|目前|当前|如今|是指|指的是|根据|关于|对于|规定|提出|说明|"
    r"[一二两三四五六七八九十]+[个项大条点类种]|[的了吗呢是有和与及之为被把将对由，。？！、；：“”《》（）()?,.!\s]"
)


def _unknown(runs: tuple[str, ...], vocabulary: Vocabulary) -> tuple[str, ...]:
    """Those of the unread runs that no source has either."""
    return tuple(run for run in runs if any(each not in vocabulary.document_frequency for each in index_terms(run)))


def _inside_words(run: list[str], vocabulary: Vocabulary) -> list[str]:
    """The bigrams of a run without those that only straddle two words: no source has them, and both neighbours are known."""
    known = [each in vocabulary.document_frequency for each in run]
    return [each for n, each in enumerate(run) if known[n] or not (0 < n < len(run) - 1 and known[n - 1] and known[n + 1])]


def _own_terms(plain: str, vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms of a Chinese question as Chinese sources have them: the bigrams of its content words, figures whole."""
    found: dict[str, Term] = {}
    for run in _CHINESE_FUNCTION.split(plain):
        for each in _inside_words(index_terms(run), vocabulary):
            other = traditional(each)
            known, synonym_known = each in vocabulary.document_frequency, other in vocabulary.document_frequency
            found.setdefault(each, Term(each, each, frozenset({other} - {each}), 1.0, known, synonym_known))
    return tuple(found.values())


# Word order does not show what other Chinese questions ask for: every telling word may name it.
_TELLING = 0.5
_COUNTING = re.compile(r"(?:多少|几)(?P<measure>[个项大条款章节家名位种类座所批次]?)(?P<noun>[\u4e00-\u9fff]{0,8})")
# What a measure word counts where no noun follows it.
_MEASURES = {"条": "point", "款": "point", "章": "chapter", "节": "section", "家": "organisation", "名": "people", "位": "people", "次": "times"}


def _instances(plain: str) -> tuple[str, ...]:
    """Stem of the kind of which a Chinese question wants to know which ones; empty where it wants none."""
    match = _INSTANCES.search(plain)
    return tuple(stem(word) for word in chinese_words().get(match["kind"] or match["named"], "").split()[-1:]) if match else ()


def counted_noun(text: str) -> tuple[str, ...]:
    """Stems of the noun that a Chinese question counts; empty where it counts nothing, or what may be called anything."""
    return _counted(simplified(text))


def _counted(plain: str) -> tuple[str, ...]:
    """Stems of what "how many" counts in a Chinese question, its noun last: 企业 of 有多少家企业获得认证; empty where that may be called anything."""
    match = _COUNTING.search(plain) if asked_in_chinese(plain) is Asked.COUNT else None
    if match is None:
        return ()
    noun = next((match["noun"][:length] for length in range(len(match["noun"]), 1, -1) if match["noun"][:length] in chinese_words()), "")
    if not noun:
        return tuple(stem(word) for word in _MEASURES.get(match["measure"], "").split())
    stems = tuple(stem(word) for word in chinese_words()[noun].split())
    return () if stems[-1] in GENERIC_NOUNS else stems


# "Has the target been reached?": a source that sets the target does not say what became of it.
_CHINESE_OUTCOME = re.compile(r"(?:达到|完成|实现|达成|兑现).{0,6}(?:了吗|了没|没有|与否)|(?:是否|有没有|是不是).{0,8}(?:达到|完成|实现|达成|兑现)")
_REACHED = frozenset(map(stem, "reach achieve meet fulfil complete realise attain accomplish".split()))


_DISTRICT = re.compile(r"(?P<name>[\u4e00-\u9fff]{2})(?=新区|区|县)")


def _districts(plain: str, vocabulary: Vocabulary) -> tuple[frozenset[str], ...]:
    """The English names of the districts that a question names: what holds for one of them, or for the city, does not for another."""
    found = (chinese_words().get(match["name"], "") for match in _DISTRICT.finditer(plain))
    return tuple(frozenset({name}) for name in found if name.isalpha() and name not in vocabulary.common_words)


def _strangers(glosses: list[str], vocabulary: Vocabulary) -> tuple[str, ...]:
    """The English of Chinese words that neither the sources nor English at large have: names of what no source speaks of."""
    found = (word for gloss in glosses for word in words(gloss) if word.isascii() and word.isalpha())
    return tuple(
        word
        for word in found
        if not vocabulary.is_word(word)
        and stem(word) not in vocabulary.document_frequency
        and not any(other in vocabulary.document_frequency for other in synonyms().get(stem(word), ()))
    )


def _english_dates(text: str) -> str:
    """`text` with Chinese days and months written as English does: "January 17" for 1月17日."""

    def written(match: re.Match[str]) -> str:
        month = int(match[1])
        return f" {MONTHS[month - 1]} {match[2] or ''} " if 1 <= month <= 12 else match[0]

    return re.sub(r"(?<![\d一二三四五六七八九十几])(\d{1,2})月(?:(\d{1,2})[日号])?", written, text)


# What asks for an answer, or for a longer one, without saying of what.
_REQUEST = "介绍一下|解释一下|说一下|讲一下|说说看?|讲讲|谈谈|聊聊|看看|想知道|想了解|能不能|可不可以|可以|麻烦|详细[点些说]*|具体[点些说]+|再说一遍|再讲一遍|展开讲?|举例"
_CHINESE_GRAMMAR = re.compile(
    rf"{_REQUEST}|能(?=详细|具体|再|说|讲)|"
    r"什么时候|什么时间|什么意思|为什么|是什么(?!时候|时间|意思)|有哪些|哪一?[天日年个位]|哪些|哪几|什么|多少|多久|怎么样?|怎样|如何|为何|请问|一下|告诉我|列出|分别|"
    r"以及|还有|或者|是否|是不是|有没有|一共|总共|主要|其中|这份|那份|这个|那个|这次|那次|这些|那些|哪里|谁|哪位|刚刚|刚|时候|分成|分为|划分|共分|具体|听说|据说|有人说|平方公里|平方米|公里|公顷|给|哪|是指|指的是|新闻稿|根据|关于|对于|进行|开展|"
    r"第?[一二两三四五六七八九十几]+[个项大条点方位]|[的了吗呢在是有和与及之为被把将对从到由于中上下里，。？！、；：“”《》（）()?,.!\s年月日号天个]"
)


def _gloss(plain: str, glossary: dict[str, str]) -> tuple[list[str], tuple[str, ...]]:
    """The English of a Chinese text word by word, longest words first, and the runs that stayed unread."""
    dictionary = {**chinese_words(), **glossary}
    longest = max(map(len, dictionary), default=1)
    english: list[str] = []
    unread: list[str] = []
    position = 0
    run = ""
    while position < len(plain):
        match = next((plain[position : position + n] for n in range(longest, 0, -1) if plain[position : position + n] in dictionary), None)
        grammar = _CHINESE_GRAMMAR.match(plain, position)
        if match and (grammar is None or len(match) >= len(grammar[0])):
            english.append(dictionary[match])
            unread += [run] if run else []
            run = ""
            position += len(match)
        elif grammar:
            unread += [run] if run else []
            run = ""
            position += len(grammar[0])
        elif latin := re.match(r"[A-Za-z0-9+%.-]+", plain[position:]):
            english.append(latin[0])
            position += len(latin[0])
        else:
            run += plain[position]
            position += 1
    return english, tuple(each for each in [*unread, run] if each)


def _gloss_terms(glosses: list[str], vocabulary: Vocabulary) -> tuple[Term, ...]:
    """The terms of a Chinese question: the English words given for one Chinese word share its weight."""
    found: dict[str, Term] = {}
    for gloss in glosses:
        terms = content_terms(words(gloss), vocabulary)
        for term in _meanings(terms):
            found.setdefault(term.stem, replace(term, weight=term.weight / len(terms)))
    return tuple(found.values())


def _meanings(terms: tuple[Term, ...]) -> list[Term]:
    """The terms of one Chinese word, those that mean the same made one: 公布 is met by "released" or by "published"."""
    kept: list[Term] = []
    for term in terms:
        same = next((n for n, each in enumerate(kept) if term.stem in each.synonyms and each.stem in term.synonyms), None)
        if same is None:
            kept.append(term)
            continue
        first = kept[same]
        kept[same] = replace(
            first,
            synonyms=(first.synonyms | term.synonyms | {term.stem}) - {first.stem},
            weight=first.weight + term.weight,
            synonym_known=first.synonym_known or term.known or term.synonym_known,
        )
    return kept
